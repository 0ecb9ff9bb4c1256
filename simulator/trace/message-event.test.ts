import { strict as assert } from 'node:assert';
import { describe, it } from 'node:test';
import type { ParseResult } from '../sip/message';
import { publishBytes } from '../sip/message.fixture';
import { parseMessage } from '../sip/parse';
import { keptEvent, messageEvent, restEvent } from './message-event';
import { localV4, message, remoteV4, someTime } from './trace.fixture';

describe('messageEvent', () => {
  const fields = {
    frame: 1,
    at: someTime,
    direction: 'in',
    transport: 'udp',
    local: localV4,
    remote: remoteV4,
  } as const;

  it('parses when it is first asked, and once', () => {
    let calls = 0;
    const parse = (bytes: Buffer): ParseResult => {
      calls += 1;
      return parseMessage(bytes);
    };
    const event = messageEvent({ ...fields, bytes: publishBytes() }, parse);
    assert.equal(calls, 0);
    const { parsed } = event;
    assert.equal(event.parsed, parsed);
    assert.equal(calls, 1);
    assert.equal(parsed.ok && parsed.message.start.kind === 'request' && parsed.message.start.method, 'PUBLISH');
  });

  it('has a connection only where it is given', () => {
    assert.equal('connection' in message(), false);
    assert.equal(message({ connection: 3, transport: 'tcp' }).connection, 3);
  });

  it('says that it was cut, and its packet, only where that is given', () => {
    assert.deepEqual(
      Object.keys(message()),
      Object.keys(message({ connection: 1 })).filter((key) => key !== 'connection'),
    );
    const event = message({ truncated: true, captureFrame: 7 });
    assert.deepEqual([event.truncated, event.captureFrame], [true, 7]);
    assert.deepEqual(['truncated' in message(), 'captureFrame' in message()], [false, false]);
  });

  it('reads a message of a stream as one', () => {
    const bytes = publishBytes({ without: ['Content-Length'] });
    for (const transport of ['tcp', 'tls'] as const) {
      assert.deepEqual(message({ transport, bytes }).parsed, parseMessage(bytes, { stream: true }));
    }
    for (const transport of ['udp', 'ws', 'wss'] as const) {
      assert.deepEqual(message({ transport, bytes }).parsed, parseMessage(bytes));
    }
  });

  it('takes a WebSocket message that is longer than any datagram', () => {
    const bytes = publishBytes({ body: Buffer.alloc(70_000, 'x') });
    assert.equal(message({ transport: 'ws', bytes }).parsed.ok, true);
    assert.equal(message({ transport: 'udp', bytes }).parsed.ok, false);
  });

  it('is kept with octets of its own, and reads them again when it is asked', () => {
    const chunk = Buffer.concat([publishBytes(), Buffer.alloc(1_000)]);
    const bytes = chunk.subarray(0, publishBytes().length);
    const event = message({ bytes, connection: 3, captureFrame: 7, truncated: true });
    const parsed = event.parsed;
    const kept = keptEvent(event);
    chunk.fill(0);
    assert.deepEqual(kept.bytes, publishBytes());
    assert.deepEqual(kept.parsed, parseMessage(publishBytes()));
    assert.notEqual(kept.parsed, parsed);
    assert.deepEqual([kept.connection, kept.captureFrame, kept.truncated, kept.kind], [3, 7, true, 'message']);
    assert.deepEqual(Object.keys(kept), Object.keys(event));
    assert.equal(keptEvent(event), kept);
  });

  it('rests with octets of its own, and reads them again when it is asked', () => {
    const chunk = Buffer.concat([publishBytes(), Buffer.alloc(1_000)]);
    const event = message({ bytes: chunk.subarray(0, publishBytes().length) });
    const others = Array.from({ length: 100 }, () => message({ bytes: publishBytes() }));
    const { parsed } = event;
    for (const [index, one] of [event, ...others].entries()) {
      assert.ok(one.parsed.ok);
      restEvent(one, index % 2 === 0);
    }
    chunk.fill(0);
    assert.deepEqual(event.bytes, publishBytes());
    assert.notEqual(event.parsed, parsed);
    assert.equal(event.parsed, event.parsed);
    for (const one of [event, ...others]) assert.deepEqual(one.parsed, parseMessage(publishBytes()));
  });

  it('rests beside others that are kept as long as it is', () => {
    const memoryOf = (isForLong: boolean) => {
      const event = message({ bytes: publishBytes() });
      assert.ok(event.parsed.ok);
      restEvent(event, isForLong);
      return event.bytes.buffer;
    };
    const places = Array.from({ length: 10 }, (_, index) => memoryOf(index % 2 === 0));
    const [lasting, passing] = [
      places.filter((_, index) => index % 2 === 0),
      places.filter((_, index) => index % 2 > 0),
    ];
    assert.ok(passing.every((place) => !lasting.includes(place)));
    assert.ok(new Set(places).size <= 4);
  });

  it('is not read when it was read before', () => {
    const parsed = parseMessage(publishBytes());
    const unused = () => assert.fail('read again');
    assert.equal(messageEvent(message(), unused, parsed).parsed, parsed);
  });
});
