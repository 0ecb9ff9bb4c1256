import type { Millis } from '../../core/time';
import { Connection } from './connection';
import type { Counts, Refusal } from './counts';
import type { Endpoint, Endpoints } from './endpoints';
import type { InOrder } from './in-order';
import type { Packet } from './packet';
import { StreamContent } from './stream-content';
import { TcpAssembly } from './tcp-assembly';
import { ACK, FIN, RST, Segment, SYN } from './tcp-header';

const MAX_CONNECTIONS = 8192;
/** Octets of unfinished messages, over all connections. */
const MAX_HELD = 32 * 1024 * 1024;
/** A segment this far from the others belongs to another connection, whose handshake the capture lacks. */
const FAR = 4 * 1024 * 1024;
/** Data this far behind a SYN may have been captured before it. */
const NEAR = 65_536;
/** Makes one key of two endpoint numbers; both fit into 53 bits for longer than any capture lasts. */
const KEY_FACTOR = 2 ** 26;

/** One direction of a connection. */
interface Half {
  readonly content: StreamContent;
  readonly assembly: TcpAssembly;
  /** The sequence number behind its SYN. */
  begin: number | undefined;
}

interface Entry {
  readonly key: number;
  readonly fromLow: Half;
  readonly fromHigh: Half;
  held: number;
}

/**
 * Finds SIP in TCP: tells connections apart, one behind the other between the same ports included, and puts each direction in
 * order. Bounded in connections and octets: beyond that those go that were not used for long.
 */
export class TcpConnections {
  readonly #counts: Counts;
  readonly #inOrder: InOrder;
  readonly #endpoints: Endpoints;
  /** Those that were not used for longest come first. */
  readonly #entries = new Map<number, Entry>();
  #latest: Entry | undefined;
  readonly #stalled = new Set<TcpAssembly>();
  readonly #segment = new Segment();
  #held = 0;
  #numbers = 0;

  constructor(counts: Counts, inOrder: InOrder, endpoints: Endpoints) {
    this.#counts = counts;
    this.#inOrder = inOrder;
    this.#endpoints = endpoints;
  }

  /** Takes a packet that is at its TCP header. */
  take(packet: Packet): Refusal | undefined {
    const segment = this.#segment;
    const refusal = segment.read(packet);
    if (refusal !== undefined) return refusal;
    const source = this.#endpoints.find(packet.words, 0, segment.sourcePort, packet.frame);
    const destination = this.#endpoints.find(packet.words, 4, segment.destinationPort, packet.frame);
    const isLow = source.id < destination.id;
    const entry = isLow ? this.#entryOf(source, destination, true) : this.#entryOf(destination, source, false);
    if (entry === undefined) return undefined;
    const [half, other] = isLow ? [entry.fromLow, entry.fromHigh] : [entry.fromHigh, entry.fromLow];
    this.#carry(half, other, packet);
    if (segment.has(RST) && Math.abs(half.assembly.ahead(segment.sequence)) <= FAR) this.#reset(entry);
    this.#settle(half.assembly, packet.at);
    this.#account(entry);
    return undefined;
  }

  /** Gives up gaps that have been waited for long enough. */
  expire(now: Millis): void {
    for (const assembly of this.#stalled) this.#settle(assembly, now);
  }

  end(): void {
    for (const entry of this.#entries.values()) this.#drop(entry);
  }

  /** The connection of the segment in hand; none for a segment that neither opens one nor carries data. */
  #entryOf(low: Endpoint, high: Endpoint, isFromLow: boolean): Entry | undefined {
    const key = low.id * KEY_FACTOR + high.id;
    const known = this.#entries.get(key);
    if (known !== undefined && !this.#isOfAnother(known, isFromLow)) {
      this.#use(known);
      return known;
    }
    if (known !== undefined) this.#drop(known);
    if (this.#segment.length === 0 && !this.#segment.has(SYN)) return undefined;
    if (this.#entries.size >= MAX_CONNECTIONS) this.#evict();
    return this.#open(key, low, high);
  }

  #open(key: number, low: Endpoint, high: Endpoint): Entry {
    const connection = new Connection(this.#counts, this.#inOrder, () => {
      this.#numbers += 1;
      return this.#numbers;
    });
    const half = (source: Endpoint, destination: Endpoint): Half => {
      const content = new StreamContent(connection, source, destination);
      return { content, assembly: new TcpAssembly(content, this.#inOrder), begin: undefined };
    };
    const [fromLow, fromHigh] = [half(low, high), half(high, low)];
    const entry = { key, fromLow, fromHigh, held: 0 };
    this.#use(entry);
    return entry;
  }

  /** Whether the segment belongs to a later connection between the same ports. */
  #isOfAnother(entry: Entry, isFromLow: boolean): boolean {
    const { sequence, length } = this.#segment;
    const [half, other] = isFromLow ? [entry.fromLow, entry.fromHigh] : [entry.fromHigh, entry.fromLow];
    const ahead = half.assembly.ahead(sequence);
    if (!this.#segment.has(SYN)) return length > 0 && Math.abs(ahead) > FAR;
    if (half.begin !== undefined) return half.begin !== sequence;
    if (half.assembly.isStarted) return ahead > 0 || ahead < -NEAR;
    // The other direction was joined in the middle, so it is older than this SYN.
    return !this.#segment.has(ACK) && other.assembly.isStarted && other.begin === undefined;
  }

  #carry(half: Half, other: Half, packet: Packet): void {
    const { sequence, length, acknowledged } = this.#segment;
    if (this.#segment.has(SYN) && half.begin === undefined) {
      half.begin = sequence;
      if (!half.assembly.isStarted) {
        half.assembly.open(sequence);
        half.content.begin();
      }
    }
    if (length > 0) half.assembly.segment(sequence, packet);
    if (this.#segment.has(FIN)) half.assembly.finish((sequence + length) >>> 0);
    if (this.#segment.has(ACK)) other.assembly.acknowledge(acknowledged);
  }

  /**
   * What a reset cuts off may well have been sent: the message counts as cut off by the capture, not by its sender. That nothing
   * follows is left to the two ends: resets are made up by others, too.
   */
  #reset({ fromLow, fromHigh }: Entry): void {
    fromLow.content.cut();
    fromHigh.content.cut();
  }

  #settle(assembly: TcpAssembly, now: Millis): void {
    if (assembly.isStalled) assembly.settle(now);
    if (assembly.isStalled) this.#stalled.add(assembly);
    else if (this.#stalled.size > 0) this.#stalled.delete(assembly);
  }

  #account(entry: Entry): void {
    const held = heldBy(entry.fromLow) + heldBy(entry.fromHigh);
    this.#held += held - entry.held;
    entry.held = held;
    while (this.#held > MAX_HELD && this.#entries.size > 0) this.#evict();
  }

  #use(entry: Entry): void {
    if (entry === this.#latest) return;
    this.#latest = entry;
    this.#entries.delete(entry.key);
    this.#entries.set(entry.key, entry);
  }

  /** Drops the connection that was not used for longest. */
  #evict(): void {
    for (const entry of this.#entries.values()) {
      this.#drop(entry);
      return;
    }
  }

  #drop(entry: Entry): void {
    this.#entries.delete(entry.key);
    this.#held -= entry.held;
    entry.held = 0;
    for (const { content, assembly } of [entry.fromLow, entry.fromHigh]) {
      assembly.giveUpAll();
      content.cut();
      this.#stalled.delete(assembly);
    }
  }
}

function heldBy({ content, assembly }: Half): number {
  return content.held + assembly.held;
}
