import { responseBytes } from '../../sip/message.fixture';
import { notified, scene, subscribed, tells } from '../provoked/notify.fixture';
import { type Scene, testProvoked } from '../provoked/scene.fixture';
import { copiedFields } from './8.2.6.2-1-copied-fields';

const first = 'SIP/2.0/UDP 192.0.2.1:5060;branch=z9hG4bKa';
const second = 'SIP/2.0/UDP proxy.example.com;branch=z9hG4bKb;received=10.0.0.2';
const third = 'SIP/2.0/UDP 10.0.0.1;branch=z9hG4bKc';
const three = { via: `${first}, ${second}\r\nv: ${third}` };

/** A NOTIFY with three Via values, answered with these rows of it. */
function via(...rows: readonly string[]): Scene {
  return notified(
    three,
    200,
    rows.map((row) => ['Via', row] as const),
  );
}

/** A NOTIFY that is answered with another header field. */
function answered(name: string, value: string): Scene {
  return notified({}, 200, [[name, value]]);
}

testProvoked(copiedFields, 'a response copies what its request has', {
  violation: { at: 'Via: SIP/2.0/UDP 192.0.2.1:5060;branch=z9hG4bKa', ...via(first) },
  violations: {
    'another order': via(first, third, second),
    'received taken away': via(first, second.replace(/;received.*/, ''), third),
    'another From tag': answered('From', '<sip:alice@example.com>;tag=x'),
    'another From URI': answered('From', '<sip:bob@example.com>;tag=esc-1'),
    'another To URI': answered('To', '<sip:bob@example.com>;tag=x'),
    'another CSeq number': answered('CSeq', '2 NOTIFY'),
    'another CSeq method': answered('CSeq', '1 SUBSCRIBE'),
    'another Call-ID': answered('Call-ID', 'other'),
    'another branch, so that it answers nothing': answered('Via', 'SIP/2.0/UDP 192.0.2.1:5060;branch=z9hG4bKother'),
    'no CSeq': scene((trace) => void trace.acknowledges(tells(trace, subscribed(trace)), 200, [], ['CSeq'])),
    'another Via in a 100': scene((trace) => {
      const notify = tells(trace, subscribed(trace), three);
      trace.acknowledges(notify, 100, [['Via', first]]);
    }),
  },
  legal: {
    'Via values in one row or several': via(first, second, third),
    'white-space normalisation': via(`${first},${second} ,  ${third}`),
    'display name preserved or normalised (compare URIs and tags only)': answered(
      'From',
      '"Alice" <sip:alice@example.com>;tag=esc-1',
    ),
  },
  passes: {
    'all rows': via(`${first}, ${second}`, third),
    'received and rport filled in': via(`${first};received=192.0.2.1;rport=5060, ${second}`, third),
    'another To tag, of which another entry speaks': answered('To', '<sip:alice@example.com>;tag=other'),
  },
  undecided: {
    'an answer to nothing that was seen': scene((trace) => {
      tells(trace, subscribed(trace));
      trace.sends(
        responseBytes({
          set: [
            ['Call-ID', 'elsewhere'],
            ['CSeq', '1 NOTIFY'],
          ],
        }),
      );
    }),
  },
});
