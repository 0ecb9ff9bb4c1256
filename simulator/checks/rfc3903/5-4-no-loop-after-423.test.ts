import { row } from '../history.fixture';
import { testProvoked } from '../provoked/scene.fixture';
import type { TraceBuilder } from '../trace.fixture';
import { noLoopAfter423 } from './5-4-no-loop-after-423';

const brief = [row('Min-Expires', '7200')];
const tolerated = { rules: { expires_in_publish: 'tolerate-after-423' } } as const;

/** So many PUBLISHes, one every so often, each refused. */
function refused(trace: TraceBuilder, times: number, gap: number): void {
  for (let count = 0; count < times; count += 1) {
    trace.answers(trace.publishes(), 423, brief);
    trace.passes(gap);
  }
}

function watched(trace: TraceBuilder): void {
  trace.passes(60_000);
  trace.ends();
}

testProvoked(noLoopAfter423, 'no loop after 423', {
  violation: {
    at: 'PUBLISH sip:alice@example.com SIP/2.0',
    play: (trace) => {
      trace.starts('publish');
      refused(trace, 6, 100);
    },
  },
  violations: {
    'slowly, where nobody else can have done it': {
      play: (trace) => {
        trace.starts('publish');
        refused(trace, 5, 12_000);
      },
    },
    'in a capture, each at once': {
      context: { imAddress: undefined, nextHop: undefined },
      play: (trace) => refused(trace, 5, 900),
    },
    'an Expires below Min-Expires, where one is tolerated': {
      context: tolerated,
      play: (trace) => {
        trace.answers(trace.publishes(), 423, brief);
        trace.publishes({ set: [row('Expires', '3600')] });
      },
    },
  },
  legal: {
    'giving up': {
      play: (trace) => {
        trace.starts('publish');
        refused(trace, 1, 100);
        watched(trace);
      },
    },
    'repeat later than Min-Expires seconds': {
      play: (trace) => {
        trace.starts('publish');
        refused(trace, 1, 7_201_000);
        trace.answers(trace.publishes());
        trace.ends();
      },
    },
  },
  passes: {
    'three repeats': {
      play: (trace) => {
        trace.starts('publish');
        refused(trace, 4, 1_000);
        watched(trace);
      },
    },
    'a repeat that is accepted': {
      play: (trace) => {
        trace.starts('publish');
        refused(trace, 3, 100);
        trace.answers(trace.publishes());
      },
    },
    'wishes of the user': {
      play: (trace) => {
        for (let count = 1; count < 7; count += 1) {
          trace.starts('publish', undefined, count);
          refused(trace, 1, 1_000);
        }
        watched(trace);
      },
    },
    'a user who is not seen': {
      context: { imAddress: undefined, nextHop: undefined },
      play: (trace) => {
        refused(trace, 6, 2_000);
        trace.passes(60_000);
        trace.subscribes();
      },
    },
    'repeats that are challenged': {
      play: (trace) => {
        trace.starts('publish');
        for (let count = 0; count < 3; count += 1) {
          trace.answers(trace.publishes(), 401);
          trace.answers(trace.publishes(), 423, brief);
        }
        watched(trace);
      },
    },
    'an Expires of Min-Expires, where one is tolerated': {
      context: tolerated,
      play: (trace) => {
        trace.answers(trace.publishes(), 423, brief);
        trace.answers(trace.publishes({ set: [row('Expires', '7200')] }));
      },
    },
  },
  undecided: {
    'a 423 to a REGISTER': {
      play: (trace) => {
        for (let count = 0; count < 6; count += 1) trace.answers(trace.registers(), 423, brief);
        watched(trace);
      },
    },
  },
});
