import { strict as assert } from 'node:assert';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { LogLines } from './log-lines';

function linesOf(text: string, size = text.length, isTextMode = false): readonly (readonly [string, string])[] {
  const lines = new LogLines(isTextMode);
  const octets = Buffer.from(text, 'latin1');
  const found = [];
  for (let at = 0; at < octets.length; at += Math.max(size, 1))
    found.push(...lines.push(octets.subarray(at, at + size)));
  return [...found, ...lines.end()].map(({ text: row, end }) => [row, end]);
}

describe('LogLines', () => {
  it('tells CR LF from LF, and leaves a bare CR where it is', () => {
    assert.deepEqual(linesOf('a\r\nb\nc\rd\r\r\n\nlast\r'), [
      ['a', '\r\n'],
      ['b', '\n'],
      ['c\rd\r', '\r\n'],
      ['', '\n'],
      ['last\r', ''],
    ]);
  });

  it('keeps every octet', () => {
    const octets = String.fromCharCode(...Array.from({ length: 256 }, (_, octet) => octet));
    assert.equal(linesOf(octets).flat().join(''), octets);
  });

  it('undoes what a program on Windows does to line ends', () => {
    assert.deepEqual(linesOf('log\r\nSIP\r\r\n', 3, true), [
      ['log', '\n'],
      ['SIP', '\r\n'],
    ]);
  });

  it('gives the same lines for chunks of any size', () => {
    const text = fc.array(fc.constantFrom('\r', '\n', 'a', 'bc')).map((all) => all.join(''));
    fc.assert(
      fc.property(text, fc.integer({ min: 1, max: 9 }), (any, size) =>
        assert.deepEqual(linesOf(any, size), linesOf(any)),
      ),
    );
  });

  it('does not keep a line that never ends', () => {
    const lines = new LogLines();
    const found = Array.from({ length: 40 }, () => lines.push(Buffer.alloc(100_000, 'x'))).flat();
    assert.equal(found.length, 1);
    assert.equal(found[0]?.end, '');
  });
});
