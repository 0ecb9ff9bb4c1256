import { notified, passive, subscribed, tells } from '../provoked/notify.fixture';
import { testProvoked } from '../provoked/scene.fixture';
import { noMatch } from './4.1.3-1-no-match';

testProvoked(noMatch, 'a NOTIFY that matches nothing is refused', {
  violation: { at: '200', ...notified({ callId: 'never-used' }, 200) },
  violations: {
    'another To tag': notified({ toTag: 'other' }, 200),
    'no To tag': notified({ toTag: null }, 202),
    'no answer': notified({ callId: 'never-used' }, 0),
  },
  legal: {
    '403, 405, 489, 500 when better fitting': notified({ callId: 'never-used' }, 489),
  },
  passes: {
    '481 to another To tag': notified({ toTag: 'other' }, 481),
    '481 to another Call-ID': notified({ callId: 'never-used' }, 481),
  },
  undecided: {
    'a regular NOTIFY': notified({}, 200),
    'a capture, whose subscription may have begun before': passive((trace) =>
      trace.acknowledges(tells(trace, subscribed(trace), { callId: 'never-used' })),
    ),
    'a NOTIFY that lacks Event': notified({ callId: 'never-used', without: ['Event'] }, 200),
  },
});
