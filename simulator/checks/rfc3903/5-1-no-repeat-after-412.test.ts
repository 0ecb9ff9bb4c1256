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
  violations: {
    'at the wish of the user': {
      play: (trace) => {
        refused(trace);
        trace.passes(5_000);
        trace.starts('publish', undefined, 2);
        trace.publishes({ set: [stale] });
      },
    },
    'in a capture': {
      context: { imAddress: undefined, nextHop: undefined },
      play: (trace) => {
        trace.answers(trace.publishes({ set: [stale] }), 412);
        trace.passes(3_000);
        trace.publishes({ set: [stale] });
      },
    },
  },
  passes: {
    'the refused entity-tag after another publication, which breaks RFC3903-5-3': {
      play: (trace) => {
        refused(trace);
        trace.answers(trace.publishes({}));
        trace.publishes({ set: [stale] });
      },
    },
    'giving up': {
      play: (trace) => {
        refused(trace);
        watched(trace);
      },
    },
  },
  undecided: {
    'a PUBLISH that follows a timeout, which is the matter of RFC3903-5-5': {
      play: (trace) => {
        trace.starts('publish');
        trace.publishes({ set: [stale] });
        trace.passes(32_000);
        trace.answers(trace.publishes({ set: [stale] }), 412);
        trace.answers(trace.publishes({ set: [stale] }), 412);
        trace.publishes({ set: [stale] });
        watched(trace);
      },
    },
    'a first PUBLISH, whatever comes then': {
      play: (trace) => {
        trace.answers(trace.publishes(), 412);
        trace.publishes();
        watched(trace);
      },
    },
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
