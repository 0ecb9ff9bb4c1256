import { strict as assert } from 'node:assert';
import { describe, it } from 'node:test';
import { testEntry } from '../entry.fixture';
import { compact, failuresOf, outcomesOf, set } from '../row.fixture';
import { answerOf, otherSubject, publishSubject } from '../trace.fixture';
import { callId } from './8.1.1.4-2-call-id';

const id = (value: string) => publishSubject(set(['Call-ID', value]));

describe('RFC3261-8.1.1.4-2 Call-ID', () => {
  testEntry(callId, 'is a word, or two with "@" between them', {
    violation: { seen: id('abc def@host'), at: 'abc def@host' },
    legal: {
      "compact 'i'": { seen: publishSubject(compact()) },
      'brackets, quotes and other word characters': { seen: id('a<b>"c"\\/[x]?{y}(z):@-.!%*_+`\'~') },
      'no @host part': { seen: id('b89rjhnedlrfjflslj40a222') },
    },
    inapplicable: {
      'a response': { seen: answerOf(set(['Call-ID', 'a b'])) },
      'a request without one': { seen: publishSubject({ without: ['Call-ID'] }) },
      'one with a control character, which RFC3261-7.3.1-1 tells': { seen: id('a\u0001') },
    },
  });

  it('passes one of two words', () => assert.deepEqual(outcomesOf(callId, id('a@b')), ['pass']));

  for (const value of ['', 'a,b', 'a@b@c', '@host', 'abc@', 'a;b', 'é@host']) {
    it(`fails "${value}" in every request`, () => {
      assert.deepEqual(outcomesOf(callId, id(value)), ['fail']);
      assert.equal(failuresOf(callId, otherSubject(set(['Call-ID', value]))).length, 1);
    });
  }
});
