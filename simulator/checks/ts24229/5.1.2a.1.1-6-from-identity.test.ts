import { strict as assert } from 'node:assert';
import { describe, it } from 'node:test';
import { testEntry } from '../entry.fixture';
import { row } from '../history.fixture';
import { failuresOf, outcomesOf } from '../row.fixture';
import { context, publishSubject } from '../trace.fixture';
import { fromIdentity } from './5.1.2a.1.1-6-from-identity';

const ims = context({
  pics: { sip_ip_core: 'ims' },
  imAddress: 'sip:alice@ims.example.net',
  username: 'alice_private@ims.example.net',
});
const registration = {
  aor: 'sip:alice@ims.example.net',
  serviceRoute: [],
  associatedUris: ['sip:alice@ims.example.net'],
};
const from = (value: string, more: readonly (readonly [string, string])[] = [], told = registration) =>
  publishSubject({ set: [row('From', `${value};tag=1`)], add: more }, { registration: told });

testEntry(fromIdentity, 'From holds a public identity', {
  violation: {
    seen: from('<sip:alice_private@ims.example.net>'),
    context: ims,
    at: 'sip:alice_private@ims.example.net',
  },
  legal: {
    'display name "Anonymous"': {
      seen: from('"Anonymous" <sip:anonymous@anonymous.invalid>', [row('Privacy', 'id')]),
      context: ims,
    },
  },
  inapplicable: {
    'a client outside IMS': { seen: from('<sip:bob@ims.example.net>') },
    'a From that cannot be read': { seen: from('<sip:bob'), context: ims },
    'an identity that may be registered without our knowledge': {
      seen: from('<sip:bob@ims.example.net>', [], { ...registration, associatedUris: [] }),
      context: ims,
    },
    'no registration was seen': {
      seen: publishSubject({ set: [row('From', '<sip:bob@ims.example.net>;tag=1')] }),
      context: ims,
    },
  },
});

describe('TS24229-5.1.2A.1.1-6 From', () => {
  it('passes the IM Address and a registered identity', () => {
    assert.deepEqual(outcomesOf(fromIdentity, from('<sip:alice@ims.example.net>'), ims), ['pass']);
    const other = { ...registration, associatedUris: ['sip:al@ims.example.net'] };
    assert.deepEqual(outcomesOf(fromIdentity, from('<sip:al@ims.example.net>', [], other), ims), ['pass']);
  });

  it('fails another identity, an address, and anonymity without Privacy', () => {
    for (const uri of ['sip:bob@ims.example.net', 'sip:alice@192.0.2.10', 'sip:anonymous@anonymous.invalid']) {
      assert.deepEqual(failuresOf(fromIdentity, from(`<${uri}>`), ims), [uri]);
    }
    const untold = { ...registration, associatedUris: [] };
    assert.deepEqual(outcomesOf(fromIdentity, from('<sip:alice@192.0.2.10>', [], untold), ims), ['fail']);
    const hidden = from('<sip:alice_private@ims.example.net>', [], untold);
    assert.deepEqual(outcomesOf(fromIdentity, hidden, ims), ['fail']);
    assert.deepEqual(outcomesOf(fromIdentity, from('<sips:anonymous@anonymous.invalid>'), ims), ['fail']);
  });
});
