import type { Millis } from '../core/time';
import { utf8 } from '../sip/message';
import type { ServerNote } from './outbox';
import type { ServerRequest } from './request';

/** A pause that ends a row of fetches; one that ends a loop that was found. */
const ROW_ENDS_AFTER: Millis = 1_000;
const LOOP_ENDS_AFTER: Millis = 10_000;
/** A loop of this many times the row's length is answered no more. */
const REFUSED_AT = 5;

interface Row {
  readonly count: number;
  readonly last: Millis;
}

/** How a fetch is to be answered. */
export type FetchJudgement = 'alone' | 'loop-found' | 'loop' | 'loop-refused';

/**
 * Finds clients that answer `terminated;reason=timeout` by fetching again for ever (some stacks do, since RFC 6665 §4.1.3
 * lets a client subscribe again at once after that reason).
 *
 * | fetches with under 1 s between each | judgement                  |
 * |-------------------------------------|----------------------------|
 * | up to the limit                     | alone                      |
 * | the first one beyond it             | loop-found                 |
 * | up to 5 times the limit             | loop                       |
 * | more                                | loop-refused               |
 *
 * A pause of 10 s ends a loop. A PUBLISH in between ends a row: a loop knows nothing but fetching.
 */
export class FetchGuard {
  readonly #limit: number;
  readonly #capacity: number;
  /** By IM Address. Two generations, so that those not fetched for long are forgotten without a search. */
  #rows = new Map<string, Row>();
  #olderRows = new Map<string, Row>();

  constructor(limit: number, capacity: number) {
    this.#limit = limit;
    this.#capacity = capacity;
  }

  judge(address: string, now: Millis): FetchJudgement {
    const row = this.#rows.get(address) ?? this.#olderRows.get(address);
    const pause = row !== undefined && row.count > this.#limit ? LOOP_ENDS_AFTER : ROW_ENDS_AFTER;
    const count = row !== undefined && now - row.last < pause ? row.count + 1 : 1;
    this.#rows.set(address, { count, last: now });
    if (this.#rows.size > this.#capacity) {
      this.#olderRows = this.#rows;
      this.#rows = new Map();
    }
    if (count <= this.#limit) return 'alone';
    if (count === this.#limit + 1) return 'loop-found';
    return count <= this.#limit * REFUSED_AT ? 'loop' : 'loop-refused';
  }

  /** The client did something else. */
  reset(address: string): void {
    this.#rows.delete(address);
    this.#olderRows.delete(address);
  }
}

/** What is said of a client that fetches again as soon as it is told the state. */
export function loopNote({ message, arrival }: ServerRequest, fetchesInARow: number): ServerNote {
  return {
    note: 'subscription-loop',
    text:
      `${utf8(message.start.requestUri)} was fetched more than ${fetchesInARow} times with less than 1 s in between; ` +
      'does the client answer the NOTIFY with a new SUBSCRIBE? From now on it is told reason=rejected',
    ...(arrival.frame !== undefined && { frame: arrival.frame }),
    remote: arrival.remote,
  };
}
