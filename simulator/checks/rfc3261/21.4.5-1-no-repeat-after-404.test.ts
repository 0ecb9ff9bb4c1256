import { askedAgain, captured, givingUp, repeating, reregistering } from '../provoked/repeats.fixture';
import { testProvoked } from '../provoked/scene.fixture';
import { noRepeatAfter404 } from './21.4.5-1-no-repeat-after-404';

const later = [['Retry-After', '30']] as const;

testProvoked(noRepeatAfter404, 'a request refused with 404 does not come again', {
  violation: { at: 'PUBLISH sip:alice@example.com SIP/2.0', play: repeating(404, 1_000) },
  violations: {
    'before Retry-After is over': { play: repeating(404, 20_000, later) },
    'in a capture': { play: captured(404, 100) },
  },
  legal: { 'repeat after re-registration': { play: reregistering(404) } },
  passes: {
    'giving up': { play: givingUp(404) },
    'a repeat after Retry-After': { play: repeating(404, 30_100, later) },
    'a user who asks again': { play: askedAgain(404, 10_000) },
  },
  undecided: {
    'a 403': { play: repeating(403, 10) },
    'a trace that ends before': { play: givingUp(404, later, 9_000) },
  },
});
