import type { Buffer } from 'node:buffer';
import type { Millis } from '../../core/time';
import type { Hold, InOrder } from './in-order';
import { copyOf } from './octets';
import type { Packet } from './packet';

/** Where the octets of one direction of a connection go, in order. */
export interface StreamSink {
  /** Whether octets have to come whole and in order; if not, a look at each segment is all that is wanted. */
  readonly wantsOrder: boolean;
  /** The next octets; they do not stay as they are after the call. */
  data(bytes: Buffer, start: number, end: number, frame: number, at: Millis): void;
  /** Octets between those before and those that follow are not in the capture. */
  lost(): void;
  /** The sender has closed the connection: nothing more comes. */
  ended(): void;
}

/** The data of a segment: what a packet says of it. */
type Octets = Pick<Packet, 'bytes' | 'start' | 'end' | 'missing' | 'frame' | 'at'>;

/** A segment that came before one that it has to wait for. */
interface Waiting extends Octets {
  readonly sequence: number;
}

const MAX_SEGMENTS = 256;
const MAX_OCTETS = 512 * 1024;
/** How long a gap that the peer has acknowledged may yet be filled: packets of two directions may be captured out of order. */
const ACKNOWLEDGED_PATIENCE: Millis = 50;
/** How long a gap waits for a repeat of the lost segment. */
const PATIENCE: Millis = 10_000;

/** The distance from one sequence number to another, which count modulo 2^32 (RFC 9293 §3.4). */
export function distance(from: number, to: number): number {
  return (to - from) | 0;
}

/**
 * Puts the segments of one direction in order: repeats and overlaps are dropped, segments that came early wait. A gap is given up
 * when the peer has acknowledged what is missing, when too much waits behind it, or after 10 s of packet time.
 */
export class TcpAssembly {
  readonly #sink: StreamSink;
  readonly #inOrder: InOrder;
  /** The sequence number of the octet that is expected next; unknown before the first segment. */
  #next: number | undefined;
  /** In order of their sequence numbers. */
  #waiting: Waiting[] = [];
  #waitingOctets = 0;
  #hold: Hold | undefined;
  #gapSince: Millis = 0;
  /** Up to where the peer has acknowledged, and since when that covers the gap. */
  #acknowledged: number | undefined;
  #coveredSince: Millis | undefined;
  /** The sequence number behind the last octet of the sender. */
  #finAt: number | undefined;
  #isEnded = false;

  constructor(sink: StreamSink, inOrder: InOrder) {
    this.#sink = sink;
    this.#inOrder = inOrder;
  }

  get isStarted(): boolean {
    return this.#next !== undefined;
  }

  /** Whether segments wait for one that is missing. */
  get isStalled(): boolean {
    return this.#waiting.length > 0;
  }

  /** Octets that wait. */
  get held(): number {
    return this.#waitingOctets;
  }

  /** How far ahead of what is expected a sequence number lies. */
  ahead(sequence: number): number {
    return this.#next === undefined ? 0 : distance(this.#next, sequence);
  }

  /** The first octet has this sequence number. */
  open(sequence: number): void {
    this.#next = sequence;
  }

  /** Takes a segment; the packet is at its data. */
  segment(sequence: number, packet: Packet): void {
    if (this.#isEnded) return;
    this.#next ??= sequence;
    if (!this.#sink.wantsOrder && this.ahead(sequence) > 0) this.#next = sequence;
    if (this.ahead(sequence) > 0) {
      const { start, end, missing, frame, at } = packet;
      this.#wait({ sequence, bytes: copyOf(packet.bytes, start, end), start: 0, end: end - start, missing, frame, at });
      return;
    }
    this.#take(sequence, packet);
    if (this.isStalled) this.#drain();
    this.#checkEnd();
  }

  /** The sender's last octet lies before this sequence number. */
  finish(sequence: number): void {
    this.#finAt = sequence;
    this.#next ??= sequence;
    this.#checkEnd();
  }

  /** The peer has all octets before this sequence number. */
  acknowledge(sequence: number): void {
    if (this.#acknowledged === undefined || distance(this.#acknowledged, sequence) > 0) this.#acknowledged = sequence;
  }

  /** Gives up gaps that have been waited for long enough; to be called now and then while `isStalled`. */
  settle(now: Millis): void {
    while (this.isStalled && this.#isOverdue(now)) this.#giveUp();
  }

  giveUpAll(): void {
    while (this.isStalled) this.#giveUp();
  }

  #isOverdue(now: Millis): boolean {
    const isCovered = this.#acknowledged !== undefined && this.ahead(this.#acknowledged) > 0;
    if (isCovered) this.#coveredSince ??= now;
    const isSure = this.#coveredSince !== undefined && Math.abs(now - this.#coveredSince) >= ACKNOWLEDGED_PATIENCE;
    return isSure || Math.abs(now - this.#gapSince) >= PATIENCE;
  }

  #take(sequence: number, { bytes, start, end, missing, frame, at }: Octets): void {
    const known = -this.ahead(sequence);
    const captured = end - start;
    if (known >= captured + missing) return;
    this.#next = (sequence + captured + missing) >>> 0;
    if (known < captured) this.#sink.data(bytes, start + known, end, frame, at);
    if (missing > 0) this.#sink.lost();
  }

  #wait(segment: Waiting): void {
    const { length } = this.#waiting;
    if (length === 0) {
      this.#hold = this.#inOrder.hold(segment.frame, segment.at);
      this.#gapSince = segment.at;
    }
    let index = length;
    while (index > 0 && distance((this.#waiting[index - 1] as Waiting).sequence, segment.sequence) < 0) index -= 1;
    this.#waiting.splice(index, 0, segment);
    this.#waitingOctets += segment.bytes.length;
    while (this.#waiting.length > MAX_SEGMENTS || this.#waitingOctets > MAX_OCTETS) this.#giveUp();
  }

  /** Skips to the first segment that waits. */
  #giveUp(): void {
    const [first] = this.#waiting;
    if (first === undefined) return;
    this.#sink.lost();
    this.#next = first.sequence;
    this.#drain();
    this.#checkEnd();
  }

  /** Takes the segments that wait for nothing any more. */
  #drain(): void {
    for (let [first] = this.#waiting; first !== undefined; [first] = this.#waiting) {
      if (this.ahead(first.sequence) > 0) break;
      this.#waiting.shift();
      this.#waitingOctets -= first.bytes.length;
      this.#take(first.sequence, first);
    }
    this.#coveredSince = undefined;
    const [first] = this.#waiting;
    if (first !== undefined) this.#gapSince = first.at;
    else this.#release();
  }

  #release(): void {
    if (this.#hold !== undefined) this.#inOrder.release(this.#hold);
    this.#hold = undefined;
  }

  #checkEnd(): void {
    if (this.#finAt !== undefined && this.ahead(this.#finAt) <= 0) this.#end();
  }

  #end(): void {
    if (this.#isEnded) return;
    this.#isEnded = true;
    this.#waiting = [];
    this.#waitingOctets = 0;
    this.#release();
    this.#sink.ended();
  }
}
