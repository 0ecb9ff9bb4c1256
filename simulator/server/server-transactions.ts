import type { Millis } from '../core/time';
import { newServerTransaction, type ServerTransaction, stepServer } from '../transaction/server-transaction';
import type { Timing } from '../transaction/timers';
import type { ServerConfig } from './config';
import { DeadlineFifo } from './fifo';
import type { Outbox } from './outbox';
import type { Packet } from './packet';

interface Entry {
  readonly key: string;
  tx: ServerTransaction<Packet>;
}

/**
 * The server transactions by their keys. Each is answered in the moment in which its request arrives, so those that are kept
 * wait for Timer J only, all equally long; on TCP none is kept.
 */
export class ServerTransactions {
  readonly #entries = new Map<string, Entry>();
  readonly #ends = new DeadlineFifo<Entry>();
  readonly #limit: number;
  readonly #outbox: Outbox;
  readonly #udp: Timing;
  readonly #tcp: Timing;

  constructor({ timers, limits }: ServerConfig, outbox: Outbox) {
    this.#limit = limits.transactions;
    this.#outbox = outbox;
    this.#udp = { timers, reliable: false };
    this.#tcp = { timers, reliable: true };
  }

  get size(): number {
    return this.#entries.size;
  }

  endsAt(): Millis | undefined {
    return this.#ends.endsAt();
  }

  /** Whether the request is a copy; then its response has been sent again. */
  absorb(key: string, now: Millis): boolean {
    const entry = this.#entries.get(key);
    if (entry === undefined) return false;
    this.#send(stepServer(entry.tx, { kind: 'retransmission' }, now, this.#udp).send);
    return true;
  }

  /** Sends the final response to a request that is no copy, and keeps it as long as copies may come. */
  answer(key: string, response: Packet, now: Millis): void {
    const timing = response.transport === 'tcp' ? this.#tcp : this.#udp;
    const { next, send } = stepServer<Packet>(newServerTransaction, { kind: 'final', response }, now, timing);
    this.#send(send);
    if (next.state !== 'completed') return;
    if (this.#entries.size >= this.#limit) {
      this.#outbox.limitReached('transactions', this.#limit);
      this.#endFirst();
    }
    const entry: Entry = { key, tx: next };
    this.#entries.set(key, entry);
    this.#ends.put(entry, next.endsAt);
  }

  /** Forgets the transactions whose Timer J has fired. */
  tick(now: Millis): void {
    for (let at = this.#ends.endsAt(); at !== undefined && at <= now; at = this.#ends.endsAt()) this.#endFirst();
  }

  #endFirst(): void {
    const entry = this.#ends.shift();
    if (entry !== undefined) this.#entries.delete(entry.key);
  }

  #send(packets: readonly Packet[]): void {
    for (const packet of packets) this.#outbox.send(packet);
  }
}
