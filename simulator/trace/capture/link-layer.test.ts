import { strict as assert } from 'node:assert';
import { describe, it } from 'node:test';
import { publishBytes } from '../../sip/message.fixture';
import { read, texts } from './capture.fixture';
import { pcap, shots } from './file.fixture';
import { cooked, cooked2, datagram, datagram6, ethernet, LINK, u16, u32 } from './packet.fixture';

const publish = publishBytes();
const [v4, v6] = [datagram(publish), datagram6(publish)];

function readLink(linkType: number, ...frames: readonly Buffer[]): ReturnType<typeof read> {
  return read(pcap(shots(frames), { linkType }));
}

describe('the link layer', () => {
  const loopback = (family: Buffer, packet: Buffer): Buffer => Buffer.concat([family, packet]);
  const little = (family: number): Buffer => u32(family).swap32();
  const cases: readonly [string, number, readonly Buffer[]][] = [
    ['Ethernet', LINK.ethernet, [ethernet(v4), ethernet(v6)]],
    ['Ethernet with a VLAN tag', LINK.ethernet, [ethernet(v4, [0x8100]), ethernet(v6, [0x8100])]],
    ['Ethernet with two VLAN tags', LINK.ethernet, [ethernet(v4, [0x88a8, 0x8100]), ethernet(v4, [0x9100, 0x8100])]],
    ['Ethernet with padding', LINK.ethernet, [Buffer.concat([ethernet(v4), Buffer.alloc(20)])]],
    ['Linux cooked', LINK.cooked, [cooked(v4), cooked(v6)]],
    ['Linux cooked v2', LINK.cooked2, [cooked2(v4), cooked2(v6)]],
    ['raw IP', LINK.raw, [v4, v6]],
    ['raw IP by an old number', 12, [v4, v6]],
    ['raw IP by an old number of BSD', 14, [v4, v6]],
    ['IPv4 only', LINK.ipv4, [v4]],
    ['IPv6 only', LINK.ipv6, [v6]],
    ['NULL of a little-endian machine', LINK.loopback, [loopback(little(2), v4), loopback(little(30), v6)]],
    ['NULL of a big-endian machine', LINK.loopback, [loopback(u32(2), v4), loopback(u32(24), v6)]],
    ['LOOP', LINK.loop, [loopback(u32(2), v4), loopback(u32(28), v6)]],
  ];
  for (const [name, linkType, frames] of cases) {
    it(`is read: ${name}`, () => {
      const reading = readLink(linkType, ...frames);
      assert.deepEqual(
        texts(reading),
        frames.map(() => publish.toString('latin1')),
      );
      assert.equal(
        reading.messages.every(({ truncated }) => truncated === undefined),
        true,
      );
      assert.deepEqual(reading.counts.unreadable, {});
    });
  }

  it('says which other link type was not read', () => {
    assert.deepEqual(readLink(127, v4, v4).counts.unreadable, {
      'link type 127 (IEEE 802.11 with radiotap) is not read': 2,
    });
    assert.deepEqual(readLink(9999, v4).counts.unreadable, { 'link type 9999 is not read': 1 });
  });

  it('tells what is no IP from what hides IP', () => {
    const frames = [0x0806, 0x88cc, 0x0040, 0x8847, 0x8864, 0x88e5].map((type) => ethernet(v4, [], type));
    const { counts } = readLink(LINK.ethernet, ...frames);
    assert.equal(counts.notSip, 3);
    assert.deepEqual(counts.unreadable, {
      'tunnelled packets (MPLS) are not read': 1,
      'tunnelled packets (PPPoE) are not read': 1,
      'encrypted frames (MACsec)': 1,
    });
  });

  it('counts frames that are cut off before IP', () => {
    const short = [
      [LINK.ethernet, ethernet(v4).subarray(0, 13)],
      [LINK.ethernet, ethernet(v4, [0x8100]).subarray(0, 17)],
      [LINK.cooked, cooked(v4).subarray(0, 15)],
      [LINK.cooked2, cooked2(v4).subarray(0, 19)],
      [LINK.loopback, u16(0)],
      [LINK.raw, Buffer.alloc(0)],
    ] as const;
    for (const [linkType, frame] of short) {
      assert.deepEqual(readLink(linkType, frame).counts.unreadable, { 'packets cut off inside their headers': 1 });
    }
  });

  it('does not follow VLAN tags for ever, nor a family that is none', () => {
    assert.equal(readLink(LINK.ethernet, ethernet(v4, new Array(20).fill(0x8100))).counts.notSip, 1);
    const { counts } = readLink(LINK.loopback, loopback(u32(0x0203_0405), v4));
    assert.deepEqual(counts.unreadable, { 'packets with headers that contradict themselves': 1 });
  });
});
