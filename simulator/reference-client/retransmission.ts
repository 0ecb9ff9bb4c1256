import { ExactTimer } from './exact-timer';
import { t1, t2 } from './timers';

/** How a request is repeated when no answer comes. */
export interface CopyPlan {
  /** Milliseconds from the copy with that number (0: the first transmission) to the next; `undefined`: there is no next. */
  readonly pause: (copies: number, proceeding: boolean) => number | undefined;
  /** The text of the copy with that number. */
  readonly text: (text: string, copy: number) => string;
  /** Whether requests are repeated over a connection too. */
  readonly overTcp: boolean;
  /** Copies that go out although the final response came. */
  readonly afterFinal: number;
  /** Copies that go out although Timer F fired. */
  readonly afterTimeout: number;
}

/** Timer E of the non-INVITE client transaction (RFC 3261 §17.1.2.2). */
export const timerE: CopyPlan = {
  pause: (copies, proceeding) => (proceeding ? t2 : Math.min(t1 * 2 ** copies, t2)),
  text: (text) => text,
  overTcp: false,
  afterFinal: 0,
  afterTimeout: 0,
};

/**
 * Timer E over UDP, which sip.js leaves out: copies after T1, then twice the pause each time up to T2; after a provisional
 * response every T2.
 *
 * | event | action |
 * |---|---|
 * | E fires | send a copy, E = min(2 * E, T2); E = T2 once a 1xx came |
 * | 1xx | from the next copy on, E = T2 |
 * | final response, Timer F, transport error | stop |
 */
export class Retransmission {
  readonly #send: (copy: number) => Promise<void>;
  readonly #plan: CopyPlan;
  #copies = 0;
  #proceeding = false;
  /** Copies still to come once the transaction is over. */
  #surplus: number | undefined;
  #timer: ExactTimer | undefined;

  /** Starts Timer E; `send` sends a copy of the request, and is done when it has left. */
  constructor(plan: CopyPlan, send: (copy: number) => Promise<void>) {
    this.#plan = plan;
    this.#send = send;
    this.#arm();
  }

  /** The request, or its copy with that number, has left only now, as on a busy machine: Timer E runs from here. */
  hasLeft(copy = 0): void {
    if (this.#copies !== copy || this.#surplus === 0) return;
    this.#timer?.cancel();
    this.#arm();
  }

  /** A provisional response came. */
  proceeding(): void {
    this.#proceeding = true;
    // Only a plan that ends with the provisional response has to be asked again at once.
    if (this.#plan.pause(this.#copies, true) === undefined) this.#timer?.cancel();
  }

  /** The transaction is over; `surplus` copies follow all the same. */
  stop(surplus = 0): void {
    this.#surplus = surplus;
    if (surplus === 0) this.#timer?.cancel();
    else this.#timer?.unref();
  }

  #arm(): void {
    const pause = this.#plan.pause(this.#copies, this.#proceeding);
    if (pause === undefined) return;
    this.#timer = new ExactTimer(pause, () => {
      this.#copies += 1;
      const copy = this.#copies;
      // One that cannot be sent is as good as lost.
      this.#send(copy).then(
        () => this.hasLeft(copy),
        () => undefined,
      );
      if (this.#surplus !== undefined) this.#surplus -= 1;
      if (this.#surplus !== 0) this.#arm();
    });
    if (this.#surplus !== undefined) this.#timer.unref();
  }
}
