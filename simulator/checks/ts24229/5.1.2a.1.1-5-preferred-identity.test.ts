import { strict as assert } from 'node:assert';
import { describe, it } from 'node:test';
import { testEntry } from '../entry.fixture';
import { row } from '../history.fixture';
import { failuresOf, outcomesOf } from '../row.fixture';
import { context, publishSubject } from '../trace.fixture';
import { preferredIdentity } from './5.1.2a.1.1-5-preferred-identity';

const ims = context({ pics: { sip_ip_core: 'ims' } });
const registration = {
  aor: 'sip:alice@ims.example.net',
  serviceRoute: [],
  associatedUris: ['sip:alice@ims.example.net', 'tel:+12015550123'],
};
const preferring = (value: string, told = registration.associatedUris) =>
  publishSubject(
    { add: [row('P-Preferred-Identity', value)] },
    { registration: { ...registration, associatedUris: told } },
  );

testEntry(preferredIdentity, 'P-Preferred-Identity is registered', {
  violation: { seen: preferring('<sip:bob@ims.example.net>'), context: ims, at: 'sip:bob@ims.example.net' },
  legal: {
    'tel URI that is registered implicitly': { seen: preferring('<tel:+1-201-555-0123>'), context: ims },
    'display name': { seen: preferring('"Alice" <sip:alice@ims.example.net>'), context: ims },
  },
  inapplicable: {
    'a request without it': { seen: publishSubject({}, { registration }), context: ims },
    'a client outside IMS': { seen: preferring('<sip:bob@ims.example.net>') },
    'no registration was seen': {
      seen: publishSubject({ add: [row('P-Preferred-Identity', '<sip:bob@ims.example.net>')] }),
      context: ims,
    },
    'one that cannot be read': { seen: preferring('<sip:bob'), context: ims },
  },
});

describe('TS24229-5.1.2A.1.1-5 P-Preferred-Identity', () => {
  it('passes where one of two is registered', () => {
    assert.deepEqual(outcomesOf(preferredIdentity, preferring('<tel:+1555>, <sip:alice@ims.example.net>'), ims), [
      'pass',
    ]);
    const neither = preferring('<sip:bob@ims.example.net>, <tel:+1555>');
    assert.deepEqual(failuresOf(preferredIdentity, neither, ims), ['sip:bob@ims.example.net']);
  });

  it('cannot be compared where the registration told no identities, but with its own address', () => {
    assert.deepEqual(outcomesOf(preferredIdentity, preferring('<sip:bob@ims.example.net>', []), ims), ['inconc']);
    assert.deepEqual(outcomesOf(preferredIdentity, preferring('<sip:alice@ims.example.net>', []), ims), ['pass']);
  });
});
