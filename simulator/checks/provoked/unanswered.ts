import type { Millis } from '../../core/time';
import type { ClientLog } from './client-log';
import { isOurs } from './looks';
import type { OpenClientTransaction } from './seen-transactions';

/** A response that takes longer is not the ordinary case; before T1 the client itself does nothing about it. */
const SILENCE: Millis = 200;
/** Requests that may wait at once; of more, the oldest are no longer looked at. */
const CAPACITY = 4_096;

/** A request that nobody answered in time. */
export interface Silence {
  readonly tx: OpenClientTransaction;
  readonly log: ClientLog;
  /** When the time was over. */
  readonly at: Millis;
}

const none: readonly Silence[] = [];

/** The requests that wait for their first response, to notice those that get none. Bounded. */
export class Unanswered {
  /** In the order in which they came. */
  readonly #waiting = new Map<OpenClientTransaction, ClientLog>();
  /** Before this moment nothing is due. */
  #due = Number.POSITIVE_INFINITY;

  add(tx: OpenClientTransaction, log: ClientLog): void {
    // Where times are unknown, nobody can say how long it took.
    if (!isOurs(tx) || tx.event.timeUnknown) return;
    this.#waiting.set(tx, log);
    if (this.#due === Number.POSITIVE_INFINITY) this.#due = tx.event.at + SILENCE;
    if (this.#waiting.size <= CAPACITY) return;
    const [oldest] = this.#waiting.keys();
    if (oldest !== undefined) this.#waiting.delete(oldest);
  }

  delete(tx: OpenClientTransaction): void {
    this.#waiting.delete(tx);
  }

  /** Those whose time is over by now; each is told of once. */
  until(now: Millis): readonly Silence[] {
    if (now < this.#due) return none;
    const over: Silence[] = [];
    this.#due = Number.POSITIVE_INFINITY;
    for (const [tx, log] of this.#waiting) {
      const at = tx.event.at + SILENCE;
      if (at > now) {
        this.#due = at;
        break;
      }
      this.#waiting.delete(tx);
      over.push({ tx, log, at });
    }
    return over;
  }
}
