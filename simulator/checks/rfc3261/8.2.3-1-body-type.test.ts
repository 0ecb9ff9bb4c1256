import { notified, passive, scene, subscribed, tells } from '../provoked/notify.fixture';
import { testProvoked } from '../provoked/scene.fixture';
import { bodyType } from './8.2.3-1-body-type';

const other = { set: [['Content-Type', 'application/unknownformat']] } as const;
const accept = [['Accept', 'application/poc-settings+xml']] as const;

testProvoked(bodyType, 'an unknown body is refused with 415', {
  violation: { at: '200', ...notified(other, 200) },
  violations: {
    '415 without Accept': notified(other, 415),
    '415 with another Accept': notified(other, 415, [['Accept', 'text/plain']]),
    '500': notified(other, 500),
    'no answer': notified(other, 0),
  },
  legal: {
    '415 with additional Accept-Encoding or Accept-Language': notified(other, 415, [
      ...accept,
      ['Accept-Encoding', 'gzip'],
    ]),
    '200 when Content-Disposition: ...;handling=optional was used in the stimulus': notified(
      { ...other, add: [['Content-Disposition', 'render;handling=optional']] },
      200,
    ),
  },
  passes: {
    '415 with a range': notified(other, 415, [['Accept', 'text/plain, application/*']]),
    '415 to an optional one': notified(
      { ...other, add: [['Content-Disposition', 'render;handling=optional']] },
      415,
      accept,
    ),
  },
  undecided: {
    '481': notified(other, 481),
    'a regular NOTIFY': notified({}, 415),
    'a client that accepts anything': scene((trace) => {
      const subscribe = subscribed(trace, { set: [['Accept', 'application/poc-settings+xml, */*']] });
      trace.acknowledges(tells(trace, subscribe, other));
    }),
    'a real server': passive((trace) => trace.acknowledges(tells(trace, subscribed(trace), other))),
    'several parts': notified({ set: [['Content-Type', 'multipart/mixed;boundary=b']] }, 200),
  },
});
