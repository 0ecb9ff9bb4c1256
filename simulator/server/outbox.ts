import type { Note } from '../trace/event';
import type { ServerLimits } from './config';
import type { OutgoingPacket } from './packet';

/** Something noticed; the outer ring adds the time. */
export type ServerNote = Omit<Note, 'kind' | 'at'>;

/** What one input to the endpoint leads to: messages to send, in this order, and things noticed. */
export interface Output {
  readonly send: readonly OutgoingPacket[];
  readonly notes: readonly ServerNote[];
  /** TCP connections to be ended, when all of this is sent. */
  readonly disconnect?: readonly number[];
}

const nothing: Output = { send: [], notes: [] };

/** Collects what the roles want sent and noted during one input. */
export class Outbox {
  #send: OutgoingPacket[] = [];
  #notes: ServerNote[] = [];
  readonly #limitsReached = new Set<string>();

  get isEmpty(): boolean {
    return this.#send.length === 0 && this.#notes.length === 0;
  }

  send(packet: OutgoingPacket): void {
    this.#send.push(packet);
  }

  note(note: ServerNote): void {
    this.#notes.push(note);
  }

  /** Notes that a limit on a kind of state was reached, once for each kind; `setting` is what to raise. */
  limitReached(kind: string, limit: number, setting: keyof ServerLimits): void {
    const isOctets = setting === 'octets' || setting === 'transactionOctets';
    if (this.#limitsReached.has(kind)) return;
    this.#limitsReached.add(kind);
    const what = isOctets ? `${limit} octets of ${kind}` : `${limit} ${kind}`;
    this.note({
      note: 'limit-reached',
      text: `the server holds ${what} and drops the oldest for each new one; raise limits.${setting} if this is wanted load`,
    });
  }

  /** Hands everything over and starts anew. */
  take(): Output {
    if (this.isEmpty) return nothing;
    const output = { send: this.#send, notes: this.#notes };
    this.#send = [];
    this.#notes = [];
    return output;
  }
}
