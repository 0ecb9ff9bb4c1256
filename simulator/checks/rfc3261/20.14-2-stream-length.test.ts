import { strict as assert } from 'node:assert';
import { describe, it } from 'node:test';
import { testEntry } from '../entry.fixture';
import { failuresOf, outcomesOf, replaced } from '../row.fixture';
import { answerOf, publishSubject } from '../trace.fixture';
import { streamLength } from './20.14-2-stream-length';

const without = { without: ['Content-Length'] };
const over = (transport: 'tcp' | 'tls' | 'ws' | 'udp') => ({ event: { transport } });

describe('RFC3261-20.14-2 Content-Length on a stream', () => {
  testEntry(streamLength, 'is there', {
    violation: { seen: publishSubject(without, over('tcp')), at: '' },
    legal: {
      'absent on UDP (should be there) and on WebSocket (not needed)': { seen: publishSubject(without, over('ws')) },
    },
    inapplicable: {
      'a datagram': { seen: publishSubject(without) },
      'a WebSocket message': { seen: publishSubject(without, over('ws')) },
      'a row without a colon': { seen: publishSubject(replaced('Content-Length:', 'Content-Length'), over('tcp')) },
    },
  });

  it('says that it is missing, over TLS and in responses too', () => {
    const [seen] = streamLength.judge(publishSubject(without, over('tls')), {} as never);
    assert.deepEqual([seen?.outcome, seen?.actual], ['fail', 'missing']);
    assert.equal(failuresOf(streamLength, answerOf(without, over('tcp'))).length, 1);
    assert.deepEqual(outcomesOf(streamLength, answerOf({}, over('tcp'))), ['pass']);
  });

  it('passes what has it', () => assert.deepEqual(outcomesOf(streamLength, publishSubject({}, over('tcp'))), ['pass']));

  it('says nothing of a message that was cut off in its header part', () => {
    const raw = (text: string) => text.slice(0, 100);
    const cut = publishSubject({ raw }, { event: { transport: 'tcp', truncated: true } });
    assert.deepEqual(outcomesOf(streamLength, cut), []);
  });
});
