import { scene, subscribed, tells } from '../provoked/notify.fixture';
import { type Scene, testProvoked } from '../provoked/scene.fixture';
import { no408 } from './4.2-1-no-408';

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

testProvoked(no408, 'never 408', {
  violation: { at: '408', ...answered([5, 408]) },
  legal: {
    'no answer at all (judged elsewhere)': answered([5, 200]),
  },
  passes: {
    'a refusal': answered([5, 481]),
  },
  undecided: {
    'nothing but a 100': answered([3_600, 100]),
  },
});
