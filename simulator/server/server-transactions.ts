import type { Millis } from '../core/time';
import { newServerTransaction, type ServerTransaction, stepServer } from '../transaction/server-transaction';
import type { Timing } from '../transaction/timers';
import type { ServerConfig } from './config';
import { DeadlineFifo } from './fifo';
import type { Outbox } from './outbox';
import { ownText } from './own-text';
import type { Packet } from './packet';

interface Entry {
  readonly key: string;
  /** Of its response and its key, both of which the client makes as long as it likes. */
  readonly octets: number;
  tx: ServerTransaction<Packet>;
}

/**
 * The server transactions by their keys. Each is answered in the moment in which its request arrives, so those that are kept
 * wait for Timer J only, all equally long; on TCP none is kept.
 */
export class ServerTransactions {
  readonly #entries = new Map<string, Entry>();
  readonly #ends = new DeadlineFifo<Entry>();
  readonly #limits: ServerConfig['limits'];
  readonly #outbox: Outbox;
  readonly #udp: Timing;
  readonly #tcp: Timing;
  #octets = 0;

  constructor({ timers, limits }: ServerConfig, outbox: Outbox) {
    this.#limits = limits;
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
    const entry: Entry = { key: ownText(key), octets: key.length + response.bytes.length, tx: next };
    this.#makeRoom(entry.octets);
    this.#entries.set(entry.key, entry);
    this.#octets += entry.octets;
    this.#ends.put(entry, next.endsAt);
  }

  /** Forgets the transactions whose Timer J has fired. */
  tick(now: Millis): void {
    for (let at = this.#ends.endsAt(); at !== undefined && at <= now; at = this.#ends.endsAt()) this.#endFirst();
  }

  #makeRoom(octets: number): void {
    const { transactions, transactionOctets } = this.#limits;
    if (this.#entries.size >= transactions) {
      this.#outbox.limitReached('transactions', transactions, 'transactions');
      this.#endFirst();
    }
    while (this.#octets + octets > transactionOctets && this.#entries.size > 0) {
      this.#outbox.limitReached('transactions', transactionOctets, 'transactionOctets');
      this.#endFirst();
    }
  }

  #endFirst(): void {
    const entry = this.#ends.shift();
    if (entry === undefined) return;
    this.#entries.delete(entry.key);
    this.#octets -= entry.octets;
  }

  #send(packets: readonly Packet[]): void {
    for (const packet of packets) this.#outbox.send(packet);
  }
}
