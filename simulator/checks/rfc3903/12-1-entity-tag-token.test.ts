import { strict as assert } from 'node:assert';
import { describe, it } from 'node:test';
import { assertPass, failureAt, outcomes } from '../assertions.fixture';
import { testEntry } from '../entry.fixture';
import { publishSubject } from '../trace.fixture';
import { entityTagToken } from './12-1-entity-tag-token';

const tagged = (...values: string[]) =>
  publishSubject({ add: values.map((value) => ['SIP-If-Match', value] as const) });

testEntry(entityTagToken, 'SIP-If-Match holds a token without quotes and weakness prefix', {
  violation: { seen: tagged('"dx200xyz"'), at: '"dx200xyz"' },
  legal: { 'any token characters': { seen: tagged("Aa1-.!%*_+`'~") } },
  inapplicable: {
    'a PUBLISH without SIP-If-Match': { seen: publishSubject() },
    'a list of entity-tags, which breaks RFC3903-4.1-2': { seen: tagged('"a", "b"') },
  },
});

describe('RFC3903-12-1', () => {
  for (const value of ['W/abc', '', 'a b', '<a>', 'a;b']) {
    it(`fails "${value}"`, () => assert.equal(failureAt(entityTagToken, tagged(value)), value));
  }
  it('passes a token', () => assertPass(entityTagToken, tagged('e1-Zx.9')));
  it('fails what the parser found in it, once', () => {
    assert.equal(failureAt(entityTagToken, tagged('a\u0001')), '\u0001');
    assert.deepEqual(outcomes(entityTagToken, tagged('a\u0001')), ['fail']);
  });
  it('fails the second of two rows as well', () => assert.equal(failureAt(entityTagToken, tagged('a', '"b"')), '"b"'));
});
