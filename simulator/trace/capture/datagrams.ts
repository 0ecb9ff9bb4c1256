import type { Buffer } from 'node:buffer';
import type { CapturedKeepAlive, CapturedMessage } from './captured';
import { brokenHeaders, type Counts, cutHeaders, type Refusal, tooLittle } from './counts';
import { Duplicates } from './duplicates';
import { type Endpoint, type Endpoints, UDP_SIP } from './endpoints';
import type { InOrder } from './in-order';
import { copyOf, u16 } from './octets';
import { otherDatagram, wrappedDatagram } from './other-protocols';
import type { Packet } from './packet';
import { likeStartLine, skipLineEnds } from './start-line';

const UDP_HEADER = 8;
const SP = 0x20;
const TAB = 0x09;
const CR = 0x0d;
const LF = 0x0a;

const seenTwice: Refusal = { reason: 'datagrams seen twice, by two interfaces' };

/** Finds SIP in UDP (RFC 768). */
export class Datagrams {
  readonly #counts: Counts;
  readonly #inOrder: InOrder;
  readonly #endpoints: Endpoints;
  readonly #duplicates = new Duplicates();

  constructor(counts: Counts, inOrder: InOrder, endpoints: Endpoints) {
    this.#counts = counts;
    this.#inOrder = inOrder;
    this.#endpoints = endpoints;
  }

  /** Takes a packet that is at its UDP header. */
  take(packet: Packet): Refusal | undefined {
    const { bytes, start } = packet;
    if (packet.end - start < UDP_HEADER) return packet.missing > 0 ? cutHeaders : brokenHeaders;
    const source = this.#endpoints.find(packet.words, 0, u16(bytes, start), packet.frame);
    const destination = this.#endpoints.find(packet.words, 4, u16(bytes, start + 2), packet.frame);
    const length = u16(bytes, start + 4);
    // Zero stands for a datagram above 65,535 octets (RFC 2675 §4), or for one that the network card was to cut up.
    if (length !== 0) {
      if (length < UDP_HEADER) return brokenHeaders;
      packet.missing = Math.max(start + length - packet.end, 0);
      if (packet.missing === 0) packet.end = start + length;
    }
    packet.start = start + UDP_HEADER;
    return this.#payload(packet, source, destination);
  }

  #payload(packet: Packet, source: Endpoint, destination: Endpoint): Refusal | undefined {
    const { bytes, start, end } = packet;
    const text = skipLineEnds(bytes, start, end);
    if (likeStartLine(bytes, text, end) === 'yes') {
      source.speaksTo(destination, UDP_SIP);
      return this.#put('message', packet, source, destination);
    }
    if (!source.isSipPath(destination, UDP_SIP)) return wrappedDatagram(bytes, start, end, destination.port);
    if (packet.missing > 0) return tooLittle;
    if (isBlank(bytes, start, end)) return this.#put('keep-alive', packet, source, destination);
    return otherDatagram(bytes, start, end) ?? this.#put('message', packet, source, destination);
  }

  #put(kind: 'message' | 'keep-alive', packet: Packet, source: Endpoint, destination: Endpoint): Refusal | undefined {
    const isOnSeveral = packet.packetType >= 0 || packet.interfaces > 1;
    if (isOnSeveral && this.#duplicates.isRepeat(packet, source, destination)) return seenTwice;
    const bytes = copyOf(packet.bytes, packet.start, packet.end);
    if (isOnSeveral) this.#duplicates.remember(packet, source, destination, bytes);
    if (kind === 'message') this.#counts.messages += 1;
    this.#inOrder.put(captured(kind, packet, source, destination, bytes));
    return undefined;
  }
}

function captured(
  kind: 'message' | 'keep-alive',
  { at, frame, missing }: Packet,
  from: Endpoint,
  to: Endpoint,
  bytes: Buffer,
): CapturedMessage | CapturedKeepAlive {
  const [source, destination] = [from.address, to.address];
  if (kind === 'message' && missing > 0) {
    return { kind, at, captureFrame: frame, transport: 'udp', source, destination, bytes, truncated: true };
  }
  return { kind, at, captureFrame: frame, transport: 'udp', source, destination, bytes };
}

/** Nothing but line ends, blanks and NUL; also nothing at all. */
function isBlank(bytes: Buffer, start: number, end: number): boolean {
  for (let index = start; index < end; index += 1) {
    const octet = bytes[index] as number;
    if (octet !== CR && octet !== LF && octet !== 0 && octet !== SP && octet !== TAB) return false;
  }
  return true;
}
