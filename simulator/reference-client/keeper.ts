import type { Order } from './order';
import { longestDelay } from './timers';

/** When to renew what was granted: 600 s before the end, or at half time of 1200 s or less (TS 24.229 §5.1.1.4.1). */
export function renewalDelay(grantedSeconds: number): number {
  const seconds = grantedSeconds > 1200 ? grantedSeconds - 600 : grantedSeconds / 2;
  return Math.min(seconds * 1000, longestDelay);
}

/** Renews a registration (RFC 3261 §10.2.4) and a publication (RFC 3903 §4.3) before they lapse. */
export class Keeper {
  readonly #renew: (order: Order) => void;
  readonly #timers = new Map<string, NodeJS.Timeout>();

  constructor(renew: (order: Order) => void) {
    this.#renew = renew;
  }

  /** Starts over the clock of that operation. */
  granted(order: Order, seconds: number): void {
    this.stop(order.operation);
    if (seconds <= 0) return;
    const timer = setTimeout(() => this.#renew(order), renewalDelay(seconds));
    timer.unref();
    this.#timers.set(order.operation, timer);
  }

  /** Stops the clock of one operation, or all. */
  stop(operation?: Order['operation']): void {
    for (const [name, timer] of this.#timers) if (operation === undefined || name === operation) clearTimeout(timer);
  }
}
