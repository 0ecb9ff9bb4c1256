import { strict as assert } from 'node:assert';
import { describe, it } from 'node:test';
import { testEntry } from '../entry.fixture';
import { failuresOf, outcomesOf, set } from '../row.fixture';
import { answerOf, otherSubject, publishSubject } from '../trace.fixture';
import { cseqMethod } from './8.1.1.5-1-cseq-method';
import { cseqNumber } from './8.1.1.5-2-cseq-number';

const cseq = (value: string) => publishSubject(set(['CSeq', value]));

describe('RFC3261-8.1.1.5-2 the number in CSeq', () => {
  testEntry(cseqNumber, 'is below 2**31', {
    violation: { seen: cseq('4294967296 PUBLISH'), at: '4294967296' },
    legal: {
      '0 as number': { seen: cseq('0 PUBLISH') },
      'leading zeros': { seen: cseq('00000000000000000000002147483647 PUBLISH') },
    },
    inapplicable: {
      'a response': { seen: answerOf(set(['CSeq', '4294967296 NOTIFY'])) },
      'one with a control character': { seen: cseq('1\u0001 PUBLISH') },
      'a request without CSeq': { seen: publishSubject({ without: ['CSeq'] }) },
    },
  });

  for (const [value, at] of [
    ['2147483648 PUBLISH', '2147483648'],
    ['-1 PUBLISH', '-1'],
    ['0x1F PUBLISH', '0x1F'],
    ['1.5 PUBLISH', '1.5'],
    ['+1 PUBLISH', '+1'],
    ['PUBLISH', 'PUBLISH'],
    ['', ''],
  ] as const) {
    it(`fails "${value}" and leaves the method alone`, () => {
      assert.deepEqual(failuresOf(cseqNumber, cseq(value)), [at]);
      assert.ok(!outcomesOf(cseqMethod, cseq(value)).includes('fail'));
    });
  }

  it('passes the largest number, and leaves another method to RFC3261-8.1.1.5-1', () => {
    assert.deepEqual(outcomesOf(cseqNumber, cseq('2147483647 PUBLISH')), ['pass']);
    assert.deepEqual(outcomesOf(cseqNumber, cseq('1 X')), ['pass']);
    assert.deepEqual(outcomesOf(cseqNumber, otherSubject(set(['CSeq', '2147483648 OPTIONS']))), ['fail']);
  });
});
