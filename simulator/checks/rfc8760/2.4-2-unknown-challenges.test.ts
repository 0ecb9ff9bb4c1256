import { again, answered, asks, challenged, credentials, known, scene, waits } from '../provoked/digest.fixture';
import { testProvoked } from '../provoked/scene.fixture';
import { unknownChallenges } from './2.4-2-unknown-challenges';

const foo = asks({ algorithm: 'FOO-999', nonce: 'n2' });
const two = [foo, asks({ algorithm: 'MD5' })];
const md5 = credentials({ params: { algorithm: 'MD5' } });
const silent = (rows = two, context = known) =>
  scene((trace) => {
    challenged(trace, 401, rows);
    waits(trace);
  }, context);

testProvoked(unknownChallenges, 'what the client does not understand is skipped', {
  violation: { at: 'no request', ...silent() },
  violations: {
    'an algorithm that nobody knows': answered([credentials({ params: { algorithm: 'foo-999', nonce: 'n2' } })], two),
    'a retry without credentials': answered([], two),
    'an unknown scheme first': silent([['WWW-Authenticate', 'Foo bar="1"'], asks()]),
    'a qop that nobody knows': silent([asks({ qop: 'x', nonce: 'n2' }), asks()]),
    'SHA-256 of a client that has it': silent([foo, asks({ algorithm: 'sha-256' })], {
      ...known,
      pics: { digest_algorithms: ['SHA-256'] },
    }),
  },
  legal: {
    'credentials for any challenge that is understood, in any header order': answered([md5], two.toReversed()),
  },
  passes: {
    'the understood one': answered([md5], two),
    'a scheme of its own': answered(
      [['Authorization', 'Bearer token="x"']],
      [['WWW-Authenticate', 'Bearer realm="x"'], asks()],
    ),
    'an algorithm that is registered': answered(
      [credentials({ params: { algorithm: 'SHA-512-256-sess' } })],
      [foo, asks({ algorithm: 'SHA-512-256-sess' }), asks({ nonce: 'n3' })],
    ),
  },
  undecided: {
    'nothing that it understands': silent([foo]),
    'SHA-256, which nobody stated': silent([foo, asks({ algorithm: 'SHA-256' })]),
    'challenges that are all known': silent([asks({ algorithm: 'SHA-256' }), asks()]),
    'no password for the realm': silent([foo, asks({ realm: 'x' })]),
    'silence of a client that nobody drives': scene((trace) => {
      trace.answers(trace.publishes(), 401, two);
      trace.passes(20_000);
      trace.answers(trace.publishes());
    }),
    'Basic in the answer': scene((trace) => {
      const first = trace.publishes();
      trace.answers(first, 401, [['WWW-Authenticate', 'Basic realm="x"'], asks()]);
      again(trace, first, [['Authorization', 'Basic YQ==']]);
      trace.passes(20_000);
      trace.answers(trace.subscribes());
    }),
  },
});
