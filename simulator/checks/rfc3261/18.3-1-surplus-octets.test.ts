import { responseBytes } from '../../sip/message.fixture';
import { notified, scene, subscribed, tells } from '../provoked/notify.fixture';
import { type Scene, testProvoked } from '../provoked/scene.fixture';
import { surplusOctets } from './18.3-1-surplus-octets';

const surplus = { raw: (text: string) => `${text}INVITE sip:a SIP/2.0\r\nCall-ID: surplus-1\r\n\r\n` };

/** The NOTIFY and the octets behind it are answered. */
function answered(status: number, further: number): Scene {
  return scene((trace) => {
    const notify = tells(trace, subscribed(trace), surplus);
    if (status > 0) trace.acknowledges(notify, status);
    const set = [
      ['Call-ID', 'surplus-1'],
      ['Via', 'SIP/2.0/UDP a;branch=z9hG4bKx'],
      ['CSeq', '1 INVITE'],
    ] as const;
    trace.sends(responseBytes({ status: further, set }));
  });
}

/** The NOTIFY is answered, and nothing comes for some milliseconds. */
const answeredFor = (time: number) =>
  scene((trace) => trace.acknowledges(tells(trace, subscribed(trace), surplus)), time);

testProvoked(surplusOctets, 'octets behind the body are ignored', {
  violation: { at: '400', ...answered(200, 400) },
  violations: {
    'the NOTIFY refused': notified(surplus, 400),
    'no answer': notified(surplus, 0),
    'an answer to the surplus only': answered(0, 481),
  },
  passes: {
    'two seconds of nothing further behind the answer': answeredFor(2_000),
  },
  legal: {
    'any reason phrase and extra headers in the 200': notified(surplus, 200, [['Server', 'a']]),
  },
  undecided: {
    'the end of the trace just before': answeredFor(1_900),
    'no surplus': notified({}, 400),
    'another client at the same time': scene((trace) => {
      tells(trace, subscribed(trace), surplus);
      trace.sends(responseBytes({ set: [['Call-ID', 'elsewhere']] }));
    }, 5_000),
  },
});
