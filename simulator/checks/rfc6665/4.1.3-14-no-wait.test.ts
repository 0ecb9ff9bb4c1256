import type { MessageEvent } from '../../trace/event';
import { notified, passive, scene, subscribed, tells } from '../provoked/notify.fixture';
import { type Scene, testProvoked } from '../provoked/scene.fixture';
import type { TraceBuilder } from '../trace.fixture';
import { noWait } from './4.1.3-14-no-wait';

/** A NOTIFY that is answered so long behind it. */
function answered(time: number, isTold = false): Scene {
  return scene((trace) => {
    const notify = tells(trace, subscribed(trace));
    trace.passes(3_600);
    if (isTold) trace.acknowledges(notify, 100);
    trace.now += time - 3_600;
    trace.acknowledges(notify);
  });
}

/** The octets of an answer that was taken out of the trace again. */
function answerTo(trace: TraceBuilder, notify: MessageEvent): Buffer {
  const { bytes } = trace.acknowledges(notify);
  trace.events.pop();
  return bytes;
}

testProvoked(noWait, 'the answer does not wait for the user', {
  violation: { at: '200', ...answered(45_000) },
  legal: {
    '100 in the RFC 4320 window': answered(10_000, true),
  },
  passes: {
    'at once': answered(0),
    'slow, a remark': answered(10_000),
    'a NOTIFY that is refused': notified({}, 486),
  },
  undecided: {
    'no answer': notified({}, 0),
    'a moment that is not known': passive((trace) => {
      const notify = tells(trace, subscribed(trace));
      trace.passes(45_000);
      trace.sends(answerTo(trace, notify), { timeUnknown: true });
    }),
  },
});
