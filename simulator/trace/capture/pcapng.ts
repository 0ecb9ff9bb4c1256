import type { Buffer } from 'node:buffer';
import type { FileFormat, FileStep } from './binary-reader';
import type { ByteQueue } from './byte-queue';
import { fileU16, fileU32, i32 } from './octets';
import { type Packet, UNKNOWN_LINK } from './packet';
import { MAX_PACKET } from './pcap';
import { type CaptureInterface, millisOf, readInterface } from './pcapng-interface';

const SECTION_HEADER = 0x0a0d0d0a;
const INTERFACE_DESCRIPTION = 1;
const OLD_PACKET = 2;
const SIMPLE_PACKET = 3;
const ENHANCED_PACKET = 6;
/** Blocks that Wireshark numbers among the packets: journal entries of systemd, custom blocks, events of Sysdig. */
const numbered: readonly number[] = [9, 0xbad, 0x4000_0bad, 0x204, 0x216, 0x221];
/** Type, length, and the length again. */
const BLOCK_FRAME = 12;
const BYTE_ORDER_MAGIC = 0x1a2b3c4d;
/** The shortest section header block, without options. */
const SHORTEST_SECTION = 28;

/** A packet with all its options; a longer block of those that are read is damage. */
const MAX_READ_BLOCK = 4 * MAX_PACKET;
/** Blocks that are passed over may be longer, such as the secrets of a day. */
const MAX_BLOCK = 1024 * 1024 * 1024;
const MAX_INTERFACES = 65_536;

/** Where the fields of a packet block lie in its body. */
interface PacketLayout {
  readonly time: number;
  readonly captured: number;
  readonly original: number;
  readonly data: number;
}

const enhanced: PacketLayout = { time: 4, captured: 12, original: 16, data: 20 };

/** The format of a file that begins with `head`, if it is pcapng. */
export function openPcapng(head: Buffer): FileFormat | undefined {
  return head.length >= 4 && i32(head, 0) === SECTION_HEADER ? new Pcapng() : undefined;
}

/**
 * The pcapng file format (draft-ietf-opsawg-pcapng): blocks, in one or more sections of their own byte order and interfaces.
 * Blocks of other types are passed over.
 */
class Pcapng implements FileFormat {
  #isLittle = false;
  #interfaces: CaptureInterface[] = [];
  /** The time of the last packet that had one: simple packet blocks have none. */
  #at = 0;
  /** Octets of a block that is passed over; its last four are its length again. */
  #pass = 0;
  #passed = 0;

  next(queue: ByteQueue, packet: Packet): FileStep {
    if (this.#pass > 0) return this.#passOver(queue);
    const { bytes, start } = queue;
    if (queue.length < BLOCK_FRAME) return 'more';
    const type = fileU32(bytes, start, this.#isLittle);
    if (type === SECTION_HEADER && !this.#readOrder(bytes, start)) return { damage: 'a section has no byte order' };
    const length = fileU32(bytes, start + 4, this.#isLittle);
    const isRead = type === SECTION_HEADER || isOfInterest(type);
    if (length % 4 !== 0 || length < shortest(type) || length > (isRead ? MAX_READ_BLOCK : MAX_BLOCK)) {
      return { damage: `a block of type ${type} claims ${length} octets` };
    }
    if (!isRead) {
      this.#pass = length;
      this.#passed = length;
      return numbered.includes(type) ? 'record' : 'other';
    }
    if (queue.length < length) return 'more';
    if (fileU32(bytes, start + length - 4, this.#isLittle) !== length) return { damage: 'a block has two lengths' };
    queue.skip(length);
    return this.#block(type, bytes, start + 8, start + length - 4, packet);
  }

  /** The byte order comes behind the length that is to be read with it. */
  #readOrder(bytes: Buffer, start: number): boolean {
    const little = fileU32(bytes, start + 8, true) === BYTE_ORDER_MAGIC;
    if (!little && fileU32(bytes, start + 8, false) !== BYTE_ORDER_MAGIC) return false;
    this.#isLittle = little;
    return true;
  }

  #passOver(queue: ByteQueue): FileStep {
    const count = Math.min(this.#pass - 4, queue.length);
    queue.skip(count);
    this.#pass -= count;
    if (queue.length < 4) return count > 0 ? 'other' : 'more';
    if (fileU32(queue.bytes, queue.start, this.#isLittle) !== this.#passed)
      return { damage: 'a block has two lengths' };
    queue.skip(4);
    this.#pass = 0;
    return 'other';
  }

  #block(type: number, bytes: Buffer, start: number, end: number, packet: Packet): FileStep {
    switch (type) {
      case SECTION_HEADER:
        return this.#section(bytes, start);
      case INTERFACE_DESCRIPTION:
        if (this.#interfaces.length >= MAX_INTERFACES)
          return { damage: `it describes over ${MAX_INTERFACES} interfaces` };
        this.#interfaces.push(readInterface(bytes, start, end, this.#isLittle));
        return 'other';
      case SIMPLE_PACKET:
        return this.#simple(bytes, start, end, packet);
      case OLD_PACKET:
        return this.#packet(bytes, start, end, fileU16(bytes, start, this.#isLittle), packet);
      default:
        return this.#packet(bytes, start, end, fileU32(bytes, start, this.#isLittle), packet);
    }
  }

  #section(bytes: Buffer, start: number): FileStep {
    const major = fileU16(bytes, start + 4, this.#isLittle);
    if (major !== 1) return { damage: `a section has version ${major} of the format; 1 is read` };
    this.#interfaces = [];
    return 'other';
  }

  /** Enhanced and obsolete packet blocks differ in how they name their interface only. */
  #packet(bytes: Buffer, start: number, end: number, interfaceId: number, packet: Packet): FileStep {
    const isLittle = this.#isLittle;
    const from = this.#interfaces[interfaceId];
    const captured = fileU32(bytes, start + enhanced.captured, isLittle);
    const original = fileU32(bytes, start + enhanced.original, isLittle);
    const high = fileU32(bytes, start + enhanced.time, isLittle);
    if (from !== undefined) this.#at = millisOf(from, high, fileU32(bytes, start + enhanced.time + 4, isLittle));
    this.#set(packet, from, interfaceId, bytes, start + enhanced.data, Math.min(start + enhanced.data + captured, end));
    packet.missing = Math.max(original - (packet.end - packet.start), 0);
    return 'packet';
  }

  /** A packet of the first interface, without a time: it gets that of the packet before it. */
  #simple(bytes: Buffer, start: number, end: number, packet: Packet): FileStep {
    const original = fileU32(bytes, start, this.#isLittle);
    const from = this.#interfaces[0];
    const limit = from === undefined || from.snapLength === 0 ? original : Math.min(original, from.snapLength);
    this.#set(packet, from, 0, bytes, start + 4, Math.min(start + 4 + limit, end));
    packet.missing = Math.max(original - (packet.end - packet.start), 0);
    return 'packet';
  }

  #set(
    packet: Packet,
    from: CaptureInterface | undefined,
    interfaceId: number,
    bytes: Buffer,
    start: number,
    end: number,
  ): void {
    packet.at = this.#at;
    packet.linkType = from?.linkType ?? UNKNOWN_LINK;
    packet.interfaceId = interfaceId;
    packet.interfaces = this.#interfaces.length;
    packet.kernelInterface = 0;
    packet.packetType = -1;
    packet.bytes = bytes;
    packet.start = start;
    packet.end = end;
  }
}

function isOfInterest(type: number): boolean {
  return type === ENHANCED_PACKET || type === SIMPLE_PACKET || type === INTERFACE_DESCRIPTION || type === OLD_PACKET;
}

/** The octets that a block of a type has at least. */
function shortest(type: number): number {
  switch (type) {
    case SECTION_HEADER:
      return SHORTEST_SECTION;
    case INTERFACE_DESCRIPTION:
      return BLOCK_FRAME + 8;
    case SIMPLE_PACKET:
      return BLOCK_FRAME + 4;
    case ENHANCED_PACKET:
    case OLD_PACKET:
      return BLOCK_FRAME + enhanced.data;
    default:
      return BLOCK_FRAME;
  }
}
