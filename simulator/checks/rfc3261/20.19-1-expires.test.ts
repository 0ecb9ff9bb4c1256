import { strict as assert } from 'node:assert';
import { describe, it } from 'node:test';
import { testEntry } from '../entry.fixture';
import { added, failuresOf, outcomesOf, set } from '../row.fixture';
import { otherSubject, publishSubject, registerSubject, subscribeSubject } from '../trace.fixture';
import { expires } from './20.19-1-expires';

const lasting = (value: string) => registerSubject(set(['Expires', value]));

describe('RFC3261-20.19-1 Expires', () => {
  testEntry(expires, 'is a number of seconds', {
    violation: { seen: lasting('Thu, 01 Dec 2025 16:00:00 GMT'), at: 'Thu, 01 Dec 2025 16:00:00 GMT' },
    legal: {
      'leading zeros': { seen: lasting('0003600') },
      '4294967295': { seen: lasting('4294967295') },
    },
    inapplicable: {
      'a PUBLISH, which may have none': { seen: publishSubject(added(['Expires', 'soon'])) },
      'another request': { seen: otherSubject(set(['Expires', 'soon'])) },
      'one with a control character': { seen: lasting('3600\u0001') },
      'a REGISTER without it': { seen: registerSubject({ without: ['Expires'] }) },
    },
  });

  it('passes a number', () => {
    assert.deepEqual(outcomesOf(expires, lasting('3600')), ['pass']);
    assert.deepEqual(outcomesOf(expires, subscribeSubject()), ['pass']);
  });

  for (const value of ['-1', '1.5', '4294967296', '', '0x10', '3600s', '3600, 60']) {
    it(`fails "${value}"`, () => {
      assert.deepEqual(failuresOf(expires, lasting(value)), [value]);
      assert.deepEqual(outcomesOf(expires, subscribeSubject(set(['Expires', value]))), ['fail']);
    });
  }
});
