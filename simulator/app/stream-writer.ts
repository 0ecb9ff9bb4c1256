import type { Millis } from '../core/time';
import type { OutgoingPacket } from '../server/packet';
import type { Transport } from '../transport/transport';

/** Puts octets on the wire. */
type Transmit = (transport: Transport, message: Pick<OutgoingPacket, 'remote' | 'connection' | 'bytes'>) => void;

/** A write that waits, and how long to wait behind it. */
interface Write {
  readonly transport: Transport;
  readonly message: Pick<OutgoingPacket, 'remote' | 'connection' | 'bytes'>;
  readonly gap: Millis;
}

/**
 * Cuts messages of a stream into several writes, and joins several into one, where a behaviour wants that (RFC 3261 §18.3: a stream has no
 * packets). A class because the pieces of a message are under way for a while.
 */
export class StreamWriter {
  readonly #transmit: Transmit;
  /** What waits for the next message of its connection. */
  readonly #held = new Map<number, Write>();
  /** Pieces that are still to be written, by connection; whatever comes behind them waits. */
  readonly #queues = new Map<number, Write[]>();
  readonly #timers = new Set<NodeJS.Timeout>();

  constructor(transmit: Transmit) {
    this.#transmit = transmit;
  }

  /** Writes a message, or some of it, now or later. */
  write(transport: Transport, packet: OutgoingPacket): void {
    const { connection, pieces, joinsNext } = packet;
    if (connection === undefined) {
      this.#transmit(transport, packet);
      return;
    }
    const held = this.#held.get(connection)?.message.bytes;
    const bytes = held === undefined ? packet.bytes : Buffer.concat([held, packet.bytes]);
    const message = { remote: packet.remote, connection, bytes };
    this.#held.delete(connection);
    if (joinsNext) this.#held.set(connection, { transport, message, gap: 0 });
    else if (pieces !== undefined)
      this.#enqueue(connection, cut({ transport, message, gap: pieces.gap }, pieces.count));
    else if (this.#queues.has(connection)) this.#enqueue(connection, [{ transport, message, gap: 0 }]);
    else this.#transmit(transport, message);
  }

  /** Nothing more comes in this moment: what waited for it goes alone. */
  flush(): void {
    for (const { transport, message } of this.#held.values()) this.#transmit(transport, message);
    this.#held.clear();
  }

  /** What is not written yet stays unwritten. */
  close(): void {
    for (const timer of this.#timers) clearTimeout(timer);
    this.#timers.clear();
    this.#queues.clear();
  }

  #enqueue(connection: number, writes: readonly Write[]): void {
    const queue = this.#queues.get(connection);
    if (queue !== undefined) {
      queue.push(...writes);
      return;
    }
    this.#queues.set(connection, [...writes]);
    this.#next(connection);
  }

  #next(connection: number): void {
    const write = this.#queues.get(connection)?.shift();
    if (write === undefined) {
      this.#queues.delete(connection);
      return;
    }
    this.#transmit(write.transport, write.message);
    const timer = setTimeout(() => {
      this.#timers.delete(timer);
      this.#next(connection);
    }, write.gap);
    this.#timers.add(timer);
  }
}

/** About equal pieces, at least one octet each. */
function cut({ transport, message, gap }: Write, count: number): readonly Write[] {
  const size = Math.max(1, Math.ceil(message.bytes.length / count));
  const pieces: Write[] = [];
  for (let at = 0; at < message.bytes.length; at += size)
    pieces.push({ transport, message: { ...message, bytes: message.bytes.subarray(at, at + size) }, gap });
  return pieces;
}
