import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { transports } from '../core/address';
import type { MessageEvent, TraceEvent } from './event';
import { blocksOf, type EventBatch, EventBatcher, readBatch } from './event-batch';
import { exchange, localV4, localV6, message, remoteV4, remoteV6, someTime } from './trace.fixture';

/** The batches of some events, as another thread gets them. */
function batchesOf(events: readonly TraceEvent[], writer = new EventBatcher()): readonly EventBatch[] {
  const batches = [...events.map((event) => writer.add(event)), writer.take()];
  return batches.filter((batch) => batch !== undefined).map(copied);
}

function copied(batch: EventBatch): EventBatch {
  return structuredClone(batch, { transfer: blocksOf(batch) });
}

function readAll(batches: readonly EventBatch[]): readonly TraceEvent[] {
  const events: TraceEvent[] = [];
  for (const batch of batches) readBatch(batch, (event) => events.push(event));
  return events;
}

/** All fields, with what follows from the octets. */
const shown = (event: TraceEvent): unknown => (event.kind === 'message' ? { ...event, parsed: event.parsed } : event);

function assertSame(events: readonly TraceEvent[]): void {
  assert.deepEqual(readAll(batchesOf(events)).map(shown), events.map(shown));
}

describe('events in batches', () => {
  it('come out as they went in: messages of every transport, way and address', () => {
    const ends = [
      { local: localV4, remote: remoteV4 },
      { local: localV6, remote: remoteV6 },
    ];
    const events = transports.flatMap((transport) =>
      ends.flatMap((addresses) =>
        (['in', 'out'] as const).map((direction) => message({ transport, direction, ...addresses })),
      ),
    );
    assertSame(events);
  });

  for (const flag of ['truncated', 'addressesUnknown', 'timeUnknown', 'lineEndsUnknown'] as const) {
    it(`come out as they went in: ${flag}`, () => assertSame([message(), message({ [flag]: true }), message()]));
  }

  it('come out as they went in: fields that few messages have', () => {
    assertSame([message({ frame: 1 }), message({ frame: 2, provocation: 'x', late: 3, component: 2 }), message()]);
    for (const one of [{ provocation: 'x' }, { late: 0 }, { component: 1 }]) assertSame([message(one)]);
  });

  it('come out as they went in: numbers, large, broken and none', () => {
    assertSame([
      message({ frame: 2 ** 40, at: someTime, connection: 0, captureFrame: 4_294_967_295 }),
      message({ frame: 1, at: -0.125, connection: 70_000 }),
      message({ captureFrame: 0 }),
      message({ bytes: Buffer.alloc(0) }),
    ]);
  });

  it('keep their order, whatever is no message between them', () => {
    const keepAlive = {
      kind: 'keep-alive',
      at: 3,
      direction: 'in',
      transport: 'udp',
      local: localV4,
      remote: remoteV4,
      bytes: Buffer.from('\r\n\r\n'),
    } as const;
    const note = { kind: 'note', at: 1, note: 'limit-reached', text: 'x', frame: 2 } as const;
    const handshake = {
      kind: 'websocket-handshake',
      at: 1,
      local: localV4,
      remote: remoteV4,
      connection: 3,
      protocols: ['sip'],
    } as const;
    const started = { kind: 'stimulus-started', at: 1, stimulus: 1, operation: 'publish' } as const;
    const ended = { kind: 'stimulus-ended', at: 2, stimulus: 1, outcome: 'done' } as const;
    const [first, second] = [message({ frame: 1 }), message({ frame: 2 })];
    assertSame([keepAlive, note, first, handshake, started, second, ended]);
    const bytes = readAll(batchesOf([keepAlive])).map((event) => event.kind === 'keep-alive' && event.bytes);
    assert.ok(Buffer.isBuffer(bytes[0]));
  });

  it('fill as many batches as they need, and none for nothing', () => {
    const many = exchange(1_500);
    assert.ok(batchesOf(many).length > 3);
    assertSame(many);
    assert.deepEqual(batchesOf([]), []);
    const notes = Array.from({ length: 3_000 }, (_, at) => ({ kind: 'indication', at, what: 'published' }) as const);
    assertSame(notes);
  });

  it('bring along the addresses of their own messages only', () => {
    const batches = batchesOf([message({ local: localV6, remote: remoteV6 }), ...exchange(512)]);
    for (const batch of batches) {
      const ends = readAll([batch]).flatMap((event) => (event.kind === 'message' ? [event.local, event.remote] : []));
      assert.deepEqual(new Set(batch.addresses), new Set(ends));
    }
    assert.ok(batches.length > 1);
  });

  it('may be larger than a batch', () => {
    const huge = message({ transport: 'tcp', bytes: Buffer.alloc(600_000, 'x'), frame: 2 });
    const events = [message({ frame: 1 }), huge, message({ frame: 3 })];
    assertSame(events);
    const read = readAll(batchesOf(events))[1] as MessageEvent;
    assert.ok(Buffer.isBuffer(read.bytes));
  });

  it('hold on to no memory of their batch, which is written again', () => {
    const free: EventBatch[] = [];
    const writer = new EventBatcher(() => free.pop());
    const [first] = batchesOf([message({ frame: 1 })], writer);
    assert.ok(first !== undefined);
    const read = readAll([first]);
    free.push(first);
    const [second] = batchesOf([message({ frame: 2, bytes: Buffer.from('OTHER') })], writer);
    assert.equal(free.length, 0);
    assert.deepEqual(read.map(shown), [message({ frame: 1 })].map(shown));
    assert.deepEqual(readAll(second === undefined ? [] : [second]).length, 1);
  });
});
