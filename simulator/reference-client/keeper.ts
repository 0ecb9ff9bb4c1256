import type { Fault } from './fault';
import { bent } from './hooks';
import type { Order, Outcome } from './order';
import { longestDelay } from './timers';

/**
 * When to renew what was granted, in milliseconds: 600 s before the end, or at half time of 1200 s or less (TS 24.229
 * §5.1.1.4.1).
 */
export function renewalDelay(grantedSeconds: number): number {
  return (grantedSeconds > 1200 ? grantedSeconds - 600 : grantedSeconds / 2) * 1000;
}

/** Renews a registration (RFC 3261 §10.2.4) and a publication (RFC 3903 §4.3) before they lapse. */
export class Keeper {
  readonly #renew: (order: Order) => Promise<Outcome>;
  readonly #faults: readonly Fault[];
  readonly #timers = new Map<string, NodeJS.Timeout>();
  #grants = 0;
  readonly #latest = new Map<string, number>();

  constructor(renew: (order: Order) => Promise<Outcome>, faults: readonly Fault[] = []) {
    this.#renew = renew;
    this.#faults = faults;
  }

  /** Starts over the clock of that operation. */
  granted(order: Order, seconds: number): void {
    this.stop(order.operation);
    const { operation } = order;
    const right = seconds > 0 ? renewalDelay(seconds) : undefined;
    const delay = bent(this.#faults, 'renew', right, { operation, seconds });
    this.#grants += 1;
    this.#latest.set(operation, this.#grants);
    if (delay !== undefined) this.#arm({ ...order, grant: this.#grants }, delay);
  }

  /** Whether a renewal that had to wait for its turn is still needed: nothing newer was granted meanwhile. */
  isNeeded({ operation, grant }: Order): boolean {
    return grant === undefined || this.#latest.get(operation) === grant;
  }

  /** Stops the clock of one operation, or all. */
  stop(operation?: Order['operation']): void {
    for (const [name, timer] of this.#timers) if (operation === undefined || name === operation) clearTimeout(timer);
  }

  /** Longer delays than a timer can hold pass in parts: a lifetime of 2^32-1 s is 136 years. */
  #arm(order: Order, delay: number): void {
    const part = Math.min(delay, longestDelay);
    const passed = () => (delay > part ? this.#arm(order, delay - part) : void this.#act(order));
    const timer = setTimeout(passed, part);
    timer.unref();
    this.#timers.set(order.operation, timer);
  }

  /** A renewal that the server put off is tried once more when its time has come; any other failure stays one. */
  async #act(order: Order): Promise<void> {
    const outcome = await this.#renew(order);
    if (!outcome.ok && outcome.again !== undefined) this.#arm(order, outcome.again * 1000 + 100);
  }
}
