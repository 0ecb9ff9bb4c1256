import type { Millis } from '../core/time';

/** The three values from which all timers of a transaction follow (RFC 3261 §17.1.1.1, table 4). */
export interface Timers {
  /** Estimate of the round-trip time. */
  readonly t1: Millis;
  /** Longest pause between two copies of a request. */
  readonly t2: Millis;
  /** How long a message may stay in the network. */
  readonly t4: Millis;
}

/** The defaults of RFC 3261 (table 4); IMS radio access takes 2, 16 and 17 seconds. */
export const defaultTimers: Timers = { t1: 500, t2: 4_000, t4: 5_000 };

/** What a transaction has to know of its surroundings. */
export interface Timing {
  readonly timers: Timers;
  /** TCP: nothing is sent twice, and J and K are zero. */
  readonly reliable: boolean;
}

/** Timer F: how long the client waits for a final response (RFC 3261 §17.1.2.2). */
export function timerF({ timers }: Timing): Millis {
  return 64 * timers.t1;
}

/** Timer J: how long the server repeats its final response (RFC 3261 §17.2.2). */
export function timerJ({ timers, reliable }: Timing): Millis {
  return reliable ? 0 : 64 * timers.t1;
}

/** Timer K: how long the client absorbs copies of the final response (RFC 3261 §17.1.2.2). */
export function timerK({ timers, reliable }: Timing): Millis {
  return reliable ? 0 : timers.t4;
}
