/** A timer that is later than this, in milliseconds, was kept from its time by a process that did not keep up. */
const punctual = 20;

/**
 * A timer that is never early. Node counts a delay from the beginning of the turn of its event loop in which the timer is set, so that
 * after a turn that takes 130 ms a pause of 500 ms would last 370 ms, and the server would see a copy too soon. One that is late lets
 * go first what arrived meanwhile: a client that was busy for a second has not waited in vain for an answer that lies in its socket. A
 * class because a timer has a lifetime.
 */
export class ExactTimer {
  readonly #act: () => void;
  readonly #due: number;
  #timer: NodeJS.Timeout;
  #isHeld = true;
  #isCancelled = false;

  /** @param delay in milliseconds */
  constructor(delay: number, act: () => void) {
    this.#act = act;
    this.#due = Date.now() + delay;
    this.#timer = setTimeout(() => this.#passed(delay), delay);
  }

  /** Does not keep the process alive. */
  unref(): void {
    this.#isHeld = false;
    this.#timer.unref();
  }

  cancel(): void {
    this.#isCancelled = true;
    clearTimeout(this.#timer);
  }

  #passed(delay: number): void {
    const left = this.#due - Date.now();
    // More than the delay itself can only be a clock that was set back.
    if (left < -punctual) {
      // Node looks at timers first, at sockets then, and at these last.
      setImmediate(() => this.#actUnlessCancelled());
      return;
    }
    if (left <= 0 || left > delay) {
      this.#act();
      return;
    }
    this.#timer = setTimeout(() => this.#passed(left), left);
    if (!this.#isHeld) this.#timer.unref();
  }

  #actUnlessCancelled(): void {
    if (!this.#isCancelled) this.#act();
  }
}
