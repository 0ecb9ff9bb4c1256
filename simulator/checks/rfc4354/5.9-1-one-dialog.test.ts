import { ended, live, notifiedTwice, passive, scene, subscribed, tells } from '../provoked/notify.fixture';
import { testProvoked } from '../provoked/scene.fixture';
import { oneDialog } from './5.9-1-one-dialog';

testProvoked(oneDialog, 'one dialog for one SUBSCRIBE', {
  violation: { at: '200', ...notifiedTwice({}, { fromTag: 'n2', cseq: 1 }, 200) },
  legal: {
    'other 4xx/5xx': notifiedTwice({}, { fromTag: 'n2', cseq: 1 }, 500),
  },
  passes: {
    '481': notifiedTwice({}, { fromTag: 'n2' }, 481),
  },
  undecided: {
    'the same notifier': notifiedTwice({}, {}, 200),
    'a subscription that is over': notifiedTwice({ state: ended }, { fromTag: 'n2' }, 200),
    'a first NOTIFY that was refused': scene((trace) => {
      const subscribe = subscribed(trace);
      trace.acknowledges(tells(trace, subscribe, { state: live }), 481);
      trace.acknowledges(tells(trace, subscribe, { fromTag: 'n2' }));
    }),
    'a real server': passive((trace) => {
      const subscribe = subscribed(trace);
      trace.acknowledges(tells(trace, subscribe, { state: live }));
      trace.acknowledges(tells(trace, subscribe, { fromTag: 'n2' }));
    }),
  },
});
