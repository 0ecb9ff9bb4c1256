import { strict as assert } from 'node:assert';
import { describe, it } from 'node:test';
import { challengesIn } from './challenge';
import { response } from './message.fixture';

const challenges = (...rows: readonly (readonly [string, string])[]) =>
  challengesIn(response({ status: 401, reason: 'Unauthorized', add: rows }));

describe('challengesIn', () => {
  it('finds none where there are none', () => assert.deepEqual(challenges(), []));

  it('reads every parameter', () => {
    const value =
      'DIGEST qop=" auth ,AUTH-int,,", nonce="n=", realm="a \\"b\\"", algorithm=Sha-256, opaque="", stale=TRUE';
    assert.deepEqual(challenges(['WWW-Authenticate', value]), [
      {
        isProxy: false,
        scheme: 'digest',
        realm: 'a "b"',
        nonce: 'n=',
        opaque: '',
        algorithm: 'Sha-256',
        qop: ['auth', 'auth-int'],
        isStale: true,
      },
    ]);
  });

  it('knows what is missing', () => {
    const [only] = challenges(['Proxy-Authenticate', 'Digest realm="r", stale="false"']);
    const expected = { realm: 'r', nonce: '', opaque: undefined, algorithm: undefined, qop: [], isStale: false };
    assert.deepEqual(only, { isProxy: true, scheme: 'digest', ...expected });
  });

  it('keeps the order, over rows, joined ones and both header fields', () => {
    const found = challenges(
      ['WWW-Authenticate', 'Digest realm="a", algorithm=X, Basic realm="b"'],
      ['Proxy-Authenticate', 'Digest realm="c"'],
      ['www-authenticate', 'Digest realm="d"'],
    );
    assert.deepEqual(
      found.map(({ realm, isProxy }) => [realm, isProxy]),
      [
        ['a', false],
        ['b', false],
        ['c', true],
        ['d', false],
      ],
    );
  });

  it('leaves out a row that cannot be read', () => {
    assert.deepEqual(challenges(['WWW-Authenticate', 'Digest realm="a']), []);
  });
});
