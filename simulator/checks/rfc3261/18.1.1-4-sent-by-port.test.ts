import { answered, byRport, bySentBy, plainly, untilTimerF } from '../provoked/reception.fixture';
import { testProvoked } from '../provoked/scene.fixture';
import { sentByPort } from './18.1.1-4-sent-by-port';

testProvoked(sentByPort, 'responses are heard at the port of sent-by', {
  violation: { at: 'PUBLISH sip:alice@example.com SIP/2.0', play: answered(bySentBy, untilTimerF, 40_000) },
  violations: { 'a client that sends from that port': { play: answered(plainly, untilTimerF) } },
  legal: { 'source port equal to sent-by port (trivial case)': { play: answered(plainly, []) } },
  passes: { 'another source port': { play: answered(bySentBy, [], 40_000) } },
  undecided: {
    'a response to the source port, which is another': { play: answered(plainly, untilTimerF, 40_000) },
    'a response by rport': { play: answered(byRport, untilTimerF) },
    'a client that heard it, and sends copies': { play: answered(bySentBy, [4_000, 4_000], 40_000) },
    'a client behind a NAT': {
      play: (trace) => {
        trace.starts('publish');
        const via = ['Via', 'SIP/2.0/UDP 10.0.0.1:5060;branch=z9hG4bKn1'] as const;
        const request = trace.publishes({ set: [via] }, { remote: { host: '192.0.2.10', port: 40_000 } });
        bySentBy(trace, request);
        trace.passes(60_000);
        trace.ends();
      },
    },
  },
});
