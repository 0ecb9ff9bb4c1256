import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { defaultPics, defaultPixit, defaultRules, type Pics } from '../requirements/configuration';
import { iutJsonSchema, iutSchema } from './iut-schema';

interface Described {
  readonly description?: string;
  readonly properties?: Readonly<Record<string, Described>>;
}

const declared: Required<Pics> = {
  ...defaultPics,
  auth: 'sip-digest',
  transports: ['udp', 'ws'],
  rport: true,
  outbound: false,
  gruu: true,
  trusted_first_proxy: true,
  pani: false,
  reg_event: true,
  persistent_etag: true,
  access_profile: 'fixed',
  digest_algorithms: ['MD5', 'SHA-256'],
  redirect_supported: false,
  subscribe_filter: true,
};

const file = { iut: { name: 'x' }, im_address: 'sip:alice@example.com', control: { kind: 'none' } };

describe('the IUT file', () => {
  it('accepts every PICS, PIXIT and rule of the catalogue, with the defaults', () => {
    const { pics, pixit, rules } = iutSchema.parse({
      ...file,
      pics: declared,
      pixit: defaultPixit,
      rules: defaultRules,
    });
    assert.deepEqual(pics, declared);
    assert.deepEqual(pixit, defaultPixit);
    assert.deepEqual(rules, defaultRules);
  });

  it('accepts every way to authenticate that the catalogue names', () => {
    for (const auth of ['none', 'md5', 'sha-256', 'sip-digest', 'aka', 'tls']) {
      assert.deepEqual(iutSchema.parse({ ...file, pics: { auth } }).pics, { auth });
    }
    assert.equal(iutSchema.safeParse({ ...file, pics: { auth: 'basic' } }).success, false);
  });

  it('says of every key what it means, in the published schema, too', () => {
    const { properties } = iutJsonSchema() as { properties: Record<string, Described> };
    for (const section of ['pics', 'pixit', 'rules']) {
      for (const [key, { description }] of Object.entries(properties[section]?.properties ?? {})) {
        assert.ok(description, `${section}.${key} has no description`);
      }
    }
  });
});
