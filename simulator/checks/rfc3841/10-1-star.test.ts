import { strict as assert } from 'node:assert';
import { describe, it } from 'node:test';
import { failureAt, outcomes } from '../assertions.fixture';
import { testEntry } from '../entry.fixture';
import { publishSubject, subscribeSubject } from '../trace.fixture';
import { preferenceSyntax } from './10-1-star';

const rows = (...add: (readonly [string, string])[]) => publishSubject({ without: ['Accept-Contact'], add });
const accepting = (...values: string[]) => rows(...values.map((value) => ['Accept-Contact', value] as const));

testEntry(preferenceSyntax, 'each value starts with "*"', {
  violation: { seen: accepting('<sip:im@example.com>;+g.oma.sip-im'), at: '<sip:im@example.com>;+g.oma.sip-im' },
  legal: {
    "compact 'a' and 'j'": { seen: rows(['a', '*;require'], ['j', '*;video']) },
    '* alone (no parameters)': { seen: accepting('*') },
    'blanks around star and semicolons': { seen: accepting('  * ; +g.oma.sip-im ;\r\n require') },
    'several values in one row or several rows': { seen: accepting('*;a, *;b', '*') },
  },
  inapplicable: { 'a request without caller preferences': { seen: subscribeSubject() } },
});

describe('RFC3841-10-1', () => {
  const broken: readonly (readonly [string, string])[] = [
    ['+g.oma.sip-im;require', '+g.oma.sip-im;require'],
    ['*+g.oma.sip-im;require', '*+g.oma.sip-im;require'],
    [';require', ';require'],
    ['', ''],
    ['*;a, ', '*;a,'],
    ['* require', '* require'],
    ['*;=', '*;='],
    ['*;a="b', '*;a="b'],
    ['*;a, b;c, *', 'b;c'],
  ];
  for (const [value, at] of broken) {
    it(`fails "${value}" and points at it`, () => assert.equal(failureAt(preferenceSyntax, accepting(value)), at));
  }
  it('fails Reject-Contact in the same way', () => {
    assert.equal(failureAt(preferenceSyntax, rows(['Reject-Contact', 'video'])), 'video');
  });
  it('fails what the parser found in a value, and only once', () => {
    for (const value of ['*;a="\u0001"', '*;\u0001']) {
      assert.equal(failureAt(preferenceSyntax, accepting(value)), '\u0001');
      assert.deepEqual(outcomes(preferenceSyntax, accepting(value)), ['fail']);
    }
  });
  it('fails every bad value of several rows', () => {
    assert.deepEqual(outcomes(preferenceSyntax, accepting('a, b', '=')), ['fail', 'fail', 'fail']);
  });
});
