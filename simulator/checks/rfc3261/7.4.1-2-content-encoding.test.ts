import { strict as assert } from 'node:assert';
import { describe, it } from 'node:test';
import { testEntry } from '../entry.fixture';
import { added, compact, failuresOf, outcomesOf, set } from '../row.fixture';
import { publishSubject, subscribeSubject } from '../trace.fixture';
import { contentEncoding } from './7.4.1-2-content-encoding';

const GZIP = Buffer.from('1f8b08000000000002034bcb070021651f8c03000000', 'hex');
const ZLIB = Buffer.from('789c4bcb07000282014564', 'hex');

const coded = (value: string, body?: Buffer | string) =>
  publishSubject({ ...(body !== undefined && { body }), ...added(['Content-Encoding', value]) });

describe('RFC3261-7.4.1-2 Content-Encoding', () => {
  testEntry(contentEncoding, 'it is there exactly when the body is coded', {
    violation: { seen: coded('gzip'), at: 'Content-Encoding: gzip' },
    legal: {
      'Content-Encoding: identity is redundant but harmless (info)': { seen: coded('identity') },
      "compact 'e'": {
        seen: publishSubject({ body: GZIP, add: [['Content-Encoding', 'gzip']], ...compact() }),
      },
    },
    inapplicable: {
      'one with a control character': { seen: coded('gzip\u0001') },
      'a request without a body': { seen: subscribeSubject(added(['Content-Encoding', 'gzip'])) },
    },
  });

  it('passes a body without it, and one coded as it says', () => {
    for (const subject of [publishSubject(), coded('GZIP', GZIP), coded('x-gzip', GZIP), coded('deflate', ZLIB)])
      assert.deepEqual(outcomesOf(contentEncoding, subject), ['pass']);
    assert.deepEqual(outcomesOf(contentEncoding, coded('deflate, gzip', GZIP)), ['pass']);
    assert.deepEqual(outcomesOf(contentEncoding, coded('gzip, identity', GZIP)), ['pass']);
    assert.deepEqual(outcomesOf(contentEncoding, coded('identity')), ['info']);
  });

  it('fails a coded body without it, and points at its first octets', () => {
    assert.deepEqual(failuresOf(contentEncoding, publishSubject({ body: GZIP })), ['\x1f\x8b']);
    assert.deepEqual(failuresOf(contentEncoding, publishSubject({ body: ZLIB })), ['\x78\x9c']);
    for (const start of ['7801', '78da'])
      assert.deepEqual(outcomesOf(contentEncoding, publishSubject({ body: Buffer.from(start, 'hex') })), ['fail']);
  });

  it('passes octets that are what the media type says, and text that starts like them', () => {
    for (const type of ['application/gzip', 'application/octet-stream', 'multipart/mixed;boundary=x'])
      assert.deepEqual(outcomesOf(contentEncoding, publishSubject({ body: GZIP, ...set(['Content-Type', type]) })), [
        'pass',
      ]);
    for (const body of ['x^2', 'x', Buffer.from('789d00', 'hex'), Buffer.from('1f', 'hex'), Buffer.from('799c', 'hex')])
      assert.deepEqual(outcomesOf(contentEncoding, publishSubject({ body })), ['pass']);
    assert.deepEqual(outcomesOf(contentEncoding, publishSubject({ body: GZIP, without: ['Content-Type'] })), []);
  });

  it('fails what is coded in another way, or not at all', () => {
    for (const subject of [
      coded('gzip', ZLIB),
      coded('deflate'),
      coded('br'),
      coded('x-own', 'hello'),
      coded('gzip, br'),
    ])
      assert.deepEqual(outcomesOf(contentEncoding, subject), ['fail']);
    assert.deepEqual(failuresOf(contentEncoding, coded('')), ['']);
  });

  it('cannot decide a coding that it does not know', () => {
    assert.deepEqual(outcomesOf(contentEncoding, coded('br', GZIP)), ['inconc']);
    assert.deepEqual(outcomesOf(contentEncoding, coded('deflate', Buffer.from('4bcb0700', 'hex'))), ['inconc']);
  });
});
