import { strict as assert } from 'node:assert';
import { describe, it } from 'node:test';
import { testEntry } from '../entry.fixture';
import { failuresOf, outcomesOf, set } from '../row.fixture';
import { answerOf, otherSubject, publishSubject } from '../trace.fixture';
import { maxForwards } from './8.1.1.6-1-max-forwards';

const hops = (value: string) => publishSubject(set(['Max-Forwards', value]));

describe('RFC3261-8.1.1.6-1 Max-Forwards', () => {
  testEntry(maxForwards, 'is a number from 0 to 255', {
    violation: { seen: hops('300'), at: '300' },
    legal: { 'leading zeros, e.g. 0070': { seen: hops('0070') } },
    inapplicable: {
      'one with a control character': { seen: hops('7\u00010') },
      'a response': { seen: answerOf(set(['Max-Forwards', 'x'])) },
      'a request without one, which breaks RFC3261-8.1.1-1': { seen: publishSubject({ without: ['Max-Forwards'] }) },
    },
  });

  for (const value of ['256', '-1', 'seventy', '', '70.0', '0x46', '70, 70']) {
    it(`fails "${value}"`, () => assert.deepEqual(failuresOf(maxForwards, hops(value)), [value]));
  }

  it('passes the ends of the range, in every request', () => {
    for (const value of ['0', '255'])
      assert.deepEqual(outcomesOf(maxForwards, otherSubject(set(['Max-Forwards', value]))), ['pass']);
  });
});
