import { strict as assert } from 'node:assert';
import { describe, it } from 'node:test';
import { publishBytes } from '../../sip/message.fixture';
import { read, texts } from './capture.fixture';
import { type PcapKind, pcap, shots, start } from './file.fixture';
import { openBinaryCapture } from './open-binary';
import { datagram, LINK } from './packet.fixture';

const publish = publishBytes();
const packets = shots([datagram(publish), datagram('\r\n'), datagram(publish)], 1.25);

describe('a pcap file', () => {
  const kinds: readonly PcapKind[] = [
    { isLittle: true },
    { isLittle: false },
    { isLittle: true, isNano: true },
    { isLittle: false, isNano: true },
    { isLittle: true, isModified: true },
    { isLittle: false, isModified: true },
  ];
  for (const kind of kinds) {
    it(`is read with its times and frames: ${JSON.stringify(kind)}`, () => {
      const { captured, counts } = read(pcap(packets, kind));
      assert.deepEqual(
        captured.map((item) => [item.kind, item.captureFrame, item.at]),
        [
          ['message', 1, start],
          ['keep-alive', 2, start + 1.25],
          ['message', 3, start + 2.5],
        ],
      );
      assert.deepEqual(counts, { packets: 3, messages: 2, notSip: 0, unreadable: {} });
    });
  }

  it('keeps the fraction of a millisecond', () => {
    const [message] = read(pcap([{ packet: datagram(publish), at: start + 0.789 }], { isNano: true })).messages;
    assert.equal(message?.at, start + 0.789);
  });

  it('takes the link type without the octets about the frame check sequence above it', () => {
    assert.equal(read(pcap(packets, { linkType: 0x5400_0000 + LINK.raw })).messages.length, 2);
  });

  it('gives messages whose octets are their own', () => {
    assert.deepEqual(texts(read(pcap(packets), 100)), [publish.toString('latin1'), publish.toString('latin1')]);
  });

  it('hands a message over with the chunk that completes it', () => {
    const file = pcap(packets.slice(0, 1));
    const reader = openBinaryCapture(file);
    assert.equal(reader?.push(file.subarray(0, -1)).length, 0);
    assert.equal(reader?.push(file.subarray(-1)).length, 1);
  });

  it('counts a packet that the end of the file cuts off', () => {
    const { counts } = read(pcap(packets).subarray(0, -1));
    assert.deepEqual(counts.unreadable, { 'a last record that the end of the file cuts off': 1 });
    assert.equal(counts.messages, 1);
  });

  it('says behind which packet the file is damaged, and keeps what was before', () => {
    const file = pcap(packets);
    file.writeUInt32LE(262_145, 24 + 16 + (packets[0]?.packet.length ?? 0) + 8);
    const { counts } = read(file);
    assert.deepEqual(counts, {
      packets: 1,
      messages: 1,
      notSip: 0,
      unreadable: { 'the rest of the file, behind packet 1: its next packet claims 262145 octets': 1 },
    });
  });

  it('is not taken for another file', () => {
    assert.equal(openBinaryCapture(Buffer.from('{"imconf":"trace"')), undefined);
    assert.equal(openBinaryCapture(Buffer.from('1f8b0800', 'hex')), undefined);
    assert.equal(openBinaryCapture(Buffer.alloc(0)), undefined);
    assert.ok(openBinaryCapture(Buffer.from('d4c3b2a1', 'hex')));
  });
});
