import { strict as assert } from 'node:assert';
import { describe, it } from 'node:test';
import { columnsOf } from './columns';
import { excerptOf } from './excerpt';
import { listMessage } from './message-lines';
import { publishText } from './messages.fixture';

const message = Buffer.from(publishText);

function spanOf(bytes: Buffer, text: string) {
  const start = bytes.indexOf(text);
  return { start, end: start + Buffer.byteLength(text) };
}

describe('excerpt of a message', () => {
  it('shows the line before and the marked line with carets under the octets', () => {
    const { lines, moreLines } = excerptOf(message, spanOf(message, '3600'), 80);
    assert.deepEqual(lines, [
      { number: 8, text: 'Event: service-settings', carets: '' },
      { number: 9, text: 'Expires: 3600', carets: '         ^^^^' },
    ]);
    assert.equal(moreLines, 0);
  });

  it('keeps the marked octets in sight when a line is too long, and stays within the columns', () => {
    const bytes = Buffer.from(`A: ${'x'.repeat(500)}here${'y'.repeat(500)}\r\n\r\n`);
    for (const columns of [20, 40, 80]) {
      const [line] = excerptOf(bytes, spanOf(bytes, 'here'), columns).lines;
      assert.ok(line !== undefined && columnsOf(line.text) <= columns);
      assert.equal(line.text.slice(line.carets.indexOf('^'), line.carets.lastIndexOf('^') + 1), 'here');
      assert.ok(line.text.startsWith('…') && line.text.endsWith('…'));
    }
  });

  it('puts the carets right behind wide, combining and escaped characters', () => {
    const bytes = Buffer.from('A: 漢\u202ee\u0301 here\r\n\r\n');
    const [line] = excerptOf(bytes, spanOf(bytes, 'here'), 80).lines;
    assert.equal(line?.text, 'A: 漢\\u202ee\u0301 here');
    assert.equal(line?.carets, `${' '.repeat(3 + 2 + 6 + 1 + 1)}^^^^`);
  });

  it('counts the marked lines that it leaves out', () => {
    const { lines, moreLines } = excerptOf(message, { start: message.indexOf('<?xml'), end: message.length }, 80);
    assert.equal(lines.length, 5);
    assert.equal(moreLines, 6);
  });

  it('shows the start line when the whole message or nothing is marked', () => {
    for (const span of [undefined, { start: 0, end: message.length }]) {
      const { lines } = excerptOf(message, span, 80);
      assert.deepEqual(lines, [{ number: 1, text: 'PUBLISH sip:alice@example.com SIP/2.0', carets: '' }]);
    }
  });

  it('marks the octet at an empty span, also at the very end', () => {
    const bytes = Buffer.from('OPTIONS sip:a SIP/2.0\r\nA: b');
    assert.equal(excerptOf(bytes, { start: 23, end: 23 }, 80).lines.at(-1)?.carets, '^');
    assert.equal(excerptOf(bytes, { start: 27, end: 27 }, 80).lines.at(-1)?.carets, '   ^');
    assert.deepEqual(excerptOf(Buffer.alloc(0), { start: 0, end: 0 }, 80).lines, []);
  });
});

describe('lines of a message', () => {
  const shown = (text: string, start: number, end: number) =>
    listMessage(Buffer.from(text), { start, end }).lines.map((line) => line.cells.map((cell) => cell.text).join(''));

  it('shows a bare LF or CR among the header fields, and usual line ends not', () => {
    assert.deepEqual(shown('A: 1\nB: 2\r3\r\n\r\nx\ny', 0, 1), ['A: 1\\n', 'B: 2\\r3', '', 'x', 'y']);
  });

  it('shows a line end that is itself marked', () => {
    assert.deepEqual(shown('A: 1\r\nB: 2\r\n\r\n', 4, 6), ['A: 1\\r\\n', 'B: 2', '']);
    assert.deepEqual(shown('A: 1\r\nB: 2\r\n\r\n', 0, 6), ['A: 1', 'B: 2', '']);
  });

  it('shortens around the mark, keeps the line numbers, and accounts for every octet', () => {
    const bytes = Buffer.from(`A: 1\r\n${'B: é\r\n'.repeat(9000)}C: here\r\n\r\n`);
    const { lines, before, after } = listMessage(bytes, spanOf(bytes, 'here'), 16_384);
    assert.equal(lines.find((line) => line.isMarked)?.number, 9002);
    const octets = lines.flatMap((line) => line.cells).filter((cell) => cell.escaped);
    assert.deepEqual(octets, [], 'no character is cut in two');
    assert.ok(before > 0 && after >= 0 && bytes.length - before - after <= 16_384 + 3);
  });
});
