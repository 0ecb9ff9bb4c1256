import type { Millis } from '../../core/time';
import type { SipResponse } from '../../sip/message';
import {
  type ClientTransaction,
  clientEndsAt,
  newClientTransaction,
  stepClient,
} from '../../transaction/client-transaction';
import type { Timers, Timing } from '../../transaction/timers';
import { type Deadline, DeadlineHeap } from '../deadline-heap';
import type { OutgoingPacket } from '../packet';

/** A request of ours that leaves now. */
export interface Started {
  readonly packet: OutgoingPacket;
  readonly method: string;
  /** Moments of copies after now, in the place of Timer E. */
  readonly copies: readonly Millis[] | undefined;
  /** How many responses count as lost. */
  readonly answersLost: number;
  /** What is sent when a final response comes: ACK, and BYE where it made a session. */
  readonly onFinal: ((response: SipResponse, now: Millis) => void) | undefined;
}

interface Entry extends Started {
  readonly key: string;
  readonly timing: Timing;
  tx: ClientTransaction;
  /** Copies that are still due, in the place of the transaction's own. */
  due: Millis[] | undefined;
  lost: number;
  deadline: Deadline<Entry> | undefined;
}

/** The client transactions of the requests that behaviours send: Timers E and F, copies on order, responses that count as lost. */
export class OwnTransactions {
  readonly #timers: Timers;
  readonly #resend: (packet: OutgoingPacket) => void;
  readonly #entries = new Map<string, Entry>();
  readonly #deadlines = new DeadlineHeap<Entry>();

  constructor(timers: Timers, resend: (packet: OutgoingPacket) => void) {
    this.#timers = timers;
    this.#resend = resend;
  }

  get isEmpty(): boolean {
    return this.#entries.size === 0;
  }

  endsAt(): Millis | undefined {
    return this.#deadlines.endsAt();
  }

  /** Until when a request may still be sent again: the last copy on order, or Timer F of one that is unanswered. */
  get busyUntil(): Millis | undefined {
    const times = [...this.#entries.values()].map(({ due, tx }) => {
      if (due !== undefined) return due.at(-1);
      return tx.state === 'trying' || tx.state === 'proceeding' ? tx.failsAt : undefined;
    });
    const known = times.filter((time) => time !== undefined);
    return known.length === 0 ? undefined : Math.max(...known);
  }

  /** A request with the key of an earlier one takes its place. */
  start(key: string, started: Started, now: Millis): void {
    this.#remove(this.#entries.get(key));
    const { method, packet, copies, answersLost } = started;
    // An INVITE has no T2: its copies come after twice the time of the one before (RFC 3261 §17.1.1.2, Timer A).
    const timers = method === 'INVITE' ? { ...this.#timers, t2: 64 * this.#timers.t1 } : this.#timers;
    const timing = { timers, reliable: packet.transport === 'tcp' };
    const tx = newClientTransaction(now, timing);
    const due = copies?.map((after) => now + after).sort((a, b) => a - b);
    const entry: Entry = { ...started, key, timing, tx, due, lost: answersLost, deadline: undefined };
    this.#entries.set(key, entry);
    this.#schedule(entry);
  }

  /** Takes a response; `false` where it belongs to none of these. */
  respond(key: string, response: SipResponse, now: Millis): boolean {
    const entry = this.#entries.get(key);
    if (entry === undefined) return false;
    if (entry.lost > 0) {
      entry.lost -= 1;
      return true;
    }
    const { status } = response.start;
    if (status >= 200) entry.onFinal?.(response, now);
    const isInvite = entry.method === 'INVITE';
    const step = stepClient(entry.tx, { kind: 'response', status }, now, entry.timing);
    // A provisional response ends the copies of an INVITE (RFC 3261 §17.1.1.2).
    entry.tx =
      isInvite && step.next.state === 'proceeding' ? { ...step.next, resendsAt: Number.POSITIVE_INFINITY } : step.next;
    this.#schedule(entry);
    return true;
  }

  /** Sends again what is due. */
  tick(now: Millis): void {
    for (let entry = this.#deadlines.shiftDue(now); entry; entry = this.#deadlines.shiftDue(now)) {
      entry.deadline = undefined;
      if (entry.due !== undefined && (entry.due[0] ?? Number.POSITIVE_INFINITY) <= now) {
        entry.due.shift();
        this.#resend(entry.packet);
      } else {
        const { next, resend } = stepClient(entry.tx, { kind: 'tick' }, now, entry.timing);
        entry.tx = next;
        if (resend && entry.due === undefined) this.#resend(entry.packet);
      }
      this.#schedule(entry);
    }
  }

  /** No response can come any more on this connection (RFC 3261 §8.1.3.1), nor can anything be sent there. */
  disconnected(connection: number): void {
    for (const entry of [...this.#entries.values()]) if (entry.packet.connection === connection) this.#remove(entry);
  }

  /** Nothing more is sent. */
  clear(): void {
    for (const entry of [...this.#entries.values()]) this.#remove(entry);
  }

  /** An entry lives as long as its transaction, and as long as copies on order are due. */
  #schedule(entry: Entry): void {
    if (entry.deadline !== undefined) this.#deadlines.cancel(entry.deadline);
    const times = [clientEndsAt(entry.tx), entry.due?.[0]].filter((time) => time !== undefined);
    if (times.length === 0) this.#remove(entry);
    else entry.deadline = this.#deadlines.add(entry, Math.min(...times));
  }

  #remove(entry: Entry | undefined): void {
    if (entry === undefined) return;
    if (entry.deadline !== undefined) this.#deadlines.cancel(entry.deadline);
    if (this.#entries.get(entry.key) === entry) this.#entries.delete(entry.key);
  }
}
