import { askedAgain, captured, givingUp, refusing, repeating, reregistering } from '../provoked/repeats.fixture';
import { testProvoked } from '../provoked/scene.fixture';
import { noRepeatAfter4xx } from './21.4-1-no-repeat-after-4xx';

testProvoked(noRepeatAfter4xx, 'a request refused with 4xx is not repeated as it is', {
  violation: { at: 'PUBLISH sip:alice@example.com SIP/2.0', play: repeating(400, 2_000) },
  violations: {
    'after 405': { play: repeating(405, 30_000) },
    'after 480': { play: repeating(480, 10) },
    'in a capture, sooner than a person': { play: captured(400, 50) },
  },
  legal: {
    'repeat with a changed body or after re-registration': { play: reregistering(400) },
    'repeat later than 60 s (info)': { play: repeating(400, 61_000) },
  },
  passes: {
    'giving up': { play: givingUp(488) },
    'another body': {
      play: (trace) => {
        refusing(400)(trace);
        trace.answers(trace.publishes({ body: 'other' }));
        trace.passes(70_000);
        trace.ends();
      },
    },
    'a user who asks again': { play: askedAgain(400, 6_000) },
  },
  undecided: {
    'a user who asks again at once': { play: askedAgain(400, 2_000) },
    'a repeat in a capture, after seconds': { play: captured(400, 3_000) },
    ...Object.fromEntries(
      [401, 403, 404, 408, 412, 415, 423, 489, 498, 500].map((status) => [
        `a ${status}`,
        { play: repeating(status, 10) },
      ]),
    ),
    'a 480 with Retry-After': { play: repeating(480, 10, [['Retry-After', '20']]) },
    'a 406 to SUBSCRIBE': {
      play: (trace) => {
        trace.answers(trace.subscribes(), 406);
        trace.passes(70_000);
        trace.ends();
      },
    },
    'a trace that ends before': { play: givingUp(400, [], 30_000) },
  },
});
