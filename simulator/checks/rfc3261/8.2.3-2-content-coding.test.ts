import { notified } from '../provoked/notify.fixture';
import { testProvoked } from '../provoked/scene.fixture';
import { contentCoding } from './8.2.3-2-content-coding';

const coded = { add: [['Content-Encoding', 'x-foo']] } as const;

testProvoked(contentCoding, 'an unknown coding is refused with 415', {
  violation: { at: '400', ...notified(coded, 400) },
  violations: {
    '200': notified(coded, 200),
    '415 without Accept-Encoding': notified(coded, 415, [['Accept', 'a/b']]),
    'no answer': notified(coded, 0),
  },
  legal: {
    'empty Accept-Encoding value': notified(coded, 415, [['Accept-Encoding', '']]),
  },
  passes: {
    'a list': notified(coded, 415, [['Accept-Encoding', 'gzip']]),
  },
  undecided: {
    '481': notified(coded, 481),
    'no coding': notified({}, 400),
    identity: notified({ add: [['Content-Encoding', 'identity']] }, 400),
    'an unknown type besides': notified({ ...coded, set: [['Content-Type', 'a/b']] }, 200),
  },
});
