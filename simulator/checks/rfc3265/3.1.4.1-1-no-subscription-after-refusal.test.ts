import { notified, passive, scene, tells } from '../provoked/notify.fixture';
import { type Scene, testProvoked } from '../provoked/scene.fixture';
import { noSubscriptionAfterRefusal } from './3.1.4.1-1-no-subscription-after-refusal';

/** A NOTIFY behind a refused SUBSCRIBE. */
function refused(answer: number, status = 403): Scene {
  return scene((trace) => {
    const subscribe = trace.subscribes();
    trace.answers(subscribe, status);
    trace.passes(1_000);
    trace.acknowledges(tells(trace, subscribe), answer);
  });
}

testProvoked(noSubscriptionAfterRefusal, 'no subscription after a refusal', {
  violation: { at: '200', ...refused(200) },
  violations: {
    'after a 489': refused(200, 489),
  },
  legal: {
    '481 with any phrase': refused(481),
  },
  passes: {
    'another refusal': refused(489),
  },
  undecided: {
    'after a 401, which the client repairs': refused(200, 401),
    'a regular fetch': notified({}, 200),
    'a server that may be wrong by itself': passive((trace) => {
      const subscribe = trace.subscribes();
      trace.answers(subscribe, 403);
      trace.acknowledges(tells(trace, subscribe), 200);
    }),
  },
});
