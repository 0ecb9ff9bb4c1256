import { scene, subscribed, tells, tellsAgain } from '../provoked/notify.fixture';
import { type Scene, testProvoked } from '../provoked/scene.fixture';
import { noSpontaneousAnswer } from './17.2.2-2-no-spontaneous-answer';

/** A NOTIFY that comes and is answered so many times. */
function answered(copies: number, responses: number): Scene {
  return scene((trace) => {
    const notify = tells(trace, subscribed(trace));
    for (let copy = 1; copy < copies; copy += 1) tellsAgain(trace, notify);
    for (let response = 0; response < responses; response += 1) trace.acknowledges(notify);
  });
}

testProvoked(noSpontaneousAnswer, 'no response without a request', {
  violation: { at: '200', ...answered(1, 3) },
  violations: {
    two: answered(1, 2),
    'three to a copy': answered(2, 3),
  },
  legal: {
    '100 Trying before the final response in the RFC 4320 window': scene((trace) => {
      const notify = tells(trace, subscribed(trace));
      trace.passes(3_600);
      trace.acknowledges(notify, 100);
      trace.acknowledges(notify);
    }),
  },
  passes: {
    one: answered(1, 1),
    'two to a copy': answered(2, 2),
    'one to three': answered(3, 1),
  },
  undecided: {
    'over TCP': scene((trace) => {
      const event = { transport: 'tcp' } as const;
      const notify = tells(trace, subscribed(trace), { event });
      const { bytes } = trace.acknowledges(notify);
      trace.events.pop();
      trace.sends(bytes, event);
      trace.sends(bytes, event);
    }),
  },
});
