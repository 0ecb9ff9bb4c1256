import { strict as assert } from 'node:assert';
import { describe, it } from 'node:test';
import { publishBytes, registerBytes } from '../sip/message.fixture';
import { read } from './capture/capture.fixture';
import { checksum, sumOfWords } from './internet';
import { PcapngEncoder } from './pcapng';
import { exchange, localV6, message, remoteV6, someTime } from './trace.fixture';

/** The packet within an enhanced packet block. */
function packetOf(block: Buffer): Buffer {
  return block.subarray(28, 28 + block.readUInt32LE(20));
}

function isWhole(block: Buffer): boolean {
  return (
    block.length % 4 === 0 &&
    block.readUInt32LE(4) === block.length &&
    block.readUInt32LE(block.length - 4) === block.length
  );
}

describe('PcapngEncoder', () => {
  it('starts with a section of version 1.0 and an interface of raw IP in nanoseconds', () => {
    const header = new PcapngEncoder().header();
    assert.equal(header.readUInt32LE(0), 0x0a0d0d0a);
    assert.equal(header.readUInt32LE(8), 0x1a2b3c4d);
    const description = header.subarray(header.readUInt32LE(4));
    assert.ok(isWhole(header.subarray(0, header.readUInt32LE(4))) && isWhole(description));
    assert.equal(description.readUInt32LE(0), 1);
    assert.equal(description.readUInt16LE(8), 101);
    assert.deepEqual([...description.subarray(16, 21)], [9, 0, 1, 0, 9]);
  });

  it('writes a UDP message with its addresses, time and checksum', () => {
    const event = message();
    const block = new PcapngEncoder().packet(event);
    assert.ok(isWhole(block));
    const time = (BigInt(block.readUInt32LE(12)) << 32n) | BigInt(block.readUInt32LE(16));
    assert.equal(time, BigInt(Math.floor(someTime)) * 1_000_000n + BigInt(Math.round((someTime % 1) * 1_000_000)));
    const packet = packetOf(block);
    assert.equal(packet.toString('hex', 12, 24), 'c00002077f0000019c4013c4');
    assert.deepEqual(packet.subarray(28), event.bytes);
    assert.equal(checksum(sumOfWords(packet, 0, 20)), 0);
    const pseudo = sumOfWords(packet, 12, 20) + 17 + packet.length - 20;
    assert.equal(checksum(pseudo + sumOfWords(packet, 20)), 0);
  });

  it('writes a message that leaves with the addresses the other way round', () => {
    const packet = packetOf(new PcapngEncoder().packet(message({ direction: 'out' })));
    assert.equal(packet.toString('hex', 12, 24), '7f000001c000020713c49c40');
  });

  it('writes IPv6, also where one end only is of version 6', () => {
    const packet = packetOf(new PcapngEncoder().packet(message({ local: localV6, remote: remoteV6 })));
    assert.equal(packet[0], 0x60);
    assert.equal(packet.readUInt16BE(4), packet.length - 40);
    const pseudo = sumOfWords(packet, 8, 40) + 17 + packet.length - 40;
    assert.equal(checksum(pseudo + sumOfWords(packet, 40)), 0);
    const mixed = packetOf(new PcapngEncoder().packet(message({ local: { host: '::', port: 5060 } })));
    assert.equal(mixed.toString('hex', 8, 24), '00000000000000000000ffffc0000207');
    const mapped = packetOf(new PcapngEncoder().packet(message({ remote: { host: '::ffff:192.0.2.7', port: 5060 } })));
    assert.equal(mapped[0], 0x45);
  });

  it('runs the sequence numbers of each direction on', () => {
    const encoder = new PcapngEncoder();
    const events = exchange(2, { transport: 'tcp', connection: 1 });
    const numbers = events.map((event) => {
      const packet = packetOf(encoder.packet(event));
      return [packet.readUInt32BE(24), packet.readUInt32BE(28)];
    });
    const [request, response] = events.map(({ bytes }) => bytes.length) as [number, number];
    assert.deepEqual(numbers, [
      [1, 1],
      [1, 1 + request],
      [1 + request, 1 + response],
      [1 + response, 1 + 2 * request],
    ]);
    const second = message({ transport: 'tcp', connection: 2 });
    assert.equal(packetOf(encoder.packet(second)).readUInt32BE(24), 1 + 2 * request);
    const other = message({ transport: 'tcp', connection: 3, remote: { host: '192.0.2.7', port: 40_001 } });
    assert.equal(packetOf(encoder.packet(other)).readUInt32BE(24), 1);
  });

  it('writes a message over TLS or WebSocket as plain TCP', () => {
    const plain = new PcapngEncoder().packet(message({ transport: 'tcp', connection: 1 }));
    for (const transport of ['tls', 'ws', 'wss'] as const) {
      assert.deepEqual(new PcapngEncoder().packet(message({ transport, connection: 1 })), plain);
    }
  });

  it('puts a comment on the packet', () => {
    const block = new PcapngEncoder().packet(message(), 'fail 6.1.1.1-6 é');
    assert.ok(isWhole(block));
    assert.ok(block.includes('fail 6.1.1.1-6 é'));
  });

  it('cuts what no IP packet can hold and says so', () => {
    for (const [transport, host, room] of [
      ['tcp', '192.0.2.7', 65_495],
      ['udp', '192.0.2.7', 65_507],
      ['tcp', '2001:db8::7', 65_515],
      ['udp', '2001:db8::7', 65_527],
    ] as const) {
      const remote = { host, port: 40_000 };
      const fits = new PcapngEncoder().packet(message({ transport, remote, bytes: Buffer.alloc(room) }));
      assert.equal(fits.includes('cut:'), false);
      const block = new PcapngEncoder().packet(message({ transport, remote, bytes: Buffer.alloc(room + 3) }));
      assert.ok(isWhole(block));
      assert.ok(block.includes(`cut: an IP packet holds ${room - 1} of the ${room + 3} octets of this message`));
      assert.equal(packetOf(block).length, packetOf(fits).length - 1);
      assert.equal(block.readUInt32LE(24), packetOf(fits).length + 3);
    }
  });

  it('says so where an address is no IP address', () => {
    const block = new PcapngEncoder().packet(message({ local: { host: 'localhost', port: 5060 } }));
    assert.ok(isWhole(block) && block.includes('"localhost" is no IP address'));
  });

  it('ends a stream with the message that its end cut off, so that it is read as that, and what comes later as another', () => {
    const whole = registerBytes();
    const cut = publishBytes({ set: [['Content-Length', '9999']] });
    const head = publishBytes().subarray(0, 200);
    const sent = [whole, cut, whole, head, whole];
    const encoder = new PcapngEncoder();
    const events = sent.map((bytes, index) => message({ transport: 'tcp', bytes, at: someTime + index }));
    const file = Buffer.concat([encoder.header(), ...events.map((event) => encoder.packet(event))]);
    const { messages } = read(file);
    assert.deepEqual(
      messages.map(({ bytes, truncated, captureFrame }) => ({ bytes, truncated, captureFrame })),
      sent.map((bytes, index) => ({ bytes, truncated: undefined, captureFrame: index + 1 })),
    );
  });
});
