import { strict as assert } from 'node:assert';
import { describe, it } from 'node:test';
import { testEntry } from '../entry.fixture';
import { row } from '../history.fixture';
import { failuresOf, outcomesOf } from '../row.fixture';
import { context, registerSubject } from '../trace.fixture';
import { addressOfRecord } from './10.2-2-address-of-record';

const to = (value: string, rest = {}) => registerSubject({ set: [row('To', value)] }, rest);
const unknown = context({ imAddress: undefined });

testEntry(addressOfRecord, 'To of a REGISTER is the address-of-record', {
  violation: { seen: to('<tel:+12015550123>'), at: 'tel:+12015550123' },
  legal: { 'display name': { seen: to('"Alice" <sip:alice@example.com>') } },
  inapplicable: {
    'a REGISTER without To': { seen: registerSubject({ without: ['To'] }) },
    'a To that cannot be read': { seen: to('"Alice <sip:alice@example.com>') },
    'a tel URI in IMS, which TS24229-5.1.1.2-1 tells': {
      seen: to('<tel:+12015550123>'),
      context: context({ pics: { sip_ip_core: 'ims' } }),
    },
  },
});

describe('RFC3261-10.2-2 To of a REGISTER', () => {
  it('fails another address, and points at it', () => {
    assert.deepEqual(failuresOf(addressOfRecord, to('<sip:bob@example.com>')), ['sip:bob@example.com']);
    assert.deepEqual(failuresOf(addressOfRecord, to('<sip:alice@example.org>')), ['sip:alice@example.org']);
  });

  it('passes an alias, an associated identity, and the address with parts that are judged elsewhere', () => {
    const aliased = context({ imAddressAliases: ['sip:al@example.com'] });
    assert.deepEqual(outcomesOf(addressOfRecord, to('<sip:al@example.com>'), aliased), ['pass']);
    const registration = { aor: 'sip:x@example.com', serviceRoute: [], associatedUris: ['sip:al@example.com'] };
    assert.deepEqual(outcomesOf(addressOfRecord, to('<sip:al@example.com>', { registration })), ['pass']);
    assert.deepEqual(outcomesOf(addressOfRecord, to('<sip:alice@example.com:5060;transport=tcp>')), ['pass']);
  });

  it('compares nothing where the address is unknown or no SIP URI', () => {
    assert.deepEqual(outcomesOf(addressOfRecord, to('<sip:bob@example.com>'), unknown), ['pass']);
    assert.deepEqual(outcomesOf(addressOfRecord, to('<tel:+1201>'), unknown), ['fail']);
    const tel = context({ imAddress: 'tel:+12015550123' });
    assert.deepEqual(outcomesOf(addressOfRecord, to('<sip:bob@example.com>'), tel), ['pass']);
  });

  it('lets a user of an IMS core register another of its identities', () => {
    const ims = context({ pics: { sip_ip_core: 'ims' } });
    assert.deepEqual(outcomesOf(addressOfRecord, to('<sip:bob@example.com>'), ims), ['pass']);
  });
});
