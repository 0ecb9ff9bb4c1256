import { scene, subscribed, tells } from '../provoked/notify.fixture';
import { type Scene, testProvoked } from '../provoked/scene.fixture';
import { noOtherProvisional } from './4.1-1-no-other-provisional';

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

testProvoked(noOtherProvisional, 'no provisional response but 100', {
  violation: { at: '183', ...answered([5, 183], [100, 200]) },
  violations: {
    '180 alone': answered([5, 180]),
  },
  legal: {
    '100 within the permitted window': answered([3_600, 100], [3_700, 200]),
  },
  passes: {
    none: answered([5, 200]),
  },
  undecided: {
    'no final response': answered([3_600, 100]),
  },
});
