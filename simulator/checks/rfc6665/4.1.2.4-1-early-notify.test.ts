import { accepts, NOTIFIER, notified, scene, tells } from '../provoked/notify.fixture';
import { type Scene, testProvoked } from '../provoked/scene.fixture';
import { earlyNotify } from './4.1.2.4-1-early-notify';

/** A NOTIFY before the 200, which has a tag; the client answers before or behind that. */
function early(answer: number, tag = NOTIFIER, order: 'at once' | 'after the 200' = 'at once'): Scene {
  return scene((trace) => {
    const subscribe = trace.subscribes();
    const notify = tells(trace, subscribe);
    if (order === 'at once' && answer > 0) trace.acknowledges(notify, answer);
    trace.passes(2_000);
    accepts(trace, subscribe, 200, tag);
    if (order === 'after the 200' && answer > 0) trace.acknowledges(notify, answer);
  });
}

testProvoked(earlyNotify, 'a NOTIFY before the response is accepted', {
  violation: { at: '481', ...early(481) },
  violations: {
    '482': early(482),
    'no answer': early(0),
    'refused behind the 200': early(481, NOTIFIER, 'after the 200'),
  },
  legal: {
    'any 2xx': early(202),
  },
  passes: {
    accepted: early(200),
    'accepted behind the 200': early(200, 'n2', 'after the 200'),
  },
  undecided: {
    'refused because of the tags': early(481, 'n2', 'after the 200'),
    'a NOTIFY behind the 200': notified({}, 481),
  },
});
