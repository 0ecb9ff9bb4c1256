import { strict as assert } from 'node:assert';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { publishBytes, responseBytes, subscribeBytes } from '../../sip/message.fixture';
import { read, readPackets, texts } from './capture.fixture';
import { block, capturedOn, enhanced, pcap, type Shot, section, shots, simple } from './file.fixture';
import { cooked2, datagram, datagram6, ethernet, fragments4, fragments6, LINK, udp } from './packet.fixture';
import { segment, Talk } from './tcp.fixture';

const publish = publishBytes();
const subscribe = subscribeBytes();
const ok = responseBytes();
const noLength = publishBytes({ without: ['Content-Length'] });
const handshake = 'GET / HTTP/1.1\r\nUpgrade: websocket\r\nSec-WebSocket-Protocol: sip\r\n\r\n';
const webFrame = Buffer.concat([Buffer.from([0x81, 126, publish.length >> 8, publish.length & 255]), publish]);

/** Packets that visit every part of the reader. */
function everything(): Buffer[] {
  const other = { client: { host: '192.0.2.7', port: 999 } };
  const web = { client: { host: '192.0.2.8', port: 2000 }, server: { host: '192.0.2.9', port: 80 } };
  return [
    datagram(publish),
    datagram('\r\n'),
    datagram6(ok),
    ...fragments4(udp(publish), 400, { id: 5 }),
    ...fragments6(udp(subscribe), 200),
    ...new Talk().open().request(publish).response(ok).request(noLength).request(subscribe).finish('client').packets,
    ...new Talk(other).request(publish.subarray(300)).request(Buffer.concat([publish, subscribe])).packets,
    ...new Talk(web).open().request(handshake).response('HTTP/1.1 101 x\r\n\r\n').request(webFrame).packets,
    ...new Talk(other).open().miss('client', 'x').request(subscribe).response(ok).packets,
    datagram(Buffer.alloc(100, 0x80)),
  ];
}

const files: readonly Buffer[] = [
  pcap(shots(everything(), 10)),
  pcap(shots(everything().map((packet) => ethernet(packet, [0x8100]))), { linkType: LINK.ethernet, isLittle: false }),
  Buffer.concat([
    section(),
    capturedOn(LINK.cooked2, { resolution: 9 }),
    ...shots(everything().map((packet) => cooked2(packet))).map((shot) => enhanced(shot, { unitsPerSecond: 1e9 })),
    block(9, Buffer.alloc(50)),
    section(false),
    capturedOn(LINK.raw, {}, false),
    enhanced(shots(everything())[0] as Shot, { isLittle: false }),
    section(),
    capturedOn(LINK.raw),
    simple(datagram(publish)),
  ]),
];
const file = fc.constantFrom(...files);

describe('a capture', () => {
  it('gives the same in chunks of any size', () => {
    const whole = new Map(files.map((one) => [one, read(one)]));
    fc.assert(
      fc.property(file, fc.integer({ min: 1, max: 3000 }), (one, size) => {
        assert.deepEqual(read(one, size), whole.get(one));
      }),
      { numRuns: 60, examples: files.map((one) => [one, 1]) },
    );
  });

  it('is read as far as it goes wherever it is cut off', () => {
    const whole = new Map(files.map((one) => [one, read(one)]));
    fc.assert(
      fc.property(file, fc.nat(1000), (one, place) => {
        const length = 24 + Math.floor((place * (one.length - 24)) / 1000);
        const { captured, counts } = read(one.subarray(0, length));
        assert.ok(counts.packets <= (whole.get(one)?.counts.packets ?? 0));
        assert.ok(captured.length <= (whole.get(one)?.captured.length ?? 0) + 2);
      }),
      { numRuns: 200 },
    );
  });

  it('with any octets changed anywhere never throws, and gives no more than packets can hold', () => {
    const change = fc.tuple(fc.nat(1_000_000), fc.nat(255));
    fc.assert(
      fc.property(file, fc.array(change, { minLength: 1, maxLength: 30 }), (one, changes) => {
        const bad = Buffer.from(one);
        for (const [place, octet] of changes) bad[4 + (place % (bad.length - 4))] = octet;
        const { captured, counts } = read(bad, 4096);
        assert.ok(captured.length <= 4 * (counts.packets + 1));
      }),
      { numRuns: 1000 },
    );
  });

  it('of random octets never throws', () => {
    const magic = fc.constantFrom('d4c3b2a1', 'a1b23c4d', '34cdb2a1', '0a0d0d0a', section().toString('hex'));
    fc.assert(
      fc.property(magic, fc.uint8Array({ maxLength: 2000 }), (first, rest) => {
        read(Buffer.concat([Buffer.from(first, 'hex'), rest]));
      }),
      { numRuns: 300 },
    );
  });

  it('of packets with random octets never throws', () => {
    const linkType = fc.constantFrom(...Object.values(LINK));
    const packet = fc.tuple(fc.constantFrom(...everything()), fc.uint8Array({ maxLength: 60 }), fc.nat(80));
    fc.assert(
      fc.property(linkType, fc.array(packet, { maxLength: 6 }), (link, packets) => {
        const odd = packets.map(([whole, octets, at]) => {
          const bytes = Buffer.from(whole);
          bytes.set(octets.subarray(0, Math.max(bytes.length - at, 0)), Math.min(at, bytes.length));
          return link === LINK.ethernet ? ethernet(bytes) : bytes;
        });
        read(pcap(shots(odd), { linkType: link }));
      }),
      { numRuns: 500 },
    );
  });
});

describe('segments of TCP', () => {
  const stream = Buffer.concat([publish, subscribe, ok, publish, subscribe]);
  const expected = [publish, subscribe, ok, publish, subscribe].map((bytes) => bytes.toString('latin1'));
  const sequence = 2 ** 32 - 700;
  const opening = segment({ sequence: sequence - 1, flags: 2 });

  it('that are cut, repeated, overlapped and shuffled give the same messages', () => {
    const cuts = fc.array(fc.nat(stream.length), { maxLength: 12 });
    const extra = fc.array(fc.tuple(fc.nat(stream.length), fc.nat(500)), { maxLength: 6 });
    const order = fc.array(fc.nat(1000), { minLength: 30, maxLength: 30 });
    fc.assert(
      fc.property(cuts, extra, order, (places, repeats, keys) => {
        const edges = [0, ...places.toSorted((a, b) => a - b), stream.length];
        const spans = edges.slice(1).map((end, index) => [edges[index] ?? 0, end] as const);
        const more = repeats.map(([from, length]) => [from, Math.min(from + length, stream.length)] as const);
        const packets = [...spans, ...more].map(([from, end]) =>
          segment({ sequence: (sequence + from) >>> 0, data: stream.subarray(from, end) }),
        );
        const sorted = packets.map((packet, index) => ({ packet, key: keys[index] ?? 0 }));
        sorted.sort((a, b) => a.key - b.key);
        const shuffled = [opening, ...sorted.map(({ packet }) => packet)];
        assert.deepEqual(texts(readPackets(shots(shuffled))), expected);
      }),
      { numRuns: 300 },
    );
  });

  it('of which some are lost give only messages that were sent, or beginnings of them', () => {
    const lost = fc.uniqueArray(fc.nat(40), { minLength: 1, maxLength: 6 });
    fc.assert(
      fc.property(lost, fc.integer({ min: 60, max: 400 }), (gone, size) => {
        const talk = new Talk().open();
        for (let at = 0, index = 0; at < stream.length; at += size, index += 1) {
          if (gone.includes(index)) talk.miss('client', stream.subarray(at, at + size));
          else talk.request(stream.subarray(at, at + size));
        }
        for (const { bytes, truncated } of readPackets(shots(talk.packets, 20)).messages) {
          const text = bytes.toString('latin1');
          assert.ok(truncated ? expected.some((one) => one.startsWith(text)) : expected.includes(text), text);
        }
      }),
      { numRuns: 300 },
    );
  });
});

describe('fragments of IP', () => {
  it('that are cut, repeated and shuffled give the same message', () => {
    const size = fc.integer({ min: 1, max: 60 }).map((units) => units * 8);
    const order = fc.array(fc.nat(1000), { minLength: 150, maxLength: 150 });
    fc.assert(
      fc.property(size, order, fc.boolean(), (octets, keys, isIpv6) => {
        const cut = (): Buffer[] => (isIpv6 ? fragments6(udp(publish), octets) : fragments4(udp(publish), octets));
        const sorted = [...cut(), ...cut()].map((packet, index) => ({ packet, key: keys[index] ?? index }));
        sorted.sort((a, b) => a.key - b.key);
        const { messages } = readPackets(shots(sorted.map(({ packet }) => packet)));
        assert.deepEqual(
          messages.map(({ bytes, truncated }) => [bytes, truncated]),
          [[publish, undefined]],
        );
      }),
      { numRuns: 150 },
    );
  });
});
