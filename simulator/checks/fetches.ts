import type { Millis } from '../core/time';
import type { Earlier } from './check';

/** As many as the limits of RFC 6665 §4.4.3 in requirements need to be told apart. */
const KEPT = 10;
const MINUTE: Millis = 60_000;
const TEN_MINUTES: Millis = 600_000;

/** When a client fetched last. */
export class Fetches {
  readonly #times: Millis[] = [];

  /** Takes a fetch: how many there were within the last minute and the last ten, with this one. */
  add(at: Millis): NonNullable<Earlier['fetches']> {
    this.#times.push(at);
    if (this.#times.length > KEPT) this.#times.shift();
    let inMinute = 0;
    let inTenMinutes = 0;
    for (const time of this.#times) {
      if (at - time < MINUTE) inMinute += 1;
      if (at - time < TEN_MINUTES) inTenMinutes += 1;
    }
    return { inMinute, inTenMinutes };
  }
}
