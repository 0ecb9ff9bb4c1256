import type { Note } from '../trace/event';
import type { Packet } from './packet';

/** Something noticed; the outer ring adds the time. */
export type ServerNote = Omit<Note, 'kind' | 'at'>;

/** What one input to the endpoint leads to: messages to send, in this order, and things noticed. */
export interface Output {
  readonly send: readonly Packet[];
  readonly notes: readonly ServerNote[];
}

const nothing: Output = { send: [], notes: [] };

/** Collects what the roles want sent and noted during one input. */
export class Outbox {
  #send: Packet[] = [];
  #notes: ServerNote[] = [];
  readonly #limitsReached = new Set<string>();

  get isEmpty(): boolean {
    return this.#send.length === 0 && this.#notes.length === 0;
  }

  send(packet: Packet): void {
    this.#send.push(packet);
  }

  note(note: ServerNote): void {
    this.#notes.push(note);
  }

  /** Notes that a limit was reached, once for each kind of state. */
  limitReached(kind: string, limit: number): void {
    if (this.#limitsReached.has(kind)) return;
    this.#limitsReached.add(kind);
    this.note({
      note: 'limit-reached',
      text: `the server holds ${limit} ${kind} and drops the oldest for each new one; raise limits.${kind} if this is wanted load`,
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
