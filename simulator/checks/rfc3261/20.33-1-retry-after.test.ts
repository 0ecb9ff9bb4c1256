import { askedAgain, captured, givingUp, repeating } from '../provoked/repeats.fixture';
import { testProvoked } from '../provoked/scene.fixture';
import { waitsForRetryAfter } from './20.33-1-retry-after';

const later = [['Retry-After', '20 (maintenance);duration=3600']] as const;

testProvoked(waitsForRetryAfter, 'the same request waits for Retry-After', {
  violation: { at: 'PUBLISH sip:alice@example.com SIP/2.0', play: repeating(500, 5_000, later) },
  violations: {
    'a tenth of the time before': { play: repeating(486, 17_900, later) },
    'in a capture': { play: captured(600, 50, later) },
    'a plain number': { play: repeating(413, 8_000, [['Retry-After', '10']]) },
  },
  legal: { 'comment in parentheses and ;duration ignored': { play: repeating(480, 20_100, later) } },
  passes: {
    'giving up': { play: givingUp(603, later) },
    'a little too early': { play: repeating(500, 18_500, later) },
    'a user who asks again': { play: askedAgain(500, 6_000, later) },
  },
  undecided: {
    'no Retry-After': { play: repeating(500, 50) },
    'a 503': { play: repeating(503, 50, later) },
    'a 404': { play: repeating(404, 50, later) },
    'a trace that ends before': { play: givingUp(500, later, 10_000) },
  },
});
