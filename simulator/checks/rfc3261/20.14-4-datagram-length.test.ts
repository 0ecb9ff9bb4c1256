import { strict as assert } from 'node:assert';
import { describe, it } from 'node:test';
import { testEntry } from '../entry.fixture';
import { compact, outcomesOf, replaced, truncatedSubject } from '../row.fixture';
import { answerOf, publishSubject } from '../trace.fixture';
import { datagramLength } from './20.14-4-datagram-length';

const without = { without: ['Content-Length'] };

describe('RFC3261-20.14-4 Content-Length over UDP', () => {
  testEntry(datagramLength, 'is there as well', {
    violation: { seen: publishSubject(without), at: 'PUBLISH sip:alice@example.com SIP/2.0' },
    legal: { "compact 'l'": { seen: publishSubject(compact()) } },
    inapplicable: {
      'a stream': { seen: publishSubject(without, { event: { transport: 'tcp' } }) },
      'a WebSocket message': { seen: publishSubject(without, { event: { transport: 'ws' } }) },
      'a row without a colon': { seen: publishSubject(replaced('Content-Length:', 'Content-Length')) },
      'a message that was cut off in its header part': { seen: truncatedSubject('Event: ') },
    },
  });

  it('looks at responses', () => {
    assert.deepEqual(outcomesOf(datagramLength, answerOf(without)), ['fail']);
    assert.deepEqual(outcomesOf(datagramLength, answerOf()), ['pass']);
  });
});
