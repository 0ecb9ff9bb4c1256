import { live, notified, notifiedTwice, passive, scene, subscribed, tells } from '../provoked/notify.fixture';
import { testProvoked } from '../provoked/scene.fixture';
import { newBranch } from './17.2.3-1-new-branch';

testProvoked(newBranch, 'a new branch is a new transaction', {
  violation: { at: 'no response', ...notifiedTwice({}, {}, 0) },
  legal: {
    '481 after termination': notifiedTwice({}, {}, 481),
  },
  passes: {
    accepted: notifiedTwice({}, {}, 200),
    'in a lasting subscription': scene((trace) => {
      const subscribe = subscribed(trace, { set: [['Expires', '3600']] });
      trace.acknowledges(tells(trace, subscribe, { state: live }));
      trace.acknowledges(tells(trace, subscribe, { state: live, cseq: 2 }));
    }),
  },
  undecided: {
    'no answer to the only one': notified({}, 0),
    'no answer in a capture': passive((trace) => {
      const subscribe = subscribed(trace);
      trace.acknowledges(tells(trace, subscribe, { state: live }));
      tells(trace, subscribe, { cseq: 2 });
    }),
  },
});
