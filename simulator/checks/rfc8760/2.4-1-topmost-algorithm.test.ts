import { answered, asks, asksAsProxy, credentials, known, scene } from '../provoked/digest.fixture';
import { testProvoked } from '../provoked/scene.fixture';
import { topmostAlgorithm } from './2.4-1-topmost-algorithm';

const supports = (...digest_algorithms: readonly string[]) => ({ ...known, pics: { digest_algorithms } });
const both = [asks({ algorithm: 'SHA-256', nonce: 'n2' }), asks({ algorithm: 'MD5' })];
const with256 = credentials({ params: { algorithm: 'SHA-256', nonce: 'n2' } });
const md5 = credentials({ params: { algorithm: 'MD5' } });
const answers = (rows: Parameters<typeof answered>[0], of = supports('MD5', 'SHA-256'), challenges = both) => ({
  ...answered(rows, challenges),
  context: of,
});

testProvoked(topmostAlgorithm, 'the topmost algorithm that the client supports is answered', {
  violation: { at: 'algorithm=MD5', ...answers([md5]) },
  violations: {
    'with one nonce for both, and MD5 not named': answers([credentials()], supports('md5', 'sha-256'), [
      asks({ algorithm: 'SHA-256' }),
      asks(),
    ]),
    'SHA-256 below MD5': answers([with256], supports('SHA-256', 'MD5'), both.toReversed()),
  },
  legal: { 'MD5 used by a client that supports only MD5': answers([md5], supports('MD5')) },
  passes: {
    'the topmost': answers([with256]),
    'below one that nobody knows': answers([md5], supports('MD5'), [
      asks({ algorithm: 'FOO-999' }),
      asks({ nonce: 'x' }),
      asks(),
    ]),
  },
  undecided: {
    'algorithms that nobody stated': answered([md5], both),
    'one challenge': answers([md5], supports('MD5'), [asks()]),
    'challenges of several realms': answers([md5], supports('MD5', 'SHA-256'), [
      asks({ realm: 'x', algorithm: 'SHA-256' }),
      asks(),
    ]),
    'challenges of server and proxy': answers([md5], supports('MD5', 'SHA-256'), [
      asksAsProxy({ realm: 'example.com', algorithm: 'SHA-256' }),
      asks(),
    ]),
    'none that it supports': answers([md5], supports('SHA-512-256')),
    'a later request': {
      ...scene((trace) => {
        trace.publishes({ add: [md5] });
        trace.publishes({ add: [md5] });
      }),
      context: supports('SHA-256'),
    },
  },
});
