import { strict as assert } from 'node:assert';
import { describe, it } from 'node:test';
import { testEntry } from '../entry.fixture';
import { failuresOf, outcomesOf, replaced, set } from '../row.fixture';
import { answerOf, otherSubject, publishSubject } from '../trace.fixture';
import { cseqMethod } from './8.1.1.5-1-cseq-method';
import { cseqNumber } from './8.1.1.5-2-cseq-number';

const cseq = (value: string) => publishSubject(set(['CSeq', value]));

describe('RFC3261-8.1.1.5-1 the method in CSeq', () => {
  testEntry(cseqMethod, 'is that of the request line', {
    violation: { seen: cseq('1 SUBSCRIBE'), at: 'SUBSCRIBE' },
    legal: {
      'leading zeros in the number': { seen: cseq('0001 PUBLISH') },
      'LWS or a fold between number and method': {
        seen: publishSubject(replaced('1 PUBLISH\r', '1 \t\r\n  PUBLISH\r')),
      },
    },
    inapplicable: {
      'a response': { seen: answerOf(set(['CSeq', '1 X'])) },
      'a request without CSeq': { seen: publishSubject({ without: ['CSeq'] }) },
    },
  });

  it('says that there is none, where there is none', () => {
    const [seen] = cseqMethod.judge(cseq('1'), {} as never);
    assert.equal(seen?.message, 'no method in CSeq');
  });

  it('fails another letter case, another token, and none', () => {
    for (const [value, at] of [
      ['1 publish', 'publish'],
      ['1 PUBLISH 2', 'PUBLISH 2'],
      ['1 PUB/LISH', 'PUB/LISH'],
      ['1', '1'],
    ] as const) {
      assert.deepEqual(failuresOf(cseqMethod, cseq(value)), [at], value);
      assert.deepEqual(outcomesOf(cseqNumber, cseq(value)), ['pass'], value);
    }
    assert.deepEqual(failuresOf(cseqMethod, otherSubject(set(['CSeq', '1 REGISTER']))), ['REGISTER']);
  });

  it('passes what is equal, with a number that is none as well', () => {
    for (const value of ['1 PUBLISH', '4294967296 PUBLISH', '-1 PUBLISH'])
      assert.deepEqual(outcomesOf(cseqMethod, cseq(value)), ['pass'], value);
  });

  it('says nothing where the number cannot be told from the method', () => {
    for (const value of ['', 'PUBLISH', '1PUBLISH']) assert.deepEqual(outcomesOf(cseqMethod, cseq(value)), [], value);
  });
});
