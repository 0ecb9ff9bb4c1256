import { strict as assert } from 'node:assert';
import { describe, it } from 'node:test';
import { textDefect } from './header-text';

function defect(text: string): readonly [string, number] | undefined {
  const found = textDefect(text, 0, text.length);
  return found && [found.rule, found.span.start];
}

describe('textDefect', () => {
  const legal: readonly (readonly [what: string, text: string])[] = [
    ['printable characters, tabs and folds', 'a\tb\r\n c'],
    [
      'UTF-8 of two to six octets',
      '\xc3\xa9 \xe2\x82\xac \xf0\x9f\x98\x80 \xf8\x80\x80\x80\x80 \xfc\x80\x80\x80\x80\x80',
    ],
    ['stray continuation octets, which extension header fields may have', 'a\x80b'],
    ['an escaped control character in a quoted string', '"\\\x07"'],
    ['an escaped control character in a comment', '(a (b) \\\x07)'],
    ['an escaped quote before one', '"\\"\\\x07"'],
    ['a quote in a comment, which opens nothing', '(") (\\\x07)'],
    ['a bracket in a quoted string, which opens nothing', '"(" "\\\x07"'],
  ];
  for (const [what, text] of legal) {
    it(`allows ${what}`, () => assert.equal(defect(text), undefined));
  }

  const illegal: readonly (readonly [what: string, text: string, rule: string, at: number])[] = [
    ['NUL', 'a\0', 'header-value', 1],
    ['DEL', 'a\x7f', 'header-value', 1],
    ['an escape outside quotes', 'a\\\x07', 'header-value', 2],
    ['an escape behind a quoted string', '"a" \\\x07', 'header-value', 5],
    ['an escape behind a comment', '(a) \\\x07', 'header-value', 5],
    ['an escape behind a comment with a quote in it', '(") \\\x07', 'header-value', 5],
    ['an escape behind a quoted bracket', '"(" \\\x07', 'header-value', 5],
    ['a first octet without the others', 'a\xe9t', 'UTF8-NONASCII', 1],
    ['a first octet at the end', 'a\xc3', 'UTF8-NONASCII', 1],
    ['a character cut short', '\xe2\x82x', 'UTF8-NONASCII', 0],
    ['an octet that UTF-8 never has', '\xfe', 'UTF8-NONASCII', 0],
  ];
  for (const [what, text, rule, at] of illegal) {
    it(`reports ${what}`, () => assert.deepEqual(defect(text), [rule, at]));
  }

  it('points at one octet and names it', () => {
    const found = textDefect('a\x1bb', 0, 3);
    assert.deepEqual(found?.span, { start: 1, end: 2 });
    assert.match(found?.message ?? '', /0x1B/);
  });
});
