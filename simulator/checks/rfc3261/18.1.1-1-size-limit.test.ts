import { strict as assert } from 'node:assert';
import { describe, it } from 'node:test';
import { testEntry } from '../entry.fixture';
import { row } from '../history.fixture';
import { outcomesOf } from '../row.fixture';
import { context, publishSubject, registerSubject } from '../trace.fixture';
import { sizeLimit } from './18.1.1-1-size-limit';

const plain = publishSubject();
const SIZE = plain.message.text.length;
/** A PUBLISH of a number of octets. */
const sized = (size: number, event = {}) =>
  publishSubject({ add: [row('X', 'x'.repeat(size - SIZE - 'X: \r\n'.length))] }, { event });
const offering = context({ offersTcp: true });
const START = plain.message.text.split('\r\n')[0] ?? '';

testEntry(sizeLimit, 'a large request goes over TCP', {
  violation: { seen: sized(1510), context: offering, at: START },
  legal: {
    'UDP retry after TCP connection refused or ICMP protocol unreachable': {
      seen: sized(1510),
      context: context({ offersTcp: false }),
    },
    'deployment with known large MTU declared in PICS': {
      seen: sized(1510),
      context: context({ offersTcp: true, rules: { udp_size_limit: 8800 } }),
    },
    'exactly 1300 octets on UDP': { seen: sized(1300), context: offering },
  },
  inapplicable: {
    'a large request over TCP': { seen: sized(1510, { transport: 'tcp' }), context: offering },
    'a rule that switches it off': {
      seen: sized(1510),
      context: context({ offersTcp: true, rules: { udp_size_limit: 0 } }),
    },
  },
});

describe('RFC3261-18.1.1-1 the size of a request over UDP', () => {
  it('passes up to the limit and fails from one octet more', () => {
    assert.deepEqual(outcomesOf(sizeLimit, plain, offering), ['pass']);
    assert.deepEqual(outcomesOf(sizeLimit, sized(1300), offering), ['pass']);
    assert.deepEqual(outcomesOf(sizeLimit, sized(1301), offering), ['fail']);
    const other = context({ offersTcp: true, rules: { udp_size_limit: SIZE - 1 } });
    assert.deepEqual(outcomesOf(sizeLimit, plain, other), ['fail']);
    assert.deepEqual(outcomesOf(sizeLimit, registerSubject({ add: [row('X', 'x'.repeat(1300))] }), offering), ['fail']);
  });

  it('is a remark where nobody knows whether the server offers TCP', () => {
    assert.deepEqual(outcomesOf(sizeLimit, sized(1301)), ['info']);
    assert.deepEqual(outcomesOf(sizeLimit, sized(1301), context({ offersTcp: false })), []);
  });

  it('is unknown where the capture cut the request off', () => {
    assert.deepEqual(outcomesOf(sizeLimit, sized(1000, { truncated: true }), offering), []);
    assert.deepEqual(outcomesOf(sizeLimit, sized(1400, { truncated: true }), offering), ['fail']);
  });
});
