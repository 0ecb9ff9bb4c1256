import type { Answer } from './answer';
import { retryAfter } from './recovery';

/** The status codes with which Retry-After has a meaning (RFC 3261 §20.33). */
const waitable = new Set([404, 413, 480, 486, 500, 503, 600, 603]);
/** Pause after a failure of the server that names no time, in milliseconds (RFC 3261 §21.5.1: "several seconds"). */
const pauseAfterServerFailure = 3000;
/** Pause after a REGISTER that nobody answered, in milliseconds (RFC 3261 §10.2.7). */
const pauseAfterTimeout = 5000;
const everything = '*';

/** When a server may be asked again: what it said by Retry-After, and some seconds after it failed. */
export class Patience {
  readonly #until = new Map<string, number>();

  /** Takes a final answer. 503 with Retry-After concerns every request to the server (RFC 3261 §21.5.4). */
  learn(method: string, requestUri: string, answer: Answer, now: number): void {
    const { status, head, local } = answer;
    const asked = !local && waitable.has(status) ? retryAfter(head) : undefined;
    const key = asked !== undefined && status === 503 ? everything : `${method} ${requestUri}`;
    const pause = asked === undefined ? pauseOf(method, answer) : asked * 1000;
    if (pause > 0) this.#until.set(key, now + pause);
  }

  /** Milliseconds for which such a request has to wait. */
  remaining(method: string, requestUri: string, now: number): number {
    const until = [everything, `${method} ${requestUri}`].map((key) => this.#until.get(key) ?? 0);
    return Math.max(0, Math.max(...until) - now);
  }
}

/** Seconds after which the server may be asked again, where it said so. */
export function putOffFor({ status, head, heldFor }: Answer): { readonly again?: number } {
  const again = heldFor ?? (waitable.has(status) ? retryAfter(head) : undefined);
  return again === undefined ? {} : { again };
}

function pauseOf(method: string, { status, local }: Answer): number {
  if (local && status === 408) return method === 'REGISTER' ? pauseAfterTimeout : 0;
  return status >= 500 && status < 600 ? pauseAfterServerFailure : 0;
}
