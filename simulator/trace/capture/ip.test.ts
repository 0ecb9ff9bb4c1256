import { strict as assert } from 'node:assert';
import { describe, it } from 'node:test';
import { publishBytes } from '../../sip/message.fixture';
import { framesBeforeEnd, type Reading, readPackets, texts } from './capture.fixture';
import { pcap, shots, snap, start } from './file.fixture';
import { client, datagram, fragmentHeader, fragments4, fragments6, ipv4, ipv6, server, udp } from './packet.fixture';

const publish = publishBytes();
const text = publish.toString('latin1');
const payload = udp(publish);

function readAll(...packets: readonly Buffer[]): Reading {
  return readPackets(shots(packets));
}

describe('IPv4', () => {
  it('is read behind options, with addresses as they are written', () => {
    const { messages } = readAll(ipv4(payload, { options: Buffer.alloc(8, 1) }));
    assert.equal(messages[0]?.bytes.toString('latin1'), text);
    assert.deepEqual([messages[0]?.source, messages[0]?.destination], [client, server]);
  });

  it('ends where its length says', () => {
    assert.deepEqual(texts(readAll(Buffer.concat([datagram(publish), Buffer.from('padding')]))), [text]);
  });

  it('may leave its length to the network card', () => {
    const packet = datagram(publish);
    packet.writeUInt16BE(0, 2);
    assert.deepEqual(texts(readAll(packet)), [text]);
    packet.writeUInt16BE(0, 24);
    const [shot] = shots([packet]);
    assert.ok(shot);
    assert.equal(readPackets([shot]).messages[0]?.truncated, undefined);
    assert.equal(readPackets([snap(shot, 500)]).messages[0]?.truncated, true);
  });

  it('counts headers that contradict themselves or are cut off', () => {
    const short = datagram(publish);
    short.writeUInt16BE(19, 2);
    const small = datagram(publish);
    small.writeUInt8(0x44, 0);
    const wide = datagram(publish).subarray(0, 40);
    wide.writeUInt8(0x4f, 0);
    const { counts } = readAll(
      short,
      small,
      wide,
      datagram(publish).subarray(0, 19),
      datagram(publish).subarray(0, 24),
    );
    assert.deepEqual(counts.unreadable, {
      'packets with headers that contradict themselves': 2,
      'packets cut off inside their headers': 3,
    });
  });

  it('says what is carried that is neither UDP nor TCP', () => {
    const { counts } = readAll(...[1, 4, 41, 47, 50, 51, 132].map((protocol) => ipv4(payload, { protocol })));
    assert.equal(counts.notSip, 1);
    assert.equal(Object.keys(counts.unreadable).length, 6);
    assert.equal(counts.unreadable['packets of IPsec (ESP) are not read'], 1);
  });

  it('of another version is no IP', () => {
    assert.equal(readAll(Buffer.alloc(60, 0x50)).counts.notSip, 1);
  });
});

describe('IPv6', () => {
  const hopByHop = (next: number): Buffer => Buffer.from([next, 0, 1, 4, 0, 0, 0, 0]);
  const routing = (next: number): Buffer => Buffer.concat([Buffer.from([next, 2, 4, 0]), Buffer.alloc(20)]);
  const authentication = (next: number): Buffer => Buffer.concat([Buffer.from([next, 4]), Buffer.alloc(22)]);

  it('is read, with addresses as RFC 5952 writes them', () => {
    const [message] = readAll(ipv6(payload)).messages;
    assert.deepEqual(message?.source, { host: '2001:db8::7', port: 40_000 });
    assert.equal(message?.bytes.toString('latin1'), text);
  });

  it('shows IPv4 addresses in it as such', () => {
    const from = { host: '192.0.2.7', port: 40_000 };
    const packet = ipv6(payload);
    Buffer.from('00000000000000000000ffffc0000207', 'hex').copy(packet, 8);
    assert.deepEqual(readAll(packet).messages[0]?.source, from);
  });

  it('is read behind extension headers', () => {
    const options = Buffer.concat([hopByHop(43), routing(60), hopByHop(51), authentication(17)]);
    assert.deepEqual(texts(readAll(ipv6(payload, { options, protocol: 0 }))), [text]);
  });

  it('is no message without a next header, or where the extension headers are cut off', () => {
    assert.equal(readAll(ipv6(payload, { protocol: 59 })).counts.notSip, 1);
    const options = Buffer.from([17, 200, 0, 0, 0, 0, 0, 0]);
    const { counts } = readAll(ipv6(Buffer.alloc(20), { options, protocol: 60 }), ipv6(payload).subarray(0, 39));
    assert.deepEqual(counts.unreadable, { 'packets cut off inside their headers': 2 });
  });

  it('reads a fragment that is the whole datagram', () => {
    const options = fragmentHeader(17, 0, false, 9);
    const packet = ipv6(payload, { options, protocol: 44 });
    assert.deepEqual(texts(readAll(packet, packet)), [text, text]);
  });
});

describe('fragments', () => {
  const cases: readonly [string, readonly Buffer[]][] = [
    ['IPv4', fragments4(payload, 400)],
    ['IPv6', fragments6(payload, 400)],
    ['many of IPv4', fragments4(payload, 8)],
  ];
  for (const [name, fragments] of cases) {
    it(`are put together in order, in reverse and twice: ${name}`, () => {
      for (const packets of [fragments, fragments.toReversed(), [...fragments, ...fragments]]) {
        const reading = readAll(...packets);
        assert.deepEqual(texts(reading), [text]);
        assert.equal(reading.messages[0]?.truncated, undefined);
        assert.equal(reading.messages[0]?.captureFrame, fragments.length);
        assert.deepEqual([reading.counts.unreadable, reading.counts.notSip], [{}, 0]);
      }
    });
  }

  it('give the message with the last of them, without waiting for more', () => {
    const file = pcap(shots([...fragments4(payload, 400), datagram('\r\n')], 0));
    assert.deepEqual(framesBeforeEnd(file), [3, 4]);
    const [first, second, third] = shots(fragments4(payload, 400), 0);
    assert.ok(first && second && third);
    assert.deepEqual(framesBeforeEnd(pcap([first, snap(second, 120), third])), [2]);
  });

  it('that overlap keep the octets that came first', () => {
    const [first, second, third] = fragments4(payload, 400);
    const other = ipv4(Buffer.alloc(408, 'x'), { offset: 392, more: true });
    assert.ok(first && second && third);
    assert.deepEqual(texts(readAll(second, first, other, third)), [text]);
    assert.deepEqual(texts(readAll(first, third, other)), [
      `${text.slice(0, 392)}${'x'.repeat(400)}${text.slice(792)}`,
    ]);
  });

  it('of different datagrams, addresses and protocols are kept apart', () => {
    const other = udp(publishBytes({ requestUri: 'sip:bob@example.com' }));
    const packets = [
      ...fragments4(payload, 400, { id: 1 }),
      ...fragments4(other, 400, { id: 2 }),
      ...fragments4(payload, 400, { id: 1, from: { host: '192.0.2.8', port: 0 } }),
      ...fragments4(payload, 400, { id: 1, protocol: 1 }),
    ];
    const interleaved = [
      ...packets.filter((_, index) => index % 3 === 0),
      ...packets.filter((_, index) => index % 3 > 0),
    ];
    assert.equal(readAll(...interleaved).messages.length, 3);
  });

  it('without the rest give the beginning of the message, marked as cut off', () => {
    const [first, , third] = fragments4(payload, 400);
    assert.ok(first && third);
    const { messages, counts } = readAll(first, third);
    assert.deepEqual(
      messages.map(({ bytes, truncated, captureFrame }) => [bytes.length, truncated, captureFrame]),
      [[392, true, 2]],
    );
    assert.deepEqual(counts.unreadable, {});
  });

  it('without the first give nothing and are counted', () => {
    const [, second, third] = fragments4(payload, 400);
    assert.ok(second && third);
    const { counts } = readAll(second, third);
    assert.deepEqual(counts.unreadable, { 'IP fragments whose first one is missing': 1 });
  });

  it('wait a second of packet time, and hold back what comes behind them', () => {
    const [first] = fragments4(payload, 400, { id: 9 });
    assert.ok(first);
    const later = datagram(publishBytes({ requestUri: 'sip:later@example.com' }));
    const at = (packet: Buffer, millis: number) => ({ packet, at: start + millis });
    const { messages } = readPackets([at(first, 0), at(later, 500), at(datagram('\r\n'), 1200), at(later, 1300)]);
    assert.deepEqual(
      messages.map(({ captureFrame, truncated }) => [captureFrame, truncated]),
      [
        [1, true],
        [2, undefined],
        [4, undefined],
      ],
    );
  });

  it('that are cut off themselves end the message there', () => {
    const [first, second, third] = shots(fragments4(payload, 400));
    assert.ok(first && second && third);
    const { messages } = readPackets([first, snap(second, 120), third]);
    assert.deepEqual([messages[0]?.truncated, messages[0]?.bytes.length], [true, 392 + 100]);
    const onlyLast = readPackets([first, second, snap(third, 24)]).messages;
    assert.deepEqual([onlyLast[0]?.truncated, onlyLast[0]?.bytes.length], [true, 792 + 4]);
  });

  it('beyond the largest datagram are left out', () => {
    const far = ipv4(Buffer.alloc(40), { offset: 65_504, more: false });
    const { counts } = readAll(far);
    assert.deepEqual(counts.unreadable, { 'IP fragments whose first one is missing': 1 });
  });

  it('of very many unfinished datagrams do not pile up', () => {
    const firsts = Array.from({ length: 2000 }, (_, id) => fragments4(payload, 400, { id })[0] as Buffer);
    const reading = readPackets(shots(firsts, 0));
    assert.equal(reading.messages.length, 2000);
    assert.equal(
      reading.messages.every(({ truncated }) => truncated),
      true,
    );
  });

  it('in IPv6 may carry more extension headers in the first, but no fragments', () => {
    const options = Buffer.from([17, 0, 1, 4, 0, 0, 0, 0]);
    const inner = Buffer.concat([options, payload]);
    const wrap = (protocol: number, part: Buffer, offset: number, more: boolean): Buffer =>
      ipv6(part, { protocol: 44, options: fragmentHeader(protocol, offset, more, 3) });
    const good = [wrap(60, inner.subarray(0, 400), 0, true), wrap(59, inner.subarray(400), 400, false)];
    assert.deepEqual(texts(readAll(...good)), [text]);
    assert.deepEqual(texts(readAll(...good.toReversed())), [text]);
    const nested = Buffer.concat([fragmentHeader(17, 8, true, 4), payload]);
    const bad = [wrap(44, nested.subarray(0, 400), 0, true), wrap(44, nested.subarray(400), 400, false)];
    assert.deepEqual(readAll(...bad).counts.unreadable, { 'packets with headers that contradict themselves': 1 });
  });
});
