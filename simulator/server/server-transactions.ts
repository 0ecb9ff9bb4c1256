import type { Millis } from '../core/time';
import { newServerTransaction, stepServer } from '../transaction/server-transaction';
import type { Timing } from '../transaction/timers';
import type { ServerConfig } from './config';
import { KeptResponses } from './kept-responses';
import type { Outbox } from './outbox';
import type { Packet } from './packet';

/**
 * The server transactions by the numbers of their keys. Each is answered in the moment in which its request arrives, so those that are kept
 * wait for Timer J only, all equally long, and what is kept of them is the response; on TCP none is kept.
 */
export class ServerTransactions {
  readonly #completed = new KeptResponses();
  readonly #limits: ServerConfig['limits'];
  readonly #outbox: Outbox;
  readonly #udp: Timing;
  readonly #tcp: Timing;

  constructor({ timers, limits }: ServerConfig, outbox: Outbox) {
    this.#limits = limits;
    this.#outbox = outbox;
    this.#udp = { timers, reliable: false };
    this.#tcp = { timers, reliable: true };
  }

  get size(): number {
    return this.#completed.size;
  }

  endsAt(): Millis | undefined {
    return this.#completed.endsAt();
  }

  /** Whether a response is kept for it. */
  has(key: number): boolean {
    return this.#completed.find(key) !== undefined;
  }

  /** Whether the request is a copy; then its response has been sent again. */
  absorb(key: number, now: Millis): boolean {
    const kept = this.#completed.find(key);
    if (kept === undefined) return false;
    this.#send(stepServer({ state: 'completed', ...kept }, { kind: 'retransmission' }, now, this.#udp).send);
    return true;
  }

  /** Sends the final response to a request that is no copy, and keeps it as long as copies may come. */
  answer(key: number, response: Packet, now: Millis): void {
    const timing = response.transport === 'tcp' ? this.#tcp : this.#udp;
    const { next, send } = stepServer<Packet>(newServerTransaction, { kind: 'final', response }, now, timing);
    this.#send(send);
    if (next.state !== 'completed') return;
    this.#makeRoom(response.bytes.length);
    this.#completed.put(key, response, next.endsAt);
  }

  /** Forgets the transactions whose Timer J has fired. */
  tick(now: Millis): void {
    for (let at = this.endsAt(); at !== undefined && at <= now; at = this.endsAt()) this.#completed.shift();
  }

  #makeRoom(octets: number): void {
    const { transactions, transactionOctets } = this.#limits;
    if (this.size >= transactions) {
      this.#outbox.limitReached('transactions', transactions, 'transactions');
      this.#completed.shift();
    }
    while (this.#completed.octets + octets > transactionOctets && this.size > 0) {
      this.#outbox.limitReached('transactions', transactionOctets, 'transactionOctets');
      this.#completed.shift();
    }
  }

  #send(packets: readonly Packet[]): void {
    for (const packet of packets) this.#outbox.send(packet);
  }
}
