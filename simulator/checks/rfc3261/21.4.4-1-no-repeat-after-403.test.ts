import { askedAgain, captured, givingUp, repeating, reregistering } from '../provoked/repeats.fixture';
import { testProvoked } from '../provoked/scene.fixture';
import { noRepeatAfter403 } from './21.4.4-1-no-repeat-after-403';

const credentials = [['Authorization', 'Digest username="alice", realm="example.com", nc=00000002']] as const;

testProvoked(noRepeatAfter403, 'a 403 is final', {
  violation: { at: 'PUBLISH sip:alice@example.com SIP/2.0', play: repeating(403, 1_000, [], credentials) },
  violations: { 'without credentials': { play: repeating(403, 30_000) }, 'in a capture': { play: captured(403, 100) } },
  legal: { 'new registration attempt in IMS followed by one new PUBLISH (info)': { play: reregistering(403) } },
  passes: { 'giving up': { play: givingUp(403) }, 'a user who asks again': { play: askedAgain(403, 10_000) } },
  undecided: { 'a 400': { play: repeating(400, 10) }, 'a trace that ends before': { play: givingUp(403, [], 1_000) } },
});
