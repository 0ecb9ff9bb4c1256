import { notified, notifiedTwice } from '../provoked/notify.fixture';
import { testProvoked } from '../provoked/scene.fixture';
import { pending } from './4.1.3-15-pending';

testProvoked(pending, 'pending asks for nothing', {
  violation: { at: '481', ...notifiedTwice({ state: 'pending;expires=60', body: '' }, {}, 481) },
  violations: {
    'the pending one refused': notified({ state: 'pending', body: '' }, 500),
    'no answer': notified({ state: 'pending', body: '' }, 0),
  },
  legal: {
    'any 2xx reason phrase': notifiedTwice({ state: 'pending;expires=60', body: '' }, {}, 202),
    'extra headers in the 200, e.g. Contact, Allow, Supported': notifiedTwice(
      { state: 'pending;expires=60', body: '' },
      {},
      200,
      [['Allow', 'NOTIFY']],
    ),
  },
  undecided: {
    'behind an active one': notifiedTwice({}, {}, 481),
  },
});
