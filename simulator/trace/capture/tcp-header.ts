import { brokenHeaders, cutHeaders, type Refusal } from './counts';
import { i32, u16 } from './octets';
import type { Packet } from './packet';

const SHORTEST_HEADER = 20;

export const FIN = 1;
export const SYN = 2;
export const RST = 4;
export const ACK = 16;

/** The header of a segment (RFC 9293 §3.1); one object for all of them, as with `Packet`. */
export class Segment {
  sourcePort = 0;
  destinationPort = 0;
  /** The sequence number of the first octet of data. */
  sequence = 0;
  acknowledged = 0;
  flags = 0;
  /** The octets of data, those that were not captured included. */
  length = 0;

  has(flag: number): boolean {
    return (this.flags & flag) !== 0;
  }

  /** Reads the header and moves the packet to the data behind it. */
  read(packet: Packet): Refusal | undefined {
    const { bytes, start, end, missing } = packet;
    const header = ((bytes[start + 12] as number) >>> 4) * 4;
    if (end - start < Math.max(SHORTEST_HEADER, header)) return missing > 0 ? cutHeaders : brokenHeaders;
    if (header < SHORTEST_HEADER) return brokenHeaders;
    this.sourcePort = u16(bytes, start);
    this.destinationPort = u16(bytes, start + 2);
    this.acknowledged = i32(bytes, start + 8) >>> 0;
    this.flags = (bytes[start + 13] as number) & 0x3f;
    // A SYN takes up a sequence number of its own.
    this.sequence = (i32(bytes, start + 4) + (this.has(SYN) ? 1 : 0)) >>> 0;
    packet.start = start + header;
    this.length = end - packet.start + missing;
    return undefined;
  }
}
