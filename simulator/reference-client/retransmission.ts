import { t1, t2 } from './timers';

/**
 * Timer E of the non-INVITE client transaction over UDP (RFC 3261 §17.1.2.2), which sip.js leaves out: copies after T1,
 * then twice the pause each time up to T2; after a provisional response every T2.
 *
 * | event | action |
 * |---|---|
 * | E fires | send a copy, E = min(2 * E, T2); E = T2 once a 1xx came |
 * | 1xx | from the next copy on, E = T2 |
 * | final response, Timer F, transport error | stop |
 */
export class Retransmission {
  readonly #send: () => void;
  #pause = t1;
  #timer: NodeJS.Timeout | undefined;

  /** Starts Timer E; `send` sends a copy of the request. */
  constructor(send: () => void) {
    this.#send = send;
    this.#arm();
  }

  /** A provisional response came. */
  proceeding(): void {
    this.#pause = t2;
  }

  /** The transaction is over. */
  stop(): void {
    clearTimeout(this.#timer);
  }

  #arm(): void {
    this.#timer = setTimeout(() => {
      this.#send();
      this.#pause = Math.min(2 * this.#pause, t2);
      this.#arm();
    }, this.#pause);
  }
}
