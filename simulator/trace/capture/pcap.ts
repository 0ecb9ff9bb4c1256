import type { FileFormat, FileStep } from './binary-reader';
import type { ByteQueue } from './byte-queue';
import { fileU32, i32 } from './octets';
import type { Packet } from './packet';

const FILE_HEADER = 24;
const RECORD_HEADER = 16;
/** A record of the "modified" format has also the interface, the protocol and the packet type. */
const MODIFIED_RECORD_HEADER = 24;
/** Longer packets are not written by any program for the link types that are read; such a length is damage. */
export const MAX_PACKET = 262_144;

/** What the first four octets of a file tell. */
interface Kind {
  readonly isLittle: boolean;
  /** How many units of the fraction of a second make a millisecond. */
  readonly unitsPerMilli: number;
  readonly recordHeader: number;
}

const micros = { unitsPerMilli: 1000, recordHeader: RECORD_HEADER };
const nanos = { unitsPerMilli: 1_000_000, recordHeader: RECORD_HEADER };
const modified = { unitsPerMilli: 1000, recordHeader: MODIFIED_RECORD_HEADER };
/** By magic number: draft-ietf-opsawg-pcap §4, and the variant of an old patch of libpcap. */
const kinds = new Map<number, Kind>([
  [0xa1b2c3d4, { ...micros, isLittle: false }],
  [0xd4c3b2a1, { ...micros, isLittle: true }],
  [0xa1b23c4d, { ...nanos, isLittle: false }],
  [0x4d3cb2a1, { ...nanos, isLittle: true }],
  [0xa1b2cd34, { ...modified, isLittle: false }],
  [0x34cdb2a1, { ...modified, isLittle: true }],
]);

/** The format of a file that begins with `head`, if it is pcap. */
export function openPcap(head: Buffer): FileFormat | undefined {
  const kind = head.length < 4 ? undefined : kinds.get(i32(head, 0) >>> 0);
  return kind === undefined ? undefined : new Pcap(kind);
}

/** The pcap file format (draft-ietf-opsawg-pcap): a header, and packets with a header each. */
class Pcap implements FileFormat {
  readonly #kind: Kind;
  #linkType: number | undefined;

  constructor(kind: Kind) {
    this.#kind = kind;
  }

  next(queue: ByteQueue, packet: Packet): FileStep {
    return this.#linkType === undefined ? this.#fileHeader(queue) : this.#record(queue, packet, this.#linkType);
  }

  #fileHeader(queue: ByteQueue): FileStep {
    if (queue.length < FILE_HEADER) return 'more';
    // The upper half holds the length of a frame check sequence, which lies behind the IP packet and disturbs nobody.
    this.#linkType = fileU32(queue.bytes, queue.start + 20, this.#kind.isLittle) & 0xffff;
    queue.skip(FILE_HEADER);
    return 'other';
  }

  #record(queue: ByteQueue, packet: Packet, linkType: number): FileStep {
    const { isLittle, unitsPerMilli, recordHeader } = this.#kind;
    if (queue.length < recordHeader) return 'more';
    const { bytes, start } = queue;
    const captured = fileU32(bytes, start + 8, isLittle);
    if (captured > MAX_PACKET) return { damage: `its next packet claims ${captured} octets` };
    if (queue.length < recordHeader + captured) return 'more';
    const original = fileU32(bytes, start + 12, isLittle);
    packet.at = fileU32(bytes, start, isLittle) * 1000 + fileU32(bytes, start + 4, isLittle) / unitsPerMilli;
    packet.linkType = linkType;
    packet.kernelInterface = 0;
    packet.packetType = -1;
    if (recordHeader === MODIFIED_RECORD_HEADER) {
      packet.kernelInterface = fileU32(bytes, start + 16, isLittle);
      packet.packetType = bytes[start + 22] as number;
    }
    packet.bytes = bytes;
    packet.start = start + recordHeader;
    packet.end = packet.start + captured;
    packet.missing = Math.max(original - captured, 0);
    queue.skip(recordHeader + captured);
    return 'packet';
  }
}
