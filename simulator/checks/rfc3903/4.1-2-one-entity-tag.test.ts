import { strict as assert } from 'node:assert';
import { describe, it } from 'node:test';
import { assertPass, failureAt } from '../assertions.fixture';
import { testEntry } from '../entry.fixture';
import { publishSubject } from '../trace.fixture';
import { oneEntityTag } from './4.1-2-one-entity-tag';

const tagged = (...values: string[]) => ({ add: values.map((value) => ['SIP-If-Match', value] as const) });

testEntry(oneEntityTag, 'an update carries exactly one entity-tag', {
  violation: { seen: publishSubject(tagged('"abc", "def"')), at: '"abc", "def"' },
  legal: { 'header name in any case': { seen: publishSubject({ add: [['sip-IF-match', 'abc']] }) } },
  inapplicable: {
    'a PUBLISH without SIP-If-Match': { seen: publishSubject() },
    'several rows, which break RFC3261-7.3.1-2': { seen: publishSubject(tagged('a', 'b')) },
    'what the parser found broken': { seen: publishSubject(tagged('a,\u0001b')) },
  },
});

describe('RFC3903-4.1-2', () => {
  it('fails a list of tokens, in a removal too', () => {
    assert.equal(failureAt(oneEntityTag, publishSubject(tagged('a, b'))), 'a, b');
    const removal = {
      body: '',
      without: ['Content-Type'],
      add: [
        ['SIP-If-Match', 'a,b'],
        ['Expires', '0'],
      ] as const,
    };
    assert.equal(failureAt(oneEntityTag, publishSubject(removal)), 'a,b');
  });

  it('fails "*" that nobody gave out, and no other one', () => {
    assert.equal(
      failureAt(oneEntityTag, publishSubject(tagged('*'), { entityTagProblem: { text: 'never given out' } })),
      '*',
    );
    assertPass(oneEntityTag, publishSubject(tagged('*')));
    assertPass(oneEntityTag, publishSubject(tagged('a*'), { entityTagProblem: { text: 'never given out' } }));
  });

  it('leaves a value in quotes to RFC3903-12-1', () => {
    assertPass(oneEntityTag, publishSubject(tagged('"abc"')));
  });
});
