import { captured, givingUp, refusing, repeating } from '../provoked/repeats.fixture';
import { testProvoked } from '../provoked/scene.fixture';
import { unavailableAsError } from './21.5.4-2-503-as-500';

testProvoked(unavailableAsError, 'a 503 without Retry-After counts as a 500', {
  violation: { at: 'PUBLISH sip:alice@example.com SIP/2.0', play: repeating(503, 50) },
  violations: { 'in a capture': { play: captured(503, 50) } },
  legal: {
    'alternate server used': {
      play: (trace) => {
        refusing(503)(trace);
        trace.answers(trace.publishes({}, { local: { host: '192.0.2.2', port: 5060 } }));
        trace.passes(10_000);
        trace.ends();
      },
    },
  },
  passes: { 'giving up': { play: givingUp(503) }, 'a later repeat': { play: repeating(503, 3_000) } },
  undecided: {
    'Retry-After': { play: repeating(503, 50, [['Retry-After', '20']]) },
    'a 500': { play: repeating(500, 50) },
  },
});
