import { accepts, notified, scene, tells } from '../provoked/notify.fixture';
import { type Scene, testProvoked } from '../provoked/scene.fixture';
import type { TraceBuilder } from '../trace.fixture';
import { after202 } from './8.3.1-1-after-202';

/** A 202 and a NOTIFY behind it. */
function answered(status: number): Scene {
  return scene((trace) => {
    const subscribe = trace.subscribes();
    accepts(trace, subscribe, 202);
    const notify = tells(trace, subscribe);
    if (status > 0) trace.acknowledges(notify, status);
  });
}

/** A 202 and another SUBSCRIBE. */
function again(before?: (trace: TraceBuilder) => void): Scene {
  return scene((trace) => {
    accepts(trace, trace.subscribes(), 202);
    trace.passes(1_000);
    before?.(trace);
    trace.subscribes();
  });
}

testProvoked(after202, '202 is the same as 200', {
  violation: { at: '481', ...answered(481) },
  violations: {
    'no answer': answered(0),
    'another SUBSCRIBE': again(),
  },
  legal: {
    'any handling that equals the handling of 200': answered(200),
  },
  undecided: {
    'behind a 200': notified({}, 481),
    'another SUBSCRIBE behind the NOTIFY': scene((trace) => {
      const subscribe = trace.subscribes();
      accepts(trace, subscribe, 202);
      tells(trace, subscribe);
      trace.subscribes();
    }, 1_000),
    'the user asks again': again((trace) => trace.starts('retrieve', undefined, 2)),
  },
});
