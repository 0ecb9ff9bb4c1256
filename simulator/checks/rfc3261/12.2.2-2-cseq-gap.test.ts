import { notified, notifiedTwice } from '../provoked/notify.fixture';
import { testProvoked } from '../provoked/scene.fixture';
import { cseqGap } from './12.2.2-2-cseq-gap';

testProvoked(cseqGap, 'a gap of CSeq numbers is accepted', {
  violation: { at: '500', ...notifiedTwice({ cseq: 10 }, { cseq: 500 }, 500) },
  violations: {
    'a gap of one': notifiedTwice({ cseq: 10 }, { cseq: 12 }, 400),
  },
  legal: {
    'any 2xx': notifiedTwice({ cseq: 10 }, { cseq: 500 }, 202),
  },
  undecided: {
    '481': notifiedTwice({ cseq: 10 }, { cseq: 500 }, 481),
    'the next number': notifiedTwice({ cseq: 10 }, { cseq: 11 }, 500),
    'a large first number': notified({ cseq: 500 }, 500),
  },
});
