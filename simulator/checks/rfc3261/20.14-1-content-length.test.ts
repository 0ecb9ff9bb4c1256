import { strict as assert } from 'node:assert';
import { describe, it } from 'node:test';
import { testEntry } from '../entry.fixture';
import { added, compact, failuresOf, outcomesOf, set, truncatedSubject } from '../row.fixture';
import { answerOf, publishSubject, subscribeSubject } from '../trace.fixture';
import { singleRows } from './7.3.1-2-single-rows';
import { contentLength } from './20.14-1-content-length';
import { emptyBody } from './20.14-3-empty-body';

const length = (value: string, rest?: Parameters<typeof publishSubject>[1]) =>
  publishSubject(set(['Content-Length', value]), rest);
const over = (transport: 'tcp' | 'tls' | 'ws' | 'udp') => ({ event: { transport } });

describe('RFC3261-20.14-1 Content-Length', () => {
  testEntry(contentLength, 'is the number of octets of the body', {
    violation: {
      seen: publishSubject({ body: 'a'.repeat(602), ...set(['Content-Length', '600']) }, over('tcp')),
      at: '600',
    },
    legal: {
      "compact 'l'": { seen: publishSubject(compact()) },
      'leading zeros': { seen: length('000600') },
      'Content-Length absent on UDP and WebSocket': {
        seen: publishSubject({ without: ['Content-Length'] }, over('ws')),
      },
    },
    inapplicable: { 'a message without it': { seen: publishSubject({ without: ['Content-Length'] }) } },
  });

  for (const value of ['601', '-1', 'x', '', '600.0', '99999999999999999999']) {
    it(`fails ${value} for a body of 600 octets`, () => {
      assert.deepEqual(failuresOf(contentLength, length(value)), [value]);
      assert.deepEqual(failuresOf(contentLength, length(value, over('ws'))), [value]);
    });
  }

  it('only warns of octets behind the announced ones in a datagram', () => {
    assert.deepEqual(outcomesOf(contentLength, length('598')), ['warn']);
    assert.deepEqual(outcomesOf(contentLength, length('598', over('tls'))), ['fail']);
  });

  it('fails two rows that differ, and leaves two that do not to RFC3261-7.3.1-2', () => {
    assert.deepEqual(failuresOf(contentLength, publishSubject(added(['l', '599']))), ['l: 599']);
    const same = publishSubject(added(['l', '600']));
    assert.deepEqual([outcomesOf(contentLength, same), outcomesOf(singleRows, same)], [['pass'], ['fail']]);
  });

  it('leaves a number without any body to RFC3261-20.14-3', () => {
    const subject = subscribeSubject(set(['Content-Length', '2']));
    assert.deepEqual([outcomesOf(contentLength, subject), outcomesOf(emptyBody, subject)], [['pass'], ['fail']]);
  });

  it('looks at responses', () => {
    assert.deepEqual(outcomesOf(contentLength, answerOf({ body: 'x', ...set(['Content-Length', '3']) })), ['fail']);
    assert.deepEqual(outcomesOf(contentLength, answerOf()), ['pass']);
  });

  it('says nothing of octets that the capture cut off, and fails what is no number all the same', () => {
    assert.deepEqual(outcomesOf(contentLength, truncatedSubject('\r\n\r\n', 10)), []);
    assert.deepEqual(outcomesOf(contentLength, truncatedSubject('\r\n\r\n')), []);
    assert.deepEqual(outcomesOf(contentLength, truncatedSubject('Content-Length: 6')), []);
    const broken = truncatedSubject('\r\n\r\n', 10, set(['Content-Length', '-600']));
    assert.deepEqual(outcomesOf(contentLength, broken), ['fail']);
  });
});
