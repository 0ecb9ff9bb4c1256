import { passive, scene, subscribed, tells, tellsAgain } from '../provoked/notify.fixture';
import { type Scene, testProvoked } from '../provoked/scene.fixture';
import { provisionalWhenSlow } from './4.1-3-100-when-slow';

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

testProvoked(provisionalWhenSlow, 'a 100 where the final response is slow', {
  violation: { at: '200', ...answered([10_000, 200]) },
  violations: {
    'a 100 that is late, too': answered([9_000, 100], [10_000, 200]),
  },
  legal: {
    'final response earlier': answered([100, 200]),
  },
  passes: {
    'a 100 in time': answered([3_600, 100], [10_000, 200]),
    'a tester that is late': answered([4_500, 200]),
    'in a capture, after a copy': passive((trace) => {
      const notify = tells(trace, subscribed(trace));
      trace.passes(9_000);
      tellsAgain(trace, notify);
      trace.acknowledges(notify);
    }),
  },
  undecided: {
    'a 100 alone': answered([5_000, 100]),
    'behind Timer F': answered([33_000, 200]),
    'none at all': answered(),
  },
});
