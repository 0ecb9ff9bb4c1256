import { accepts, NOTIFIER, notified, scene, tells } from '../provoked/notify.fixture';
import { type Scene, testProvoked } from '../provoked/scene.fixture';
import { otherFromTag } from './4.4.1-1-other-from-tag';

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

testProvoked(otherFromTag, 'the From tag of the first NOTIFY is free', {
  violation: { at: '481', ...early(481, 'n2', 'after the 200') },
  legal: {
    'any reason phrase': early(200, 'n2'),
    'To tag of the later 2xx ignored by the client': early(200, 'n2', 'after the 200'),
  },
  passes: {
    'a 2xx first, and accepted': notified({ fromTag: 'n1' }, 200),
  },
  undecided: {
    'refused before the 200': early(481, 'n2'),
    'a 2xx first, and refused': notified({ fromTag: 'n1' }, 481),
    'the same tag': early(481),
    'no answer': early(0, 'n2'),
  },
});
