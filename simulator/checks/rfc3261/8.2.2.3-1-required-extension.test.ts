import { notified, passive, scene, subscribed, tells } from '../provoked/notify.fixture';
import { testProvoked } from '../provoked/scene.fixture';
import { requiredExtension } from './8.2.2.3-1-required-extension';

const required = { add: [['Require', 'nothingSupportsThis']] } as const;

testProvoked(requiredExtension, 'an unknown extension is refused', {
  violation: { at: '200', ...notified(required, 200) },
  violations: {
    '420 with one of two tags': notified({ add: [['Require', 'a, b']] }, 420, [['Unsupported', 'a']]),
    '420 without Unsupported': notified(required, 420),
    '420 with another tag': notified(required, 420, [['Unsupported', 'other']]),
    'another refusal': notified(required, 400),
    'no answer': notified(required, 0),
  },
  legal: {
    'tag compared case-insensitively': notified(required, 420, [['Unsupported', 'NothingSupportsTHIS']]),
  },
  passes: {
    '420 with the one of two tags that the client does not support': scene((trace) => {
      const subscribe = subscribed(trace, { set: [['Supported', 'a']] });
      const notify = tells(trace, subscribe, { add: [['Require', 'a, b']] });
      trace.acknowledges(notify, 420, [['Unsupported', 'b']]);
    }),
    '420 with more tags': notified(required, 420, [['Unsupported', 'a, nothingSupportsThis']]),
  },
  undecided: {
    '481': notified(required, 481),
    'an extension that the client supports': scene((trace) => {
      const subscribe = subscribed(trace, { set: [['Supported', 'nothingsupportsthis']] });
      trace.acknowledges(tells(trace, subscribe, required));
    }),
    'a real server': passive((trace) => trace.acknowledges(tells(trace, subscribed(trace), required))),
    'a regular NOTIFY': notified({}, 200),
  },
});
