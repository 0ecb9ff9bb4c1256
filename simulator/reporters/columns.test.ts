import { strict as assert } from 'node:assert';
import { describe, it } from 'node:test';
import { columnsOf, fit, wrap } from './columns';

describe('columns of a terminal', () => {
  it('counts wide characters twice and combining ones not at all', () => {
    assert.equal(columnsOf('abc'), 3);
    assert.equal(columnsOf('漢字'), 4);
    assert.equal(columnsOf('e\u0301😀'), 3);
  });

  it('cuts text to what fits', () => {
    assert.equal(fit('abcdef', 6), 'abcdef');
    assert.equal(fit('abcdef', 5), 'abcd…');
    assert.equal(fit('漢字漢字', 4), '漢…');
    assert.equal(fit('abc', 0), '');
  });

  it('parts no escape and no pair of surrogates', () => {
    assert.equal(fit('ab\\x1bcd', 5), 'ab…');
    assert.equal(fit('ab\\x1bcd', 7), 'ab\\x1b…');
    assert.deepEqual(wrap('abc\\u202edef', 8), ['abc', '\\u202ede', 'f']);
    assert.deepEqual(wrap('\\u202e😀', 1), ['\\u202e', '😀']);
  });

  it('wraps at blanks, breaks what is longer than a line, loses nothing', () => {
    assert.deepEqual(wrap('one two three', 8), ['one two', 'three']);
    assert.deepEqual(wrap('a bcdefghijk l', 4), ['a', 'bcde', 'fghi', 'jk l']);
    assert.deepEqual(wrap('', 4), ['']);
  });
});
