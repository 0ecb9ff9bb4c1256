import { strict as assert } from 'node:assert';
import { describe, it } from 'node:test';
import { type DigestInput, digestResponse } from './digest';

const account: DigestInput = {
  algorithm: 'MD5',
  session: false,
  username: 'alice_private@ims.example.net',
  realm: 'ims.example.net',
  password: 's3cr3t',
  method: 'PUBLISH',
  uri: 'sip:alice@ims.example.net',
  nonce: 'f84f1cec41e6cbe5aea9c8e88d359',
  cnonce: '0a4f113b',
  body: Buffer.alloc(0),
};
const auth = { qop: 'auth', nc: '00000001' } as const;
const authInt = { method: 'SUBSCRIBE', qop: 'auth-int', nc: '00000002' } as const;

/** Computed independently of this code. */
const vectors: readonly (readonly [name: string, changes: Partial<DigestInput>, response: string])[] = [
  ['MD5 without qop', {}, '10fa9a327f77f55723a5581d7e95597e'],
  ['MD5, auth', auth, '1fb0fd6b7c841618d543166dd666d0cd'],
  ['MD5, auth-int, empty body', authInt, '0cb21f8e59d9f530a5bf399f3bff92dd'],
  ['MD5-sess, auth', { ...auth, session: true }, 'e2fdc43226f6383b7d42a5ad835dd8a7'],
  ['SHA-256 without qop', { algorithm: 'SHA-256' }, '96f012f6960f8f8116e148154e7f547420e46c008dc2ac40800609e4f9b2f100'],
  [
    'SHA-256, auth',
    { ...auth, algorithm: 'SHA-256' },
    '4eb819bcbe38c242dd1357b0ead7e060413604130fe9523dec4cf385a7ecba4c',
  ],
  [
    'SHA-256, auth-int, empty body',
    { ...authInt, algorithm: 'SHA-256' },
    '383950c7206d301c9b8244973663b9c38d78a148fc6256b153d0c619feb8ff54',
  ],
  [
    'SHA-256-sess, auth',
    { ...auth, algorithm: 'SHA-256', session: true },
    'd6c2e9cf09945b6303d8d7562105b774569ed2302514f2c3cf668858c3eae11c',
  ],
];

describe('digest response', () => {
  for (const [name, changes, response] of vectors) {
    it(`agrees with the vector for ${name}`, () => {
      assert.equal(digestResponse({ ...account, ...changes }), response);
    });
  }

  it('agrees with the sample of RFC 2617 section 3.5', () => {
    const sample: DigestInput = {
      algorithm: 'MD5',
      session: false,
      username: 'Mufasa',
      realm: 'testrealm@host.com',
      password: 'Circle Of Life',
      method: 'GET',
      uri: '/dir/index.html',
      nonce: 'dcd98b7102dd2f0e8b11d0f600bfb0c093',
      qop: 'auth',
      nc: '00000001',
      cnonce: '0a4f113b',
      body: Buffer.alloc(0),
    };
    assert.equal(digestResponse(sample), '6629fae49393a05397450978507c4ef1');
  });

  it('takes the body in for auth-int', () => {
    const [one, other] = ['a', 'b'].map((body) => digestResponse({ ...account, ...authInt, body: Buffer.from(body) }));
    assert.notEqual(one, other);
  });
});
