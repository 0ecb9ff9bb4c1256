import { strict as assert } from 'node:assert';
import { describe, it } from 'node:test';
import { testEntry } from '../entry.fixture';
import { added, failuresOf, outcomesOf } from '../row.fixture';
import { publishSubject } from '../trace.fixture';
import { noChunks } from './7.4.2-1-no-chunks';

const PART =
  '--x\r\nContent-Type: text/plain\r\nContent-Transfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n0\r\n\r\n--x--\r\n';

describe('RFC3261-7.4.2-1 chunked transfer coding', () => {
  testEntry(noChunks, 'it is not used', {
    violation: { seen: publishSubject(added(['Transfer-Encoding', 'chunked'])), at: 'Transfer-Encoding: chunked' },
    legal: { 'Content-Transfer-Encoding inside MIME body parts': { seen: publishSubject({ body: PART }) } },
  });

  for (const value of ['gzip, Chunked', 'chunked;x=1']) {
    it(`fails ${value}`, () => {
      const subject = publishSubject(added(['Transfer-Encoding', value]));
      assert.deepEqual(failuresOf(noChunks, subject), [`Transfer-Encoding: ${value}`]);
    });
  }

  it('fails a body in chunks of which no header field speaks', () => {
    const body = '5\r\nhello\r\nA;x=y\r\n0123456789\r\n0\r\n\r\n';
    assert.deepEqual(failuresOf(noChunks, publishSubject({ body })), ['5']);
  });

  it('passes other codings, other header fields and bodies that only start like chunks', () => {
    assert.deepEqual(outcomesOf(noChunks, publishSubject(added(['Transfer-Encoding', 'x-chunked']))), ['pass']);
    assert.deepEqual(outcomesOf(noChunks, publishSubject(added(['Content-Transfer-Encoding', 'chunked']))), ['pass']);
    for (const body of [
      '5\r\nhello\r\n',
      '5\r\nhello world\r\n0\r\n\r\n',
      'a=b\r\n',
      '0123',
      '',
      '0\r\nx',
      '5\r\nhelloXX0\r\n\r\n',
      'FF\r\nhello\r\n',
    ])
      assert.deepEqual(outcomesOf(noChunks, publishSubject({ body })), ['pass'], JSON.stringify(body));
  });
});
