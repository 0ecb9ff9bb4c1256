import { ended, notifiedTwice } from '../provoked/notify.fixture';
import { testProvoked } from '../provoked/scene.fixture';
import { lowerCSeq } from './12.2.2-1-lower-cseq';

testProvoked(lowerCSeq, 'a lower CSeq number is refused with 500', {
  violation: { at: '200', ...notifiedTwice({ cseq: 10 }, { cseq: 5 }, 200) },
  violations: {
    '400': notifiedTwice({ cseq: 10 }, { cseq: 9 }, 400),
    'no answer': notifiedTwice({ cseq: 10 }, { cseq: 5 }, 0),
  },
  legal: {
    '500 with any reason phrase or Retry-After': notifiedTwice({ cseq: 10 }, { cseq: 5 }, 500, [['Retry-After', '1']]),
  },
  undecided: {
    '481': notifiedTwice({ cseq: 10 }, { cseq: 5 }, 481),
    'the next number': notifiedTwice({ cseq: 10 }, { cseq: 11 }, 200),
    'the same number': notifiedTwice({ cseq: 10 }, { cseq: 10 }, 200),
    'a subscription that is over': notifiedTwice({ cseq: 10, state: ended }, { cseq: 5 }, 200),
    'a lifetime that is over': notifiedTwice({ cseq: 10, state: 'active;expires=1' }, { cseq: 5 }, 200),
  },
});
