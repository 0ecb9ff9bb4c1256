import { captured, givingUp, repeating } from '../provoked/repeats.fixture';
import { testProvoked } from '../provoked/scene.fixture';
import type { TraceBuilder } from '../trace.fixture';
import { unknownStatus } from './8.1.3.2-1-unknown-status';

/** 299 with an entity-tag, and the next change. */
function accepted(set: readonly (readonly [string, string])[]) {
  return (trace: TraceBuilder): void => {
    trace.starts('publish');
    trace.answers(trace.publishes(), 299);
    trace.ends();
    trace.passes(3_000);
    trace.starts('publish', undefined, 2);
    trace.answers(trace.publishes({ set, body: 'other' }));
    trace.ends();
  };
}

testProvoked(unknownStatus, 'an unknown final status counts as the x00 of its class', {
  violation: { at: 'PUBLISH sip:alice@example.com SIP/2.0', play: repeating(498, 10) },
  violations: {
    'an unknown server failure': { play: repeating(598, 100) },
    'an unknown global failure': { play: repeating(699, 5_000) },
    'in a capture': { play: captured(498, 10) },
    'the same PUBLISH again after 299': {
      play: (trace) => {
        trace.starts('publish');
        trace.answers(trace.publishes(), 299);
        trace.passes(200);
        trace.publishes();
      },
    },
    'an entity-tag that was not remembered': { play: accepted([]) },
  },
  legal: { 'no follow-up request at all after 498': { play: givingUp(498) } },
  passes: {
    '598, and a repeat after a pause': { play: repeating(598, 2_500) },
    'the entity-tag of 299': { play: accepted([['SIP-If-Match', 'e1-Zx.9']]) },
    '299 to SUBSCRIBE': {
      play: (trace) => {
        trace.answers(trace.subscribes(), 299);
        trace.passes(10_000);
        trace.ends();
      },
    },
  },
  undecided: {
    '299 without a further change': {
      play: (trace) => {
        trace.answers(trace.publishes(), 299);
        trace.passes(60_000);
        trace.ends();
      },
    },
    'a known status': { play: repeating(400, 10) },
    'an unknown redirection': { play: repeating(399, 10) },
    'a repeat in a capture, after seconds': { play: captured(498, 3_000) },
    'a trace that ends before': { play: givingUp(498, [], 1_000) },
  },
});
