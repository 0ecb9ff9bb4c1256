import { strict as assert } from 'node:assert';
import { describe, it } from 'node:test';
import { cellsOf, clip, clipVisible, visible } from './visible';

describe('visible text', () => {
  const cases: readonly (readonly [string, string])[] = [
    ['plain text, "quotes" and ümlauts 漢字', 'plain text, "quotes" and ümlauts 漢字'],
    ['a\r\n\tb', 'a\\r\\n\\tb'],
    ['\0\x1b[31m\x7f', '\\x00\\x1b[31m\\x7f'],
    ['a\u202eb\u200bc\u00a0d\u2028', 'a\\u202eb\\u200bc\\u00a0d\\u2028'],
    ['\ud800 and \u{e0001}', '\\ud800 and \\u{e0001}'],
    ['\u0085', '\\u0085'],
  ];
  for (const [text, shown] of cases) {
    it(`shows ${JSON.stringify(text)}`, () => assert.equal(visible(text), shown));
  }

  it('is cut with an ellipsis and never through a surrogate pair', () => {
    assert.equal(clip('abcdef', 6), 'abcdef');
    assert.equal(clip('abcdef', 4), 'abc…');
    assert.equal(clip('ab😀cdef', 4), 'ab…');
  });
});

describe('a cut through visible text', () => {
  it('never parts an escape or a surrogate pair, wherever it falls', () => {
    const units = ['a', '\\x1b', 'b', '\\u202e', 'c', '\\u{e0001}', 'd', '😀', 'e', '\\r', '\\n', '\\', 'x', 'y'];
    const text = units.join('');
    assert.equal(visible('a\u001bb\u202ec\u{e0001}d😀e\r\n\\xy'), text);
    const whole = new Set(units.map((_, index) => units.slice(0, index).join('')));
    for (let length = 1; length < text.length; length += 1) {
      const cut = clip(text, length);
      assert.ok(cut.length <= length && cut.endsWith('…'));
      assert.ok(whole.has(cut.slice(0, -1)), cut);
    }
  });

  it('gives the same as a cut of the whole, without looking at the whole', () => {
    const text = `a😀\u001b\u202e${'😀\u0000'.repeat(50)}`;
    for (let length = 1; length <= 200; length += 1)
      assert.equal(clipVisible(text, length), clip(visible(text), length));
    const before = process.cpuUsage();
    for (let count = 0; count < 100; count += 1) clipVisible('\u202e'.repeat(1e6), 100);
    const { user, system } = process.cpuUsage(before);
    assert.ok(user + system < 1e6, `${(user + system) / 1_000} ms of processor time`);
  });
});

describe('cells of a message', () => {
  const textOf = (bytes: Buffer) => cellsOf(bytes, { start: 0, end: bytes.length }).map(({ text }) => text);

  it('shows UTF-8 as characters with the octets that they stand for', () => {
    const cells = cellsOf(Buffer.from('é漢😀'), { start: 0, end: 9 });
    assert.deepEqual(
      cells.map(({ text, span }) => [text, span.start, span.end]),
      [
        ['é', 0, 2],
        ['漢', 2, 5],
        ['😀', 5, 9],
      ],
    );
  });

  for (const octets of [
    [0xff],
    [0x80],
    [0xc3],
    [0xc3, 0x28],
    [0xc0, 0x80],
    [0xe2, 0x82],
    [0xed, 0xa0, 0x80],
    [0xf8, 0x88],
    [0xf4, 0x90, 0x80, 0x80],
  ]) {
    it(`shows each octet of ${Buffer.from(octets).toString('hex')} that is no UTF-8 as \\xNN`, () => {
      const shown = textOf(Buffer.from(octets));
      const expected = octets.map((octet) => (octet < 0x80 ? String.fromCharCode(octet) : `\\x${octet.toString(16)}`));
      assert.deepEqual(shown, expected);
    });
  }

  it('keeps a replacement character that was sent as such', () => {
    assert.deepEqual(textOf(Buffer.from('\ufffd')), ['\ufffd']);
  });

  it('covers every octet exactly once, whatever the octets', () => {
    const bytes = Buffer.from(Array.from({ length: 4096 }, (_, index) => (index * 7919 + (index >> 3)) % 256));
    let at = 0;
    for (const { span } of cellsOf(bytes, { start: 0, end: bytes.length })) {
      assert.equal(span.start, at);
      at = span.end;
    }
    assert.equal(at, bytes.length);
  });
});
