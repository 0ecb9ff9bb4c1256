import { strict as assert } from 'node:assert';
import { describe, it } from 'node:test';
import { testEntry } from '../entry.fixture';
import { row } from '../history.fixture';
import { failuresOf, outcomesOf } from '../row.fixture';
import { publishSubject, registerSubject } from '../trace.fixture';
import { rport } from './3-1-rport';

const via = (value: string) => publishSubject({ set: [row('Via', value)] });

testEntry(rport, 'rport of a request has no value', {
  violation: { seen: via('SIP/2.0/UDP 192.0.2.10:5060;rport=5060;branch=z9hG4bK1'), at: 'rport=5060' },
  legal: {
    'rport before or after branch': { seen: via('SIP/2.0/UDP 192.0.2.10;branch=z9hG4bK1;rport') },
    'rport absent (optional outside IMS)': { seen: via('SIP/2.0/UDP 192.0.2.10;branch=z9hG4bK1') },
  },
  inapplicable: {
    'a request without Via': { seen: publishSubject({ without: ['Via'] }) },
    'a Via without rport': { seen: via('SIP/2.0/UDP 192.0.2.10;branch=z9hG4bK1;x-rport=1') },
    'a Via that cannot be read for another reason': { seen: via('UDP 192.0.2.10;rport=1') },
  },
});

describe('RFC3581-3-1 rport in the top Via', () => {
  it('fails any value and points at it, of a REGISTER too', () => {
    const value = 'SIP/2.0/UDP a.example.com;branch=z9hG4bK1;RPORT = 1';
    assert.deepEqual(failuresOf(rport, via(value)), ['RPORT = 1']);
    assert.deepEqual(failuresOf(rport, registerSubject({ set: [row('Via', value)] })), ['RPORT = 1']);
    assert.deepEqual(outcomesOf(rport, via('SIP/2.0/UDP a.example.com;branch=z9hG4bK1;rport=none')), ['fail']);
  });

  it('looks at no Via below, which is the word of others', () => {
    const below = 'SIP/2.0/UDP a.example.com;rport;branch=z9hG4bK1, SIP/2.0/UDP b.example.com;rport=1;branch=z9hG4bK2';
    assert.deepEqual(outcomesOf(rport, via(below)), ['pass']);
  });
});
