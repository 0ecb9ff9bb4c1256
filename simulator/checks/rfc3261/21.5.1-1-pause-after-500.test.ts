import { askedAgain, captured, givingUp, repeating } from '../provoked/repeats.fixture';
import { testProvoked } from '../provoked/scene.fixture';
import { pauseAfter500 } from './21.5.1-1-pause-after-500';

testProvoked(pauseAfter500, 'after 500 the client waits before it tries again', {
  violation: { at: 'PUBLISH sip:alice@example.com SIP/2.0', play: repeating(500, 50) },
  violations: {
    'before PIXIT min_retry_500_s': { play: repeating(500, 4_000), context: { pixit: { min_retry_500_s: 10 } } },
    'in a capture': { play: captured(500, 50) },
  },
  legal: { 'no retry': { play: givingUp(500) } },
  passes: { 'after two seconds': { play: repeating(500, 2_000) } },
  undecided: {
    'a repeat in a capture, after a second': { play: captured(500, 1_200) },
    'a user who asks again': { play: askedAgain(500, 1_000) },
    'Retry-After': { play: repeating(500, 50, [['Retry-After', '20']]) },
    'a 503': { play: repeating(503, 50) },
    'a trace that ends before': { play: givingUp(500, [], 1_000) },
  },
});
