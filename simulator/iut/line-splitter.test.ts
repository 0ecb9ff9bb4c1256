import { strict as assert } from 'node:assert';
import { describe, it } from 'node:test';
import { type Line, LineSplitter } from './line-splitter';

function split(...chunks: readonly (string | Buffer)[]): Line[] {
  const lines: Line[] = [];
  const splitter = new LineSplitter((line) => lines.push(line));
  for (const chunk of chunks) splitter.push(Buffer.from(chunk));
  splitter.end();
  return lines;
}
const texts = (lines: readonly Line[]) => lines.map(({ text }) => text);

describe('cutting output into lines', () => {
  it('takes LF and CR LF, empty lines, and a last line without an end', () => {
    assert.deepEqual(texts(split('a\r\nb\n\nc')), ['a', 'b', '', 'c']);
    assert.deepEqual(texts(split('a\n')), ['a']);
    assert.deepEqual(texts(split('')), []);
  });

  it('gives the same lines wherever the output is split, also within a character', () => {
    const text = Buffer.from('zürich\r\n{"event":"done"}\n');
    for (let at = 0; at <= text.length; at++) {
      assert.deepEqual(texts(split(text.subarray(0, at), text.subarray(at))), ['zürich', '{"event":"done"}']);
    }
  });

  it('keeps 8 KiB of a line and says that it is cut', () => {
    const [exact, long, after] = split(`${'x'.repeat(8192)}\n${'y'.repeat(5000)}`, 'y'.repeat(5000), '\nz\n');
    assert.deepEqual([exact?.text.length, exact?.isCut], [8192, false]);
    assert.deepEqual([long?.text, long?.isCut], ['y'.repeat(8192), true]);
    assert.deepEqual(after, { text: 'z', isCut: false });
  });
});
