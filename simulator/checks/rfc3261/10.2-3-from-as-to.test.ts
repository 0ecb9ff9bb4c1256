import { strict as assert } from 'node:assert';
import { describe, it } from 'node:test';
import { testEntry } from '../entry.fixture';
import { row } from '../history.fixture';
import { outcomesOf } from '../row.fixture';
import { context, registerSubject } from '../trace.fixture';
import { fromAsTo } from './10.2-3-from-as-to';

const from = (value: string) => registerSubject({ set: [row('From', value)] });

testEntry(fromAsTo, 'From of a REGISTER is To', {
  violation: { seen: from('<sip:device1@example.com>;tag=4fa3c2d19b'), at: 'sip:device1@example.com' },
  legal: { 'tag only in From': { seen: registerSubject() } },
  inapplicable: {
    'a REGISTER without From': { seen: registerSubject({ without: ['From'] }) },
    'a REGISTER without To': { seen: registerSubject({ without: ['To'] }) },
    'a From that cannot be read': { seen: from('<sip:alice@example.com') },
    'another From in IMS, which TS24229-5.1.1.2-1 tells': {
      seen: from('<sip:device1@example.com>;tag=1'),
      context: context({ pics: { sip_ip_core: 'ims' } }),
    },
  },
});

describe('RFC3261-10.2-3 From of a REGISTER', () => {
  it('passes an equivalent URI and another display name', () => {
    assert.deepEqual(outcomesOf(fromAsTo, from('"A" <sip:alice@EXAMPLE.com>;tag=1')), ['pass']);
    assert.deepEqual(outcomesOf(fromAsTo, from('sip:alice@example.com;tag=1')), ['pass']);
    assert.deepEqual(outcomesOf(fromAsTo, from('<sips:alice@example.com>;tag=1')), ['fail']);
  });
});
