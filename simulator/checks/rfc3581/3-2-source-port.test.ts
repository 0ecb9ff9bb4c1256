import { answered, byRport, bySentBy, plainly, untilTimerF } from '../provoked/reception.fixture';
import { testProvoked } from '../provoked/scene.fixture';
import { sourcePort } from './3-2-source-port';

testProvoked(sourcePort, 'a client that asks for rport hears the response at its source port', {
  violation: { at: 'PUBLISH sip:alice@example.com SIP/2.0', play: answered(byRport, untilTimerF) },
  legal: { 'client also listens on the sent-by port': { play: answered(byRport, []) } },
  passes: { 'a single copy behind the response, as of a busy machine': { play: answered(byRport, [4_000]) } },
  undecided: {
    'a response without rport': { play: answered(plainly, untilTimerF) },
    'a response to the port of sent-by': { play: answered(bySentBy, untilTimerF, 40_000) },
    'a client that heard it, and sends copies': { play: answered(byRport, [4_000, 4_000]) },
  },
});
