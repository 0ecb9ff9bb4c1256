import { notified, scene, subscribed, tells } from '../provoked/notify.fixture';
import { type Scene, testProvoked } from '../provoked/scene.fixture';
import { rportFilled } from './4-1-rport-filled';

const asking = 'SIP/2.0/UDP 192.0.2.1:5060;rport;branch=z9hG4bK1';

/** A NOTIFY that asks for rport, answered with this Via. */
function asked(via: string): Scene {
  return notified({ via: asking }, 200, [['Via', via]]);
}

testProvoked(rportFilled, 'rport is filled in', {
  violation: { at: 'SIP/2.0/UDP 192.0.2.1:5060;rport;branch=z9hG4bK1', ...asked(asking) },
  violations: {
    'another port': asked(asking.replace('rport', 'rport=5061;received=192.0.2.1')),
    'no rport': asked(asking.replace(';rport', '')),
    'no received': asked(asking.replace('rport', 'rport=5060')),
  },
  legal: {
    'parameters reordered': asked('SIP/2.0/UDP 192.0.2.1:5060;branch=z9hG4bK1;received=192.0.2.1;rport=5060'),
  },
  passes: {
    'received is a matter of another entry': notified({ via: asking.replace('192.0.2.1', 'a.example.com') }, 200, [
      ['Via', asking.replace('192.0.2.1', 'a.example.com').replace('rport', 'rport=5060')],
    ]),
  },
  undecided: {
    'not asked for': notified({}, 200),
    'a client that does not send it': scene((trace) => {
      const subscribe = subscribed(trace, { set: [['Via', 'SIP/2.0/UDP 192.0.2.10;branch=z9hG4bKc']] });
      trace.acknowledges(tells(trace, subscribe, { via: asking }));
    }),
  },
});
