import type { Address } from '../../core/address';
import { formatIpv4, formatIpv6 } from '../internet';

/** A transport on which SIP is spoken, as a bit. */
export type SipBit = 1 | 2;
export const UDP_SIP = 1;
export const TCP_SIP = 2;

/** The words that an IPv4 address has as an IPv6 one: ::ffff:0:0 (RFC 4291 §2.5.5.2). */
const MAPPED = 0xffff;

/** An IP address and port, as one object for as long as it is remembered. */
export class Endpoint {
  /** Different for each endpoint, and never given twice. */
  readonly id: number;
  readonly address: Address;
  readonly port: number;
  readonly #a: number;
  readonly #b: number;
  readonly #c: number;
  readonly #d: number;
  /** On which transports it was seen to speak SIP, and on which to do so with more than one peer. */
  #speaks = 0;
  #serves = 0;
  /** The number of the first peer that it spoke SIP with. */
  #peer = 0;
  /** The last frame that it was seen in. */
  seen = 0;

  constructor(id: number, words: Int32Array, at: number, port: number) {
    this.id = id;
    this.port = port;
    this.#a = words[at] as number;
    this.#b = words[at + 1] as number;
    this.#c = words[at + 2] as number;
    this.#d = words[at + 3] as number;
    const isIpv4 = this.#a === 0 && this.#b === 0 && this.#c === MAPPED;
    const host = isIpv4 ? formatIpv4(this.#d) : formatIpv6([this.#a, this.#b, this.#c, this.#d]);
    this.address = { host, port };
  }

  is(words: Int32Array, at: number, port: number): boolean {
    return (
      this.#d === words[at + 3] &&
      this.port === port &&
      this.#c === words[at + 2] &&
      this.#a === words[at] &&
      this.#b === words[at + 1]
    );
  }

  /** A message went from here to `peer`. */
  speaksTo(peer: Endpoint, transport: SipBit): void {
    this.#note(peer, transport);
    peer.#note(this, transport);
  }

  #note(peer: Endpoint, transport: SipBit): void {
    this.#speaks |= transport;
    if (this.#peer === 0) this.#peer = peer.id;
    else if (this.#peer !== peer.id) this.#serves |= transport;
  }

  /**
   * Whether what goes between the two is meant as SIP even where it does not begin like SIP: one has a port of SIP (RFC 3261
   * §19.1.2) or serves several peers, or both have spoken SIP. One peer alone is not enough: a client's port may soon be another
   * program's.
   */
  isSipPath(peer: Endpoint, transport: SipBit): boolean {
    return (
      this.isSipServer(transport) || peer.isSipServer(transport) || (this.#speaks & peer.#speaks & transport) !== 0
    );
  }

  /** A port of SIP, or one on which several peers were spoken to. */
  isSipServer(transport: SipBit): boolean {
    return this.port === 5060 || this.port === 5061 || (this.#serves & transport) !== 0;
  }
}

const WAYS = 4;

/**
 * Remembers a bounded number of endpoints, so that an address is made into text once and not per packet. Organised as a cache of
 * sets: of the endpoints whose addresses fall into one set, that which was not seen for longest gives way.
 */
export class Endpoints {
  readonly #slots: (Endpoint | undefined)[];
  readonly #mask: number;
  #count = 0;

  /** @param sets how many sets of four; a power of two. */
  constructor(sets = 4096) {
    this.#slots = new Array(sets * WAYS).fill(undefined);
    this.#mask = sets - 1;
  }

  /** The endpoint whose address lies at `words[at]` to `words[at + 3]`. */
  find(words: Int32Array, at: number, port: number, frame: number): Endpoint {
    const first = (hash(words, at, port) & this.#mask) * WAYS;
    let oldest = first;
    let oldestSeen = Number.POSITIVE_INFINITY;
    for (let index = first; index < first + WAYS; index += 1) {
      const endpoint = this.#slots[index];
      if (endpoint?.is(words, at, port)) {
        endpoint.seen = frame;
        return endpoint;
      }
      const seen = endpoint === undefined ? -1 : endpoint.seen;
      if (seen >= oldestSeen) continue;
      oldest = index;
      oldestSeen = seen;
    }
    return this.#make(oldest, words, at, port, frame);
  }

  #make(slot: number, words: Int32Array, at: number, port: number, frame: number): Endpoint {
    this.#count += 1;
    const endpoint = new Endpoint(this.#count, words, at, port);
    endpoint.seen = frame;
    this.#slots[slot] = endpoint;
    return endpoint;
  }
}

function hash(words: Int32Array, at: number, port: number): number {
  let value = Math.imul(port, 0x9e3779b1) ^ (words[at + 3] as number);
  value = Math.imul(value ^ (value >>> 15), 0x85ebca6b) ^ (words[at + 2] as number);
  value = Math.imul(value ^ (words[at] as number), 0xc2b2ae35) ^ (words[at + 1] as number);
  value = Math.imul(value ^ (value >>> 13), 0x27d4eb2f);
  return value ^ (value >>> 16);
}
