import type { Millis } from '../core/time';
import {
  type ClientInput,
  type ClientReport,
  type ClientTransaction,
  clientEndsAt,
  newClientTransaction,
  stepClient,
} from '../transaction/client-transaction';
import type { Timing } from '../transaction/timers';
import { ByConnection } from './by-connection';
import type { ServerConfig } from './config';
import { type Deadline, DeadlineHeap } from './deadline-heap';
import { DeadlineFifo } from './fifo';
import type { Outbox } from './outbox';
import type { Packet } from './packet';

/** How a request of ours ended; `owner` is what its sender wanted to remember. */
export interface Ended<T> {
  readonly owner: T;
  readonly report: Exclude<ClientReport, 'provisional'>;
}

interface Entry<T> {
  readonly key: string;
  readonly packet: Packet;
  readonly owner: T;
  /** Of its request and of what its owner keeps. */
  readonly octets: number;
  readonly timing: Timing;
  tx: ClientTransaction;
  deadline: Deadline<Entry<T>> | undefined;
  isFinished: boolean;
}

/** The client transactions by their keys, with their retransmissions. */
export class ClientTransactions<T> {
  readonly #entries = new Map<string, Entry<T>>();
  /** Those that only absorb copies of their response wait for Timer K, all equally long. */
  readonly #finished = new DeadlineFifo<Entry<T>>();
  /** The others wait for Timers E and F. */
  readonly #deadlines = new DeadlineHeap<Entry<T>>();
  readonly #onConnection = new ByConnection<Entry<T>>();
  readonly #config: ServerConfig;
  readonly #outbox: Outbox;
  #octets = 0;

  constructor(config: ServerConfig, outbox: Outbox) {
    this.#config = config;
    this.#outbox = outbox;
  }

  get size(): number {
    return this.#entries.size;
  }

  endsAt(): Millis | undefined {
    const finished = this.#finished.endsAt();
    const waiting = this.#deadlines.endsAt();
    return finished === undefined || waiting === undefined ? (finished ?? waiting) : Math.min(finished, waiting);
  }

  /** Begins a transaction whose request the caller sends now; `kept` are the octets that `owner` keeps. */
  start(key: string, packet: Packet, owner: T, kept: number, now: Millis): void {
    const octets = packet.bytes.length + kept;
    this.#makeRoom(octets);
    const timing = { timers: this.#config.timers, reliable: packet.transport === 'tcp' };
    const tx = newClientTransaction(now, timing);
    const entry: Entry<T> = { key, packet, owner, octets, timing, tx, deadline: undefined, isFinished: false };
    entry.deadline = this.#deadlines.add(entry, clientEndsAt(tx) ?? now);
    this.#entries.set(key, entry);
    this.#octets += octets;
    this.#onConnection.add(packet.connection, entry);
  }

  /** Takes a response; a stray one, and a copy of one that was seen, end nothing. */
  respond(key: string, status: number, now: Millis): Ended<T> | undefined {
    const entry = this.#entries.get(key);
    return entry && this.#step(entry, { kind: 'response', status }, now);
  }

  /** Sends again what is due, and returns what has ended by Timer F. */
  tick(now: Millis): readonly Ended<T>[] {
    const ended: Ended<T>[] = [];
    for (let entry = this.#deadlines.shiftDue(now); entry; entry = this.#deadlines.shiftDue(now)) {
      const end = this.#step(entry, { kind: 'tick' }, now);
      if (end !== undefined) ended.push(end);
    }
    for (let at = this.#finished.endsAt(); at !== undefined && at <= now; at = this.#finished.endsAt())
      this.#endFirst();
    return ended;
  }

  /** No response can come any more on this connection (RFC 3261 §8.1.3.1). */
  disconnected(connection: number): readonly Ended<T>[] {
    const entries = this.#onConnection.take(connection);
    return entries.map((entry) => this.#step(entry, { kind: 'transport-error' }, 0)).filter((end) => end !== undefined);
  }

  #step(entry: Entry<T>, input: ClientInput, now: Millis): Ended<T> | undefined {
    const { next, resend, report } = stepClient(entry.tx, input, now, entry.timing);
    entry.tx = next;
    if (resend) this.#outbox.send(entry.packet);
    if (next.state === 'terminated') this.#remove(entry);
    else if (next.state === 'completed') this.#finish(entry, next.endsAt);
    else this.#schedule(entry, clientEndsAt(next) ?? now);
    return report === undefined || report === 'provisional' ? undefined : { owner: entry.owner, report };
  }

  #schedule(entry: Entry<T>, at: Millis): void {
    if (entry.deadline === undefined || entry.deadline.index < 0) entry.deadline = this.#deadlines.add(entry, at);
    else this.#deadlines.move(entry.deadline, at);
  }

  /** The response is here; copies of it may come until Timer K fires. */
  #finish(entry: Entry<T>, endsAt: Millis): void {
    if (entry.isFinished) return;
    entry.isFinished = true;
    if (entry.deadline !== undefined) this.#deadlines.cancel(entry.deadline);
    this.#finished.put(entry, endsAt);
  }

  #endFirst(): void {
    const entry = this.#finished.shift();
    if (entry !== undefined) this.#remove(entry);
  }

  #remove(entry: Entry<T>): void {
    if (entry.deadline !== undefined) this.#deadlines.cancel(entry.deadline);
    if (!this.#entries.delete(entry.key)) return;
    this.#octets -= entry.octets;
    this.#onConnection.delete(entry.packet.connection, entry);
  }

  /** A finished one has to go first; one that still waits only when all do. */
  #makeRoom(octets: number): void {
    const { transactions, transactionOctets } = this.#config.limits;
    if (this.#entries.size >= transactions) {
      this.#outbox.limitReached('transactions', transactions, 'transactions');
      this.#dropOne();
    }
    while (this.#octets + octets > transactionOctets && this.#entries.size > 0) {
      this.#outbox.limitReached('transactions', transactionOctets, 'transactionOctets');
      this.#dropOne();
    }
  }

  #dropOne(): void {
    const waiting = this.#finished.endsAt() === undefined ? this.#deadlines.first() : undefined;
    if (waiting === undefined) this.#endFirst();
    else this.#remove(waiting);
  }
}
