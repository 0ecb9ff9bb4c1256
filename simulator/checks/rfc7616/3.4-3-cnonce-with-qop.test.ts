import { answered, asks, credentials, scene } from '../provoked/digest.fixture';
import { testProvoked } from '../provoked/scene.fixture';
import { cnonceWithQop } from './3.4-3-cnonce-with-qop';

const without = credentials({ sent: { cnonce: undefined } });
const none = { qop: undefined, nc: undefined, cnonce: undefined };
const plain = [asks({ qop: undefined })];

testProvoked(cnonceWithQop, 'cnonce and nc go with qop', {
  violation: { at: `Authorization: ${without[1]}`, ...answered([without]) },
  violations: {
    'qop without nc': answered([credentials({ sent: { nc: undefined } })]),
    'cnonce without qop': answered([credentials({ params: { ...none, cnonce: 'c' } })], plain),
    'nc without qop': answered([credentials({ params: { ...none, nc: '00000001' } })], plain),
    'all three, although the challenge has no qop': answered([credentials()], plain),
    'cnonce without qop, for a nonce from before the trace': scene((trace) =>
      trace.publishes({ add: [credentials({ params: { ...none, cnonce: 'c' } })] }),
    ),
  },
  legal: {
    'cnonce of any length': scene((trace) => {
      trace.answers(trace.publishes(), 401, [asks()]);
      for (const cnonce of ['', 'c', 'c'.repeat(300)]) trace.publishes({ add: [credentials({ params: { cnonce } })] });
    }),
  },
  passes: {
    'none of them': answered([credentials({ params: none })], plain),
    'a session without qop': answered(
      [credentials({ params: { ...none, cnonce: 'c', algorithm: 'MD5-sess' } })],
      [asks({ qop: undefined, algorithm: 'MD5-sess' })],
    ),
    'all three for a nonce from before the trace': scene((trace) => trace.publishes({ add: [credentials()] })),
  },
  undecided: {
    'qop that was dropped': answered([credentials({ sent: { qop: undefined } })]),
    'no credentials': scene((trace) => trace.publishes()),
    'the empty answer of a first REGISTER': scene((trace) =>
      trace.registers({ add: [credentials({ sent: { nonce: '', cnonce: undefined } })] }),
    ),
  },
});
