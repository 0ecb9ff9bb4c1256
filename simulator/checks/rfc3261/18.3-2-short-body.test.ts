import { notified } from '../provoked/notify.fixture';
import { testProvoked } from '../provoked/scene.fixture';
import { shortBody } from './18.3-2-short-body';

const short = { set: [['Content-Length', '9999']] } as const;

testProvoked(shortBody, 'a short body is refused with 400', {
  violation: { at: '200', ...notified(short, 200) },
  legal: {
    'any reason phrase': notified(short, 400),
  },
  passes: {
    'another refusal': notified(short, 413),
  },
  undecided: {
    '481': notified(short, 481),
    'a whole body': notified({}, 200),
    'another defect besides': notified(
      {
        raw: (text) =>
          text.replace(/Content-Length: \d+/, 'Content-Length: 9999').replace('Max-Forwards:', 'Max-Forwards'),
      },
      200,
    ),
  },
});
