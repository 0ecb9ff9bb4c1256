import { strict as assert } from 'node:assert';
import { describe, it } from 'node:test';
import { publishBytes, subscribeBytes } from '../../sip/message.fixture';
import { PcapngEncoder } from '../pcapng';
import { exchange } from '../trace.fixture';
import { read, texts } from './capture.fixture';
import { block, capturedOn, enhanced, section, shots, simple, snap, start } from './file.fixture';
import { datagram, ethernet, LINK, u32 } from './packet.fixture';

const publish = publishBytes();
const [first, second] = shots([datagram(publish), datagram(subscribeBytes())]) as [
  ReturnType<typeof shots>[number],
  ReturnType<typeof shots>[number],
];

function readBlocks(...blocks: readonly Buffer[]): ReturnType<typeof read> {
  return read(Buffer.concat(blocks));
}

describe('a pcapng file', () => {
  for (const isLittle of [true, false]) {
    it(`is read in ${isLittle ? 'little' : 'big'} endian`, () => {
      const { messages, counts } = readBlocks(
        section(isLittle),
        capturedOn(LINK.raw, {}, isLittle),
        enhanced(first, { isLittle }),
        enhanced({ ...second, at: start + 1.5 }, { isLittle }),
      );
      assert.deepEqual(
        messages.map(({ captureFrame, at }) => [captureFrame, at]),
        [
          [1, start],
          [2, start + 1.5],
        ],
      );
      assert.deepEqual(counts.unreadable, {});
    });
  }

  it('may change byte order, link type and time resolution with a section or interface', () => {
    const { messages } = readBlocks(
      section(true),
      capturedOn(LINK.ethernet),
      capturedOn(LINK.raw, { resolution: 9 }),
      enhanced({ ...first, at: start + 0.123456 }, { interfaceId: 1, unitsPerSecond: 1e9 }),
      enhanced({ ...first, packet: ethernet(datagram(publish, { id: 2 })) }),
      section(false),
      capturedOn(LINK.raw, { resolution: 3 }, false),
      enhanced({ ...second, at: start + 7 }, { isLittle: false, unitsPerSecond: 1000 }),
    );
    assert.deepEqual(
      messages.map(({ at }) => at),
      [start + 0.123456, start, start + 7],
    );
  });

  for (const [resolution, unitsPerSecond] of [
    [0, 1],
    [3, 1e3],
    [9, 1e9],
    [12, 1e12],
    [0x80 + 20, 2 ** 20],
    [0x80 + 40, 2 ** 40],
  ] as const) {
    it(`reads times with if_tsresol ${resolution}`, () => {
      // Picoseconds since 1970 would not fit into the 64 bits.
      const at = unitsPerSecond > 1e9 ? 1_000_000_001 : start + (unitsPerSecond === 1 ? 1000 : 1);
      const shot = { ...first, at };
      const { messages } = readBlocks(
        section(),
        capturedOn(LINK.raw, { resolution }),
        enhanced(shot, { unitsPerSecond }),
      );
      assert.ok(Math.abs((messages[0]?.at ?? 0) - shot.at) < 0.001);
    });
  }

  it('reads times beyond 32 bits of seconds', () => {
    const shot = { ...first, at: 5_000_000_000_000 };
    const file = [section(), capturedOn(LINK.raw, { resolution: 0 }), enhanced(shot, { unitsPerSecond: 1 })];
    assert.equal(readBlocks(...file).messages[0]?.at, shot.at);
  });

  it('adds if_tsoffset, which may be negative', () => {
    for (const offset of [1_700_000_000, -5]) {
      const { messages } = readBlocks(
        section(),
        capturedOn(LINK.raw, { offset }),
        enhanced({ ...first, at: 95_000_250 }),
      );
      assert.equal(messages[0]?.at, 95_000_250 + offset * 1000);
    }
  });

  it('reads simple packets with the time of the packet before, and cuts them at the snap length', () => {
    const whole = readBlocks(section(), capturedOn(LINK.raw), enhanced(first), simple(first.packet));
    assert.deepEqual(
      whole.messages.map(({ at, truncated }) => [at, truncated]),
      [
        [start, undefined],
        [start, undefined],
      ],
    );
    const cut = first.packet.subarray(0, 401);
    const { messages } = readBlocks(
      section(),
      capturedOn(LINK.raw, { snapLength: 401 }),
      simple(cut, first.packet.length),
    );
    assert.deepEqual([messages[0]?.truncated, messages[0]?.bytes.length], [true, 401 - 28]);
    assert.equal(messages[0]?.at, 0);
  });

  it('reads the packet block of old files', () => {
    const { messages } = readBlocks(
      section(),
      capturedOn(LINK.ipv6),
      capturedOn(LINK.raw),
      enhanced(first, { interfaceId: 1 }, true),
    );
    assert.deepEqual(
      messages.map(({ at }) => at),
      [start],
    );
  });

  it('passes over blocks and options that it does not know, long ones too, without counting them as packets', () => {
    const options = Buffer.concat([Buffer.from([1, 0, 3, 0]), Buffer.from('abc\0'), Buffer.alloc(4)]);
    const file = [
      section(),
      block(4, Buffer.alloc(32)),
      capturedOn(LINK.raw),
      block(10, Buffer.alloc(3_000_000, 'k')),
      enhanced(first, { options }),
      block(5, Buffer.alloc(12)),
      block(0x77, Buffer.alloc(5)),
      enhanced(second),
    ];
    const { messages, counts } = readBlocks(...file);
    assert.deepEqual(
      messages.map(({ captureFrame }) => captureFrame),
      [1, 2],
    );
    assert.deepEqual(counts, { packets: 2, messages: 2, notSip: 0, unreadable: {} });
    assert.equal(read(Buffer.concat(file), 1000).messages.length, 2);
  });

  it('numbers packets as Wireshark does, which gives some other blocks a number, too', () => {
    const others = [9, 0xbad, 0x4000_0bad, 0x204, 0x221].map((type) => block(type, Buffer.alloc(40)));
    const { messages, counts } = readBlocks(
      section(),
      capturedOn(LINK.raw),
      enhanced(first),
      ...others,
      enhanced(second),
    );
    assert.deepEqual(
      messages.map(({ captureFrame }) => captureFrame),
      [1, 7],
    );
    assert.equal(counts.packets, 2);
  });

  it('takes a packet that is longer on the wire than in the file for cut off', () => {
    const [message] = readBlocks(section(), capturedOn(LINK.raw), enhanced(snap(first, 300))).messages;
    assert.equal(message?.truncated, true);
    assert.deepEqual(message?.bytes, publish.subarray(0, 300 - 28));
  });

  it('counts packets of an interface that is not described', () => {
    const { counts, messages } = readBlocks(section(), enhanced(first), capturedOn(LINK.raw), enhanced(second));
    assert.deepEqual(counts.unreadable, { 'packets of an interface that the file does not describe': 1 });
    assert.deepEqual(
      messages.map(({ captureFrame }) => captureFrame),
      [2],
    );
  });

  const good = [section(), capturedOn(LINK.raw), enhanced(first)];
  const broken: readonly [string, Buffer, RegExp][] = [
    [
      'a length that is no multiple of four',
      changed(enhanced(second), 4, 1001),
      /behind packet 1: a block of type 6 claims 1001/,
    ],
    ['a length that is too short', changed(enhanced(second), 4, 28), /a block of type 6 claims 28 octets/],
    ['a length that is too long', changed(enhanced(second), 4, 8_000_000), /a block of type 6 claims 8000000 octets/],
    ['a length of zero', changed(block(5, Buffer.alloc(8)), 4, 0), /a block of type 5 claims 0 octets/],
    ['two lengths', changed(enhanced(second), enhanced(second).length - 4, 16), /a block has two lengths/],
    ['two lengths of an unknown block', changed(block(5, u32(1, 2)), 16, 16), /a block has two lengths/],
    ['a section without byte order', changed(section(), 8, 5), /a section has no byte order/],
    ['a section of another version', changed(section(), 12, 2), /a section has version 2 of the format/],
  ];
  for (const [name, bad, reason] of broken) {
    it(`stops at ${name} and keeps what was before`, () => {
      const { counts } = readBlocks(...good, bad, enhanced(second));
      assert.equal(counts.messages, 1);
      assert.match(Object.keys(counts.unreadable).join(), reason);
    });
  }

  it('gives back what the trace of a run holds, with its frames', () => {
    for (const transport of ['udp', 'tcp'] as const) {
      const events = exchange(5, { transport, ...(transport === 'tcp' && { connection: 1 }) });
      const encoder = new PcapngEncoder();
      const reading = readBlocks(encoder.header(), ...events.map((event) => encoder.packet(event)));
      assert.deepEqual(
        texts(reading),
        events.map(({ bytes }) => bytes.toString('latin1')),
      );
      for (const [index, message] of reading.messages.entries()) {
        const event = events[index];
        assert.deepEqual(
          [message.captureFrame, message.at, message.transport, message.connection],
          [event?.frame, event?.at, transport, event?.connection],
        );
        const [from, to] = event?.direction === 'in' ? [event.remote, event.local] : [event?.local, event?.remote];
        assert.deepEqual([message.source, message.destination], [from, to]);
      }
    }
  });
});

/** A block with another number at a place. */
function changed(bytes: Buffer, at: number, value: number): Buffer {
  bytes.writeUInt32LE(value, at);
  return bytes;
}
