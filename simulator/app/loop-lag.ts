import type { Clock, Millis } from '../core/time';

/** How often it is looked whether this process keeps up. */
const EVERY: Millis = 10;
/** What is less than this is no lateness: timers are not exact. */
const NOTHING: Millis = 15;

/**
 * How late this process may be in taking what arrives: while it is busy, messages wait in the socket, and their times are those at which
 * they were taken. In each turn of its event loop timers come first, then sockets, then immediates; a busy process may run the same timer
 * several times before it comes to the sockets. So a look counts once the sockets were read behind it: what had arrived by that look was
 * taken. A class because a timer has a lifetime.
 */
export class LoopLag {
  readonly #clock: Clock;
  readonly #timer: NodeJS.Timeout;
  readonly #behindSockets: (act: () => void) => void;
  /** What had arrived by then was taken. */
  #taken: Millis;
  #isPending = false;

  /** @param behindSockets does something once the sockets were read */
  constructor(clock: Clock, behindSockets: (act: () => void) => void = setImmediate) {
    this.#clock = clock;
    this.#behindSockets = behindSockets;
    this.#taken = clock.now();
    this.#timer = setInterval(() => this.look(), EVERY);
    this.#timer.unref();
  }

  /** Looks at the clock ahead of the sockets. */
  look(): void {
    if (this.#isPending) return;
    this.#isPending = true;
    const now = this.#clock.now();
    this.#behindSockets(() => {
      this.#isPending = false;
      this.#taken = now;
    });
  }

  /** What is taken now may have arrived so many milliseconds ago; 0 where this process keeps up. */
  get bound(): Millis {
    const bound = this.#clock.now() - this.#taken;
    return bound < NOTHING ? 0 : Math.round(bound);
  }

  stop(): void {
    clearInterval(this.#timer);
  }
}
