import { testProvoked } from '../provoked/scene.fixture';
import type { TraceBuilder } from '../trace.fixture';
import { noRepeatAfter412 } from './5-1-no-repeat-after-412';

const stale = ['SIP-If-Match', 'old1'] as const;

/** A change is refused with 412, and the user waits. */
function refused(trace: TraceBuilder): void {
  trace.starts('publish');
  trace.answers(trace.publishes({ set: [stale] }), 412);
}

function watched(trace: TraceBuilder, time = 10_000): void {
  trace.passes(time);
  trace.ends();
}

testProvoked(noRepeatAfter412, 'the refused PUBLISH is not sent again', {
  violation: {
    at: 'SIP-If-Match: old1',
    play: (trace) => {
      refused(trace);
      trace.passes(100);
      trace.answers(trace.publishes({ set: [stale] }), 412);
      watched(trace);
    },
  },
  legal: {
    'new initial PUBLISH': {
      play: (trace) => {
        refused(trace);
        trace.answers(trace.publishes({}));
        watched(trace);
      },
    },
  },
  passes: {
    'giving up': {
      play: (trace) => {
        refused(trace);
        watched(trace);
      },
    },
  },
  undecided: {
    'a trace that ends before': {
      play: (trace) => {
        refused(trace);
        watched(trace, 500);
      },
    },
    'a 412 to a SUBSCRIBE': {
      play: (trace) => {
        trace.answers(trace.subscribes({}), 412);
        watched(trace);
      },
    },
  },
});
