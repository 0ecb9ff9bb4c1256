import { strict as assert } from 'node:assert';
import { describe, it } from 'node:test';
import { testEntry } from '../entry.fixture';
import { row } from '../history.fixture';
import { failuresOf, outcomesOf } from '../row.fixture';
import { context, registerSubject } from '../trace.fixture';
import { firstCredentials } from './5.1.1.2-7-first-credentials';

const ims = context({
  pics: { sip_ip_core: 'ims', auth: 'aka' },
  username: 'alice_private@ims.example.net',
  homeDomain: 'ims.example.net',
});
const RIGHT: Readonly<Record<string, string>> = {
  username: 'alice_private@ims.example.net',
  realm: 'ims.example.net',
  uri: 'sip:ims.example.net',
  nonce: '',
  response: '',
};
const registered = (changes: Readonly<Record<string, string | undefined>> = {}, rest = '') => {
  const params = Object.entries({ ...RIGHT, ...changes }).filter(([, value]) => value !== undefined);
  const text = params.map(([key, value]) => `${key}="${value}"`).join(', ');
  return registerSubject({ requestUri: 'sip:ims.example.net', add: [row('Authorization', `Digest ${text}${rest}`)] });
};
const without = registerSubject({ requestUri: 'sip:ims.example.net' });

testEntry(firstCredentials, 'the first REGISTER has credentials without an answer', {
  violation: { seen: without, context: ims, at: 'REGISTER sip:ims.example.net SIP/2.0' },
  legal: {
    'algorithm parameter present or absent': { seen: registered({}, ', algorithm=AKAv1-MD5'), context: ims },
    'integrity-protected parameter is not set by the UE': { seen: registered(), context: ims },
  },
  inapplicable: {
    'a client outside IMS': { seen: without },
    'a client that authenticates otherwise': {
      seen: without,
      context: context({ pics: { sip_ip_core: 'ims', auth: 'tls' } }),
    },
    'an answer to a challenge': { seen: registered({ nonce: 'n', response: 'abc' }), context: ims },
    'a protected REGISTER': {
      seen: registerSubject({ add: [row('Security-Verify', 'ipsec-3gpp')] }),
      context: ims,
    },
  },
});

describe('TS24229-5.1.1.2-7 Authorization of the first REGISTER', () => {
  const wrong: readonly [string, string][] = [
    ['username', 'alice'],
    ['realm', 'other.example.net'],
    ['uri', 'sip:alice@ims.example.net'],
    ['uri', 'sip:pcscf.example.net'],
  ];
  for (const [key, value] of wrong) {
    it(`fails ${key}="${value}" and points at it`, () => {
      assert.deepEqual(failuresOf(firstCredentials, registered({ [key]: value }), ims), [`${key}="${value}"`]);
    });
  }

  for (const key of Object.keys(RIGHT)) {
    it(`fails without ${key}`, () =>
      assert.deepEqual(outcomesOf(firstCredentials, registered({ [key]: undefined }), ims), ['fail']));
  }

  it('goes by the domain of PIXIT, whatever the Request-URI', () => {
    const text = Object.entries(RIGHT).map(([key, value]) => `${key}="${value}"`);
    const seen = registerSubject({ requestUri: 'sip:other.net', add: [row('Authorization', `Digest ${text.join()}`)] });
    assert.deepEqual(outcomesOf(firstCredentials, seen, ims), ['pass']);
    const { homeDomain: _, ...unknown } = ims;
    assert.deepEqual(failuresOf(firstCredentials, seen, unknown), [
      'realm="ims.example.net"',
      'uri="sip:ims.example.net"',
    ]);
    assert.deepEqual(failuresOf(firstCredentials, registered({ uri: 'tel:+1201' }), ims), ['uri="tel:+1201"']);
  });

  it('compares with the Request-URI where the domain is unknown, and nothing where the user is', () => {
    const unknown = context({ pics: { sip_ip_core: 'ims', auth: 'sip-digest' } });
    assert.deepEqual(outcomesOf(firstCredentials, registered({ username: 'whoever' }), unknown), ['pass']);
    assert.deepEqual(outcomesOf(firstCredentials, registered({ realm: 'other' }), unknown), ['fail']);
  });
});
