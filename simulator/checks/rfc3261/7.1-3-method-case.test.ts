import { strict as assert } from 'node:assert';
import { describe, it } from 'node:test';
import { testEntry } from '../entry.fixture';
import { failuresOf, outcomesOf, set } from '../row.fixture';
import { answerOf, otherSubject, publishSubject } from '../trace.fixture';
import { methodCase } from './7.1-3-method-case';
import { cseqMethod } from './8.1.1.5-1-cseq-method';

describe('RFC3261-7.1-3 the spelling of methods', () => {
  testEntry(methodCase, 'methods are sent in upper case', {
    violation: { seen: publishSubject({ method: 'Publish' }, { kind: 'publish-by-other-means' }), at: 'Publish' },
    legal: { 'extension methods unknown to the harness': { seen: otherSubject({ method: 'Quux' }) } },
    inapplicable: { 'a response': { seen: answerOf() } },
  });

  for (const method of ['subscribe', 'RE%47ISTER', 'nOTIFY', '%70ublish']) {
    it(`fails ${method}`, () => assert.deepEqual(failuresOf(methodCase, otherSubject({ method })), [method]));
  }

  it('says nothing of methods that it does not know, and passes those it does', () => {
    assert.deepEqual(outcomesOf(methodCase, otherSubject({ method: 'Quux' })), []);
    for (const method of ['PUBLISH', 'SUBSCRIBE', 'REGISTER', 'NOTIFY', 'INVITE', 'ACK', 'MESSAGE', 'OPTIONS'])
      assert.deepEqual(outcomesOf(methodCase, otherSubject({ method })), ['pass']);
  });

  it('leaves a CSeq in another letter case to RFC3261-8.1.1.5-1', () => {
    const subject = publishSubject(set(['CSeq', '1 publish']));
    assert.deepEqual(outcomesOf(methodCase, subject), ['pass']);
    assert.deepEqual(failuresOf(cseqMethod, subject), ['publish']);
  });
});
