import { strict as assert } from 'node:assert';
import { describe, it } from 'node:test';
import { partsOf } from './multipart';

const read = (text: string, boundary = 'b') =>
  partsOf(text, { start: 0, end: text.length }, boundary).map(({ mediaType, body }) => [
    mediaType,
    text.slice(body.start, body.end),
  ]);

describe('partsOf', () => {
  it('gives type and octets of each part, without preamble, epilogue and the last line end', () => {
    const text =
      'pre\r\n--b\r\nContent-Type: A/X;q=1\r\nX: y\r\n\r\none\r\ntwo\r\n--b\r\nc: a/y\r\n\r\n\r\n--b--\r\nepilogue';
    assert.deepEqual(read(text), [
      ['a/x', 'one\r\ntwo'],
      ['a/y', ''],
    ]);
  });

  it('takes a part without Content-Type for text/plain', () => {
    assert.deepEqual(read('--b\r\n\r\nhello\r\n--b--'), [['text/plain', 'hello']]);
  });

  it('sees delimiters at line starts only', () => {
    assert.deepEqual(read('--b\r\n\r\nx --b y\r\n--b--'), [['text/plain', 'x --b y']]);
  });

  it('leaves out a part that is cut off, and takes anything', () => {
    assert.deepEqual(read('--b\r\nContent-Type: a/x\r\n\r\nnever ends'), []);
    for (const text of ['', '--b', '--b\r\n', '--b--', '\n--b\n--b\n--b']) assert.doesNotThrow(() => read(text));
  });
});
