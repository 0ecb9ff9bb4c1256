import { LINK, u16, u32 } from './packet.fixture';

/** A packet with its time, and how long it was before it was cut. */
export interface Shot {
  readonly packet: Buffer;
  readonly at: number;
  readonly original?: number;
  /** What the modified pcap format says of it. */
  readonly packetType?: number;
}

/** 2026-11-22, in whole seconds; times in these tests count from here. */
export const start = 1_795_356_000_000;

/** Packets a millisecond apart. */
export function shots(packets: readonly Buffer[], step = 1): Shot[] {
  return packets.map((packet, index) => ({ packet, at: start + index * step }));
}

/** Cuts a packet as a snap length does. */
export function snap({ packet, at }: Shot, length: number): Shot {
  return { packet: packet.subarray(0, length), at, original: packet.length };
}

export interface PcapKind {
  readonly isLittle?: boolean;
  readonly isNano?: boolean;
  readonly isModified?: boolean;
  readonly linkType?: number;
}

/** A pcap file. */
export function pcap(packets: readonly Shot[], kind: PcapKind = {}): Buffer {
  const { isLittle = true, isNano = false, isModified = false, linkType = LINK.raw } = kind;
  const magic = isModified ? 0xa1b2cd34 : isNano ? 0xa1b23c4d : 0xa1b2c3d4;
  const words = [u32(magic), u16(2, 4), u32(0, 0, 262_144, linkType)];
  const head = isLittle ? [swap(words[0]), u16(0x0200, 0x0400), swap(words[2])] : words;
  const records = packets.flatMap(({ packet, at, original = packet.length, packetType = 0 }) => {
    const seconds = Math.floor(at / 1000);
    const fraction = Math.round((at - seconds * 1000) * (isNano ? 1_000_000 : 1000));
    const record = u32(seconds, fraction, packet.length, original);
    const extra = isModified
      ? Buffer.concat([order(u32(3), isLittle), u16(0), Buffer.from([packetType, 0])])
      : Buffer.alloc(0);
    return [order(record, isLittle), extra, packet];
  });
  return Buffer.concat([...head, ...records].map((part) => part ?? Buffer.alloc(0)));
}

function order(words: Buffer, isLittle: boolean): Buffer {
  return isLittle ? swap(words) : words;
}

function swap(words: Buffer | undefined): Buffer {
  return Buffer.from(words ?? []).swap32();
}

/** A block of pcapng around a body. */
export function block(type: number, body: Buffer, isLittle = true): Buffer {
  const padding = Buffer.alloc(-body.length & 3);
  const length = order(u32(12 + body.length + padding.length), isLittle);
  return Buffer.concat([order(u32(type), isLittle), length, body, padding, length]);
}

export function section(isLittle = true): Buffer {
  const version = isLittle ? Buffer.from([1, 0, 0, 0]) : u16(1, 0);
  return block(0x0a0d0d0a, Buffer.concat([order(u32(0x1a2b3c4d), isLittle), version, Buffer.alloc(8, 0xff)]), isLittle);
}

/** An interface; `resolution` and `offset` as the options if_tsresol and if_tsoffset have them. */
export function capturedOn(
  linkType: number,
  { resolution, offset, snapLength = 0 }: { resolution?: number; offset?: number; snapLength?: number } = {},
  isLittle = true,
): Buffer {
  const half = (value: number): Buffer => (isLittle ? u16(value).swap16() : u16(value));
  const options: Buffer[] = [];
  if (resolution !== undefined) options.push(half(9), half(1), Buffer.from([resolution, 0, 0, 0]));
  if (offset !== undefined) {
    const value = Buffer.alloc(8);
    if (isLittle) value.writeBigInt64LE(BigInt(offset));
    else value.writeBigInt64BE(BigInt(offset));
    options.push(half(14), half(8), value);
  }
  const end = options.length > 0 ? [Buffer.alloc(4)] : [];
  return block(
    1,
    Buffer.concat([half(linkType), half(0), order(u32(snapLength), isLittle), ...options, ...end]),
    isLittle,
  );
}

export interface Stamp {
  readonly interfaceId?: number;
  readonly unitsPerSecond?: number;
  readonly isLittle?: boolean;
  /** Bodies behind the padded packet. */
  readonly options?: Buffer;
}

/** An enhanced packet block, or with `isOld` the packet block that came before it. */
export function enhanced(shot: Shot, stamp: Stamp = {}, isOld = false): Buffer {
  const { interfaceId = 0, unitsPerSecond = 1_000_000, isLittle = true, options = Buffer.alloc(0) } = stamp;
  const { packet, at, original = packet.length } = shot;
  const seconds = Math.floor(at / 1000);
  const rest = Math.round(((at - seconds * 1000) * unitsPerSecond) / 1000);
  const ticks = BigInt(seconds) * BigInt(unitsPerSecond) + BigInt(rest);
  const head = order(
    u32(interfaceId, Number(ticks >> 32n), Number(ticks & 0xffff_ffffn), packet.length, original),
    isLittle,
  );
  if (isOld) (isLittle ? u16(interfaceId, 0).swap16() : u16(interfaceId, 0)).copy(head);
  const padding = Buffer.alloc(-packet.length & 3);
  return block(isOld ? 2 : 6, Buffer.concat([head, packet, padding, options]), isLittle);
}

export function simple(packet: Buffer, original = packet.length): Buffer {
  return block(3, Buffer.concat([order(u32(original), true), packet]));
}

/** A pcapng file of one section and interface. */
export function pcapng(packets: readonly Shot[], linkType = LINK.raw): Buffer {
  return Buffer.concat([section(), capturedOn(linkType), ...packets.map((shot) => enhanced(shot))]);
}
