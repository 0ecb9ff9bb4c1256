import { type Address, formatAddress } from '../core/address';
import { StreamFramer } from '../sip/framing';
import type { MessageEvent } from './event';
import { type IpOctets, parseIp } from './internet';
import { areIpv4, capacity, type End, ipPacket, type StreamPlace } from './ip-packet';

const SECTION_HEADER = 0x0a0d0d0a;
const INTERFACE_DESCRIPTION = 1;
const ENHANCED_PACKET = 6;
/** LINKTYPE_RAW: packets start with the IP header. */
const RAW_IP = 101;
const OPTION_COMMENT = 1;
const OPTION_APPLICATION = 4;
const OPTION_TIME_RESOLUTION = 9;
/** What begins so far behind the end of a stream is another one. */
const GAP = 0x4000_0000;
/** How many streams, and addresses, are remembered; a peer decides how many there are. */
const REMEMBERED = 10_000;

/**
 * Encodes messages as a pcapng file (draft-ietf-opsawg-pcapng) that Wireshark, tshark, tcpdump and sngrep open: one section, one
 * interface of raw IP, one packet for each message, so packet N is frame N. A TCP message is a segment of a synthetic stream
 * without handshake, with running sequence numbers; one that the end of its stream cut off ends it with FIN. Messages over TLS and WebSocket are written in the same way, as plain octets
 * of TCP: Wireshark shows them as SIP, and who reads the capture takes them for SIP over TCP. What they came over is in the ndjson
 * trace only.
 */
export class PcapngEncoder {
  /** The next sequence number of each stream and direction. */
  readonly #sequences = new Map<string, number>();
  readonly #ips = new Map<string, IpOctets | undefined>();

  /** The blocks that a file starts with. */
  header(): Buffer {
    const section = Buffer.alloc(16);
    section.writeUInt32LE(0x1a2b3c4d, 0);
    section.writeUInt16LE(1, 4);
    section.writeBigInt64LE(-1n, 8);
    const interfaceHead = Buffer.alloc(8);
    interfaceHead.writeUInt16LE(RAW_IP, 0);
    const nanoseconds = Buffer.from([9]);
    return Buffer.concat([
      block(SECTION_HEADER, [section, option(OPTION_APPLICATION, Buffer.from('imconf')), endOfOptions]),
      block(INTERFACE_DESCRIPTION, [interfaceHead, option(OPTION_TIME_RESOLUTION, nanoseconds), endOfOptions]),
    ]);
  }

  /** The block of one message; the comment shows in Wireshark as `frame.comment`. */
  packet(event: MessageEvent, comment?: string): Buffer {
    const comments = comment === undefined ? [] : [comment];
    const [from, to] = event.direction === 'in' ? [event.remote, event.local] : [event.local, event.remote];
    const [source, destination] = [this.#endOf(from, comments), this.#endOf(to, comments)];
    const isStream = event.transport !== 'udp';
    const room = capacity(areIpv4(source, destination), isStream);
    const length = event.bytes.length;
    const place = isStream ? this.#placeOf(from, to, length, isUnfinished(event)) : undefined;
    const packet = ipPacket(source, destination, event.bytes.subarray(0, room), place);
    // A captured length below the original one marks the packet as cut; Wireshark would otherwise wait for the rest of the message
    // and not dissect what is there. The IP packet itself is as long as it can be, so one octet of it has to go.
    const captured = length > room ? packet.subarray(0, -1) : packet;
    if (length > room) comments.push(`cut: an IP packet holds ${room - 1} of the ${length} octets of this message`);
    const head = packetHead(event.at, captured.length, packet.length + Math.max(length - room, 0));
    return block(ENHANCED_PACKET, [head, captured, ...commentOptions(comments)]);
  }

  #endOf({ host, port }: Address, comments: string[]): End {
    if (!this.#ips.has(host)) remember(this.#ips, host, parseIp(host));
    const ip = this.#ips.get(host);
    if (ip === undefined) comments.push(`"${host}" is no IP address; 0.0.0.0 stands for it`);
    return { ip: ip ?? Buffer.alloc(4), port };
  }

  /**
   * Streams are told apart by their addresses, not by the number of the connection: a second connection between the same ports
   * would otherwise look like a retransmission of the first, which Wireshark does not dissect.
   */
  #placeOf(from: Address, to: Address, length: number, isLast: boolean): StreamPlace {
    const [there, back] = [streamKey(from, to), streamKey(to, from)];
    const sequence = this.#sequences.get(there) ?? 1;
    const acknowledged = this.#sequences.get(back) ?? 1;
    remember(this.#sequences, there, (sequence + length + (isLast ? GAP : 0)) >>> 0);
    return { sequence, acknowledged, isLast };
  }
}

/** A message that the end of its stream cut off: whoever reads the capture would wait for the rest of it. */
function isUnfinished({ transport, bytes, parsed, truncated }: MessageEvent): boolean {
  if ((transport !== 'tcp' && transport !== 'tls') || truncated) return false;
  if (parsed.ok && parsed.message.defects.length === 0) return false;
  const framer = new StreamFramer();
  framer.push(bytes);
  return framer.end().length > 0;
}

function streamKey(from: Address, to: Address): string {
  return `${formatAddress(from)} ${formatAddress(to)}`;
}

/** Sets an entry; beyond the bound the oldest goes. */
function remember<T>(map: Map<string, T>, key: string, value: T): void {
  map.set(key, value);
  if (map.size <= REMEMBERED) return;
  for (const oldest of map.keys()) {
    map.delete(oldest);
    return;
  }
}

/** Interface, time in nanoseconds, captured and original length. */
function packetHead(at: number, captured: number, original: number): Buffer {
  // Nanoseconds since 1970 do not fit into a double: the two halves of 32 bits come from a division of their own. They are finer
  // than `at` is, so that the same time comes out when the capture is read.
  const millis = Math.max(Math.floor(at), 0);
  const unit = 0x1_0000_0000;
  const low = (millis % unit) * 1_000_000 + Math.round(Math.max(at - millis, 0) * 1_000_000);
  const high = Math.floor(millis / unit) * 1_000_000 + Math.floor(low / unit);
  const head = Buffer.alloc(20);
  head.writeUInt32LE(high, 4);
  head.writeUInt32LE(low % unit, 8);
  head.writeUInt32LE(captured, 12);
  head.writeUInt32LE(original, 16);
  return head;
}

function commentOptions(comments: readonly string[]): readonly Buffer[] {
  if (comments.length === 0) return [];
  // An option has at most 65,535 octets.
  const text = Buffer.from(comments.join('\n').slice(0, 16_000));
  return [option(OPTION_COMMENT, text), endOfOptions];
}

const endOfOptions = Buffer.alloc(4);

function option(code: number, value: Buffer): Buffer {
  const head = Buffer.alloc(4);
  head.writeUInt16LE(code, 0);
  head.writeUInt16LE(value.length, 2);
  return Buffer.concat([head, value, Buffer.alloc(-value.length & 3)]);
}

/** A block with its type, and its length before and behind its content; everything in it is padded to 32 bits. */
function block(type: number, content: readonly Buffer[]): Buffer {
  const length = 12 + content.reduce((sum, part) => sum + part.length + (-part.length & 3), 0);
  const whole = Buffer.alloc(length);
  whole.writeUInt32LE(type, 0);
  whole.writeUInt32LE(length, 4);
  whole.writeUInt32LE(length, length - 4);
  let at = 8;
  for (const part of content) {
    part.copy(whole, at);
    at += part.length + (-part.length & 3);
  }
  return whole;
}
