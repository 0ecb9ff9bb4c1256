import { strict as assert } from 'node:assert';
import { createHash } from 'node:crypto';
import { describe, it } from 'node:test';
import type { Secret } from '../check';
import { type DigestParts, digestOf, hashOf } from './digest';

const account = 'alice_private@ims.example.net:ims.example.net:s3cr3t';
const secret = (algorithm: Secret['algorithm'], hash: string): Secret => {
  const ha1 = createHash(hash).update(account).digest('hex');
  return { username: 'alice_private@ims.example.net', realm: 'ims.example.net', algorithm, ha1 };
};
const md5 = secret('MD5', 'md5');
const sha256 = secret('SHA-256', 'sha256');
const plain: DigestParts = {
  method: 'PUBLISH',
  uri: 'sip:alice@ims.example.net',
  nonce: 'f84f1cec41e6cbe5aea9c8e88d359',
  nc: '00000001',
  cnonce: '0a4f113b',
  body: Buffer.alloc(0),
  isSession: false,
};
const auth = { ...plain, qop: 'auth' };
const authInt = { ...plain, method: 'SUBSCRIBE', qop: 'auth-int', nc: '00000002' };

/** Computed independently of this code. */
const vectors: readonly (readonly [string, Secret, DigestParts, string])[] = [
  ['MD5 without qop', md5, plain, '10fa9a327f77f55723a5581d7e95597e'],
  ['MD5, auth', md5, auth, '1fb0fd6b7c841618d543166dd666d0cd'],
  ['MD5, auth-int, empty body', md5, authInt, '0cb21f8e59d9f530a5bf399f3bff92dd'],
  ['MD5-sess, auth', md5, { ...auth, isSession: true }, 'e2fdc43226f6383b7d42a5ad835dd8a7'],
  ['SHA-256 without qop', sha256, plain, '96f012f6960f8f8116e148154e7f547420e46c008dc2ac40800609e4f9b2f100'],
  ['SHA-256, auth', sha256, auth, '4eb819bcbe38c242dd1357b0ead7e060413604130fe9523dec4cf385a7ecba4c'],
  ['SHA-256, auth-int', sha256, authInt, '383950c7206d301c9b8244973663b9c38d78a148fc6256b153d0c619feb8ff54'],
  [
    'SHA-256-sess, auth',
    sha256,
    { ...auth, isSession: true },
    'd6c2e9cf09945b6303d8d7562105b774569ed2302514f2c3cf668858c3eae11c',
  ],
];

describe('digestOf', () => {
  for (const [name, of, parts, response] of vectors) {
    it(`agrees with the vector for ${name}`, () => assert.equal(digestOf(of, parts), response));
  }

  it('agrees with the SHA-512-256 example of RFC 7616 section 3.9.2, whose username is hashed', () => {
    const hash = (text: string) => hashOf('SHA-512-256', Buffer.from(text, 'utf8'));
    assert.equal(hashOf('SHA-512-256', 'abc'), '53048e2681941ef99b2e29b76b4c7dabe4c2d0c634fc6d46e0e2f13107e7af23');
    assert.equal(
      hash('J\u00e4s\u00f8n Doe:api@example.org'),
      '793263caabb707a56211940d90411ea4a575adeccb7e360aeb624ed06ece9b0b',
    );
  });

  it('takes the body in for auth-int only', () => {
    const [one, other] = ['a', 'b'].map((body) => digestOf(md5, { ...authInt, body: Buffer.from(body) }));
    assert.notEqual(one, other);
    const [same, again] = ['a', 'b'].map((body) => digestOf(md5, { ...auth, body: Buffer.from(body) }));
    assert.equal(same, again);
  });
});
