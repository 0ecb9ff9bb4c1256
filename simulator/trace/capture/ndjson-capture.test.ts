import { strict as assert } from 'node:assert';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import type { TraceEvent } from '../event';
import { encodeEvent, encodeHeader } from '../ndjson';
import { exchange, message, remoteV4 } from '../trace.fixture';
import type { Captured } from './captured';
import { NdjsonCapture } from './ndjson-capture';
import { openCapture } from './open-capture';

const events: readonly TraceEvent[] = [
  { kind: 'stimulus-started', at: 1, stimulus: 1, operation: 'publish' },
  ...exchange(2),
  message({
    frame: 9,
    bytes: Buffer.from('MESSAGE sip:ü SIP/2.0\r\n\u2028\r\n'),
    timeUnknown: true,
    addressesUnknown: true,
  }),
  message({ frame: 10, lineEndsUnknown: true, truncated: true, captureFrame: 77 }),
  { kind: 'note', at: 5, note: 'keep-alive', text: 'a ping', remote: remoteV4 },
  { kind: 'stimulus-ended', at: 6, stimulus: 1, outcome: 'done' },
];
const context = { imAddress: 'sip:alice@example.com' };
const trace = `${[encodeHeader(context), ...events.map(encodeEvent)].join('\n')}\n`;

function read(file: string, cuts: readonly number[] = []): { reader: NdjsonCapture; found: readonly Captured[] } {
  const octets = Buffer.from(file);
  const reader = openCapture(octets);
  assert.ok(reader instanceof NdjsonCapture);
  const places = [0, ...cuts.map((cut) => Math.min(cut, octets.length)).sort((a, b) => a - b), octets.length];
  const found = places.flatMap((place, index) => [
    ...reader.push(octets.subarray(place, places[index + 1] ?? octets.length)),
  ]);
  return { reader, found: [...found, ...reader.end()] };
}

/** Rows and what they say; `parsed` is made when somebody asks. */
function rows(found: readonly Captured[]): readonly string[] {
  return found.map((captured) => (captured.kind === 'trace-event' ? encodeEvent(captured.event) : captured.kind));
}

describe('the trace of an earlier run', () => {
  it('gives its events as they were recorded, and what its header says', () => {
    const { reader, found } = read(trace);
    assert.deepEqual(rows(found), events.map(encodeEvent));
    assert.deepEqual(reader.context, context);
    assert.deepEqual({ ...reader.counts }, { packets: events.length, messages: 6, notSip: 0, unreadable: {} });
  });

  it('gives the same in pieces of any size', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(trace.length)), (cuts) =>
        assert.deepEqual(rows(read(trace, cuts).found), events.map(encodeEvent)),
      ),
      { numRuns: 50 },
    );
  });

  it('is read without its header, with line ends of Windows, and where its end is cut off', () => {
    const { reader, found } = read(trace.split('\n').slice(1).join('\r\n').slice(0, -20));
    assert.deepEqual(rows(found), events.slice(0, -1).map(encodeEvent));
    assert.equal(reader.context, undefined);
    assert.match(Object.keys(reader.counts.unreadable).join(), /no JSON; the end of the trace may be cut off/);
  });

  it('of another version is told', () => {
    const { reader } = read(trace.replace('"version":1', '"version":7'));
    assert.match(Object.keys(reader.counts.unreadable).join(), /version 7; 1 is read/);
  });

  it('with as many different faults as rows does not fill the memory', () => {
    const bad = Array.from({ length: 1000 }, (_, index) => `{"kind":"k${index}","at":1}`).join('\n');
    const { unreadable } = read(`${encodeHeader({})}\n${bad}`).reader.counts;
    assert.equal(Object.keys(unreadable).length, 11);
    assert.equal(unreadable['other rows that cannot be read'], 990);
  });
});
