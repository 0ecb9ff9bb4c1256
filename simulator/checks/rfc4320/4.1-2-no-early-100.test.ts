import { scene, subscribed, tells } from '../provoked/notify.fixture';
import { type Scene, testProvoked } from '../provoked/scene.fixture';
import { noEarly100 } from './4.1-2-no-early-100';

/** A NOTIFY with responses at these moments behind it. */
function answered(...responses: readonly (readonly [number, number])[]): Scene {
  return scene((trace) => {
    const notify = tells(trace, subscribed(trace));
    for (const [time, status] of responses) {
      trace.now = time;
      trace.acknowledges(notify, status);
    }
  });
}

testProvoked(noEarly100, 'no early 100 over UDP', {
  violation: { at: '100', ...answered([5, 100], [9, 200]) },
  violations: {
    'a little early': answered([3_100, 100]),
  },
  legal: {
    '100 at any time on reliable transports': answered([3_600, 100], [3_700, 200]),
  },
  passes: {
    none: answered([5, 200]),
    'a clock that runs fast': answered([3_200, 100], [3_300, 200]),
  },
  undecided: {
    'over TCP': scene((trace) => {
      const event = { transport: 'tcp' } as const;
      const notify = tells(trace, subscribed(trace), { event });
      const { bytes } = trace.acknowledges(notify, 100);
      trace.events.pop();
      trace.sends(bytes, event);
    }),
  },
});
