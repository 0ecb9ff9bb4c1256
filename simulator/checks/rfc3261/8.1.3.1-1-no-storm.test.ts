import { copies, rightGaps } from '../provoked/play.fixture';
import { testProvoked } from '../provoked/scene.fixture';
import type { TraceBuilder } from '../trace.fixture';
import { noStorm } from './8.1.3.1-1-no-storm';

const first = { transport: 'tcp', connection: 1 } as const;
const other = { transport: 'tcp', connection: 2 } as const;

/** New attempts with a pause before each, on new connections. */
function attempts(pauses: readonly number[], by: 'publishes' | 'registers' = 'publishes', isDriven = true) {
  return (trace: TraceBuilder): void => {
    if (isDriven) trace.starts('publish');
    trace[by]({}, first);
    for (const pause of pauses) {
      trace.passes(pause);
      trace[by]({}, other);
    }
    trace.passes(60_000);
    trace.ends();
  };
}

testProvoked(noStorm, 'no storm of attempts after a timeout or an error of the transport', {
  violation: { at: 'PUBLISH sip:alice@example.com SIP/2.0', play: attempts([10, 200, 200, 200, 200]) },
  violations: {
    'before the silence was noticed': { play: attempts([10, 10, 10, 10]) },
    'after Timer F over UDP': {
      play: (trace) => {
        trace.starts('retrieve');
        copies(trace, trace.subscribes(), rightGaps);
        for (const pause of [500, 1_000, 1_000, 1_000]) {
          trace.passes(pause);
          trace.subscribes();
        }
        trace.passes(60_000);
        trace.ends();
      },
    },
    'REGISTER after a reset': { play: attempts([10, 200, 200, 200], 'registers') },
    'in a capture': { play: attempts([10, 100, 100, 100], 'publishes', false) },
    'the old branch on a new connection': {
      play: (trace) => {
        const request = trace.publishes({}, first);
        trace.passes(100);
        trace.sends(request.bytes, other);
      },
    },
  },
  legal: {
    'a later automatic retry with back-off': { play: attempts([1_000, 4_000, 8_000, 16_000]) },
    'no retry': { play: attempts([]) },
  },
  passes: {
    'a user who tries again and again': {
      play: (trace) => {
        trace.publishes({}, first);
        for (const stimulus of [1, 2, 3, 4, 5]) {
          trace.passes(1_000);
          trace.starts('publish', undefined, stimulus);
          trace.publishes({}, other);
        }
        trace.passes(60_000);
        trace.ends();
      },
    },
  },
  undecided: {
    'a slow answer': {
      play: (trace) => {
        const request = trace.publishes();
        trace.passes(3_000);
        trace.answers(request);
        trace.passes(60_000);
        trace.ends();
      },
    },
    'a trace that ends before': {
      play: (trace) => {
        trace.publishes();
        trace.passes(30_000);
        trace.ends();
      },
    },
  },
});
