import { Buffer } from 'node:buffer';
import type { Millis } from '../../core/time';
import type { Counts, Refusal } from './counts';
import { Coverage } from './coverage';
import type { Hold, InOrder } from './in-order';
import { Packet } from './packet';

/** The largest datagram without the IP header (RFC 791 §3.1, RFC 8200 §4.5). */
const MAX_OCTETS = 65_535;
/** How long fragments wait for the others, in time of packets. A receiver waits for up to a minute, but they leave together. */
const PATIENCE: Millis = 1000;
const MAX_DATAGRAMS = 512;
const MAX_TOTAL_OCTETS = 8 * 1024 * 1024;

const withoutFirst: Refusal = { reason: 'IP fragments whose first one is missing' };

/** A datagram of which fragments have been seen. */
interface Datagram {
  readonly facts: Packet;
  readonly since: Millis;
  readonly hold: Hold;
  octets: Buffer;
  readonly coverage: Coverage;
  /** The length of the datagram, known once its last fragment is there. */
  total: number | undefined;
  /** Behind this octet the capture cut a fragment off. */
  cutAt: number;
  /** It has been handed over; what still comes are repeats. */
  isDone: boolean;
}

/** Receives a datagram that is whole, or of which nothing more is to come: then octets of it are `missing`. */
type Deliver = (packet: Packet) => void;

/**
 * Puts fragments of IPv4 and IPv6 together. They may come in any order, more than once, and overlap: the octets that came first
 * stay. Bounded in number and octets; beyond that the oldest is given up as if its time were over.
 */
export class Fragments {
  readonly #counts: Counts;
  readonly #inOrder: InOrder;
  readonly #deliver: Deliver;
  readonly #datagrams = new Map<string, Datagram>();
  #octets = 0;

  constructor(counts: Counts, inOrder: InOrder, deliver: Deliver) {
    this.#counts = counts;
    this.#inOrder = inOrder;
    this.#deliver = deliver;
  }

  /** Takes a fragment; `packet` is at its payload. */
  take(packet: Packet): void {
    const key = keyOf(packet);
    const datagram = this.#datagrams.get(key) ?? this.#start(key, packet);
    if (datagram.isDone) return;
    this.#add(datagram, packet);
    // Behind a place where the capture cut a fragment off, nothing is of use.
    if (datagram.coverage.reach >= Math.min(datagram.total ?? MAX_OCTETS + 1, datagram.cutAt)) this.#finish(datagram);
    if (this.#octets > MAX_TOTAL_OCTETS) this.#giveUpOldest();
  }

  /** Gives up what has waited too long. */
  expire(now: Millis): void {
    for (const [key, datagram] of this.#datagrams) {
      if (Math.abs(now - datagram.since) > PATIENCE) this.#giveUp(key, datagram);
    }
  }

  end(): void {
    for (const [key, datagram] of this.#datagrams) this.#giveUp(key, datagram);
  }

  #start(key: string, packet: Packet): Datagram {
    if (this.#datagrams.size >= MAX_DATAGRAMS) this.#giveUpOldest();
    const facts = new Packet();
    facts.copyFacts(packet);
    const datagram: Datagram = {
      facts,
      since: packet.at,
      hold: this.#inOrder.hold(packet.frame, packet.at),
      octets: Buffer.alloc(0),
      coverage: new Coverage(),
      total: undefined,
      cutAt: Number.POSITIVE_INFINITY,
      isDone: false,
    };
    this.#datagrams.set(key, datagram);
    return datagram;
  }

  #add(datagram: Datagram, packet: Packet): void {
    const { fragmentOffset: offset, start, end, bytes } = packet;
    const length = end - start;
    if (offset + length > MAX_OCTETS) return;
    this.#grow(datagram, offset + length);
    for (const free of datagram.coverage.add(offset, offset + length)) {
      bytes.copy(datagram.octets, free.start, start + free.start - offset, start + free.end - offset);
    }
    if (packet.missing > 0) datagram.cutAt = Math.min(datagram.cutAt, offset + length);
    else if (!packet.hasMoreFragments) datagram.total ??= offset + length;
    // The first fragment is the one whose header tells what is in the datagram (RFC 8200 §4.5).
    if (offset === 0) datagram.facts.protocol = packet.protocol;
    // The datagram is there when its last fragment is.
    datagram.facts.frame = packet.frame;
    datagram.facts.at = packet.at;
  }

  #grow(datagram: Datagram, length: number): void {
    const old = datagram.octets;
    if (length <= old.length) return;
    datagram.octets = Buffer.allocUnsafeSlow(Math.min(Math.max(length, 2 * old.length), MAX_OCTETS));
    old.copy(datagram.octets);
    this.#octets += datagram.octets.length - old.length;
  }

  #giveUpOldest(): void {
    for (const [key, datagram] of this.#datagrams) {
      this.#giveUp(key, datagram);
      return;
    }
  }

  /** What there is from the first octet on goes on as the beginning of a datagram. */
  #giveUp(key: string, datagram: Datagram): void {
    this.#datagrams.delete(key);
    if (!datagram.isDone) this.#finish(datagram);
  }

  #finish(datagram: Datagram): void {
    const { facts, coverage, total, cutAt } = datagram;
    facts.bytes = datagram.octets;
    facts.start = 0;
    facts.end = Math.min(coverage.reach, cutAt);
    // Where the last fragment is missing, so is at least an octet.
    facts.missing = total === undefined ? 1 : total - facts.end;
    this.#octets -= datagram.octets.length;
    datagram.octets = Buffer.alloc(0);
    datagram.isDone = true;
    if (facts.end > 0) this.#deliver(facts);
    else this.#counts.refuse(withoutFirst);
    this.#inOrder.release(datagram.hold);
  }
}

/** Addresses, identification and, in IPv4 only, the protocol (RFC 791 §3.2, RFC 8200 §4.5). */
function keyOf({ words, fragmentId, isIpv4, protocol }: Packet): string {
  return `${words.join()} ${fragmentId} ${isIpv4 ? protocol : 'v6'}`;
}
