import { strict as assert } from 'node:assert';
import { describe, it } from 'node:test';
import { type Challenge, readChallenges, writeCredentials } from './digest';

const base = { realm: 'ims.example.net', nonce: 'f84f1cec41e6cbe5aea9c8e88d359', stale: false };
const input = {
  username: 'alice_private@ims.example.net',
  password: 's3cr3t',
  method: 'PUBLISH',
  uri: 'sip:alice@ims.example.net',
  body: '',
  nonceCount: 1,
  cnonce: '0a4f113b',
};

const response = (challenge: Challenge, changes: Partial<typeof input> = {}) =>
  /response="(\w+)"/.exec(writeCredentials(challenge, { ...input, ...changes }))?.[1];

const read = (...values: string[]) =>
  readChallenges(
    { startLine: '', rows: values.map((value) => ({ name: 'www-authenticate', value })) },
    'www-authenticate',
  );

describe('Digest (RFC 7616)', () => {
  const subscribe = { method: 'SUBSCRIBE', nonceCount: 2 };
  const vectors: readonly [Challenge, Partial<typeof input>, string][] = [
    [{ ...base, qop: [] }, {}, '10fa9a327f77f55723a5581d7e95597e'],
    [{ ...base, algorithm: 'MD5', qop: ['auth'] }, {}, '1fb0fd6b7c841618d543166dd666d0cd'],
    [{ ...base, algorithm: 'MD5', qop: ['auth-int'] }, subscribe, '0cb21f8e59d9f530a5bf399f3bff92dd'],
    [{ ...base, algorithm: 'MD5-sess', qop: ['auth'] }, {}, 'e2fdc43226f6383b7d42a5ad835dd8a7'],
    [
      { ...base, algorithm: 'SHA-256', qop: [] },
      {},
      '96f012f6960f8f8116e148154e7f547420e46c008dc2ac40800609e4f9b2f100',
    ],
    [
      { ...base, algorithm: 'SHA-256', qop: ['auth'] },
      {},
      '4eb819bcbe38c242dd1357b0ead7e060413604130fe9523dec4cf385a7ecba4c',
    ],
    [
      { ...base, algorithm: 'SHA-256', qop: ['auth-int'] },
      subscribe,
      '383950c7206d301c9b8244973663b9c38d78a148fc6256b153d0c619feb8ff54',
    ],
    [
      { ...base, algorithm: 'SHA-256-sess', qop: ['auth'] },
      {},
      'd6c2e9cf09945b6303d8d7562105b774569ed2302514f2c3cf668858c3eae11c',
    ],
  ];
  for (const [challenge, changes, expected] of vectors) {
    it(`computes ${challenge.algorithm ?? 'MD5 by default'} with qop ${challenge.qop[0] ?? 'none'}`, () => {
      assert.equal(response(challenge, changes), expected);
    });
  }

  it('leaves algorithm, qop and nc unquoted and returns opaque', () => {
    const text = writeCredentials(
      { ...base, algorithm: 'SHA-256', opaque: 'o"p', qop: ['auth', 'auth-int'] },
      { ...input, nonceCount: 11 },
    );
    assert.match(text, /, algorithm=SHA-256, opaque="o\\"p", qop=auth, nc=0000000b, cnonce="0a4f113b"$/);
  });

  it('has neither qop nor nc nor cnonce where the challenge has no qop', () => {
    assert.doesNotMatch(writeCredentials({ ...base, qop: [] }, input), /qop|nc=|algorithm/);
  });

  it('takes the topmost challenge that it supports, one per realm', () => {
    const challenges = read(
      'Basic realm="a"',
      'Digest realm="a", nonce="1", algorithm=FOO-9',
      'Digest realm="a", nonce="2", algorithm=SHA-256, qop="auth,auth-int", stale=TRUE',
      'Digest realm="a", nonce="3", algorithm=MD5',
      'Digest realm="b, c", nonce="4", qop="token"',
      'digest  realm="b, c",nonce="5"',
    );
    assert.deepEqual(
      challenges.map(({ realm, nonce, stale }) => [realm, nonce, stale]),
      [
        ['a', '2', true],
        ['b, c', '5', false],
      ],
    );
  });
});
