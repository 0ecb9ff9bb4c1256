import { strict as assert } from 'node:assert';
import { describe, it } from 'node:test';
import { LogBody, type Reading } from './log-body';

/** The body that is found in lines of a log without CR. */
function found(
  lines: readonly string[],
  lengths: readonly number[],
  readings: readonly Reading[] = ['as-is', 'crlf'],
): string {
  const body = new LogBody(lengths, readings);
  for (const text of lines) body.add({ text, end: '\n' });
  const { text, isDoubtful } = body.found(false);
  return isDoubtful ? `doubtful ${text}` : text;
}

describe('LogBody', () => {
  const lines = ['<a>', '<b/>', '</a>'];

  it('ends where Content-Length says, behind a line or behind its line end', () => {
    assert.equal(found(lines, [13]), '<a>\n<b/>\n</a>');
    assert.equal(found(lines, [14]), '<a>\n<b/>\n</a>\n');
  });

  it('is of CR LF where that fits', () => {
    assert.equal(found([...lines, '', 'noise'], [15]), '<a>\r\n<b/>\r\n</a>');
    assert.equal(found([...lines, '', 'noise'], [17]), '<a>\r\n<b/>\r\n</a>\r\n');
  });

  it('is of LF where a file was rewritten with CR LF', () => {
    const body = new LogBody([13], ['as-is', 'lf']);
    for (const text of lines) body.add({ text, end: '\r\n' });
    assert.equal(body.found(true).text, '<a>\n<b/>\n</a>');
  });

  it('takes in text where both readings fit, and leaves empty lines to the log', () => {
    // Behind the empty line CR LF would fit as well: 6 octets and two of CR LF against 6, two of LF, and two more.
    assert.equal(found(['abcd', 'ef', 'g', '', 'x'], [10]), 'abcd\nef\ng\n');
    assert.equal(found(['abcd', 'ef', '', ''], [10]), 'abcd\r\nef\r\n');
  });

  it('goes by the first length that fits', () => {
    assert.equal(found(lines, [99, 13]), '<a>\n<b/>\n</a>');
    assert.equal(found(lines, [13, 4]), '<a>\n<b/>\n</a>');
  });

  it('is doubtful where nothing fits', () => {
    assert.equal(found(lines, [12]), 'doubtful <a>\n<b/>\n</a>');
    assert.equal(found(lines, [99]), 'doubtful <a>\n<b/>\n</a>');
  });

  it('is full when no more lines can change it', () => {
    const body = new LogBody([4], ['as-is']);
    assert.equal(body.isFull(true), false);
    body.add({ text: 'abc', end: '\n' });
    assert.ok(body.isFull(true) && body.mayEnd);
  });

  it('waits for surplus where a log shows the octets, but not for ever', () => {
    const body = new LogBody([2], ['as-is']);
    body.add({ text: 'abc', end: '\r\n' });
    assert.ok(!body.isFull(true) && body.isFull(false));
    for (let index = 0; index < 1001; index += 1) body.add({ text: 'more', end: '\r\n' });
    assert.ok(body.isFull(true));
  });
});
