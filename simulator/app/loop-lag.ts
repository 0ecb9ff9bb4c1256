import type { Clock, Millis } from '../core/time';

/** How often it is looked whether this process keeps up. */
const EVERY: Millis = 10;
/** What is less than this is no lateness: timers are not exact. */
const NOTHING: Millis = 15;

/**
 * How late this process may be in taking what arrives: while it is busy, messages wait in the socket, and their times are those at which
 * they were taken. A class because a timer has a lifetime.
 */
export class LoopLag {
  readonly #clock: Clock;
  readonly #timer: NodeJS.Timeout;
  #looked: Millis;
  #lag: Millis = 0;

  constructor(clock: Clock) {
    this.#clock = clock;
    this.#looked = clock.now();
    this.#timer = setInterval(() => this.look(), EVERY);
    this.#timer.unref();
  }

  /** Sees how late this look is. */
  look(): void {
    const now = this.#clock.now();
    this.#lag = now - this.#looked - EVERY;
    this.#looked = now;
  }

  /** What is taken now may have arrived so many milliseconds ago; 0 where this process keeps up. */
  get bound(): Millis {
    const since = this.#clock.now() - this.#looked;
    // Timers come before sockets: what waited while this process was busy is taken just behind the look that was late.
    const bound = since < EVERY ? Math.max(this.#lag, 0) + since : since;
    return bound < NOTHING ? 0 : Math.round(bound);
  }

  stop(): void {
    clearInterval(this.#timer);
  }
}
