import type { Millis } from '../../core/time';
import type { Handling } from '../endpoint';
import type { Packet } from '../packet';
import { reply, writeReply } from '../reply';
import type { ServerRequest } from '../request';
import { Exchange } from './exchange';
import type { OwnRequests } from './own-requests';
import type { Taken } from './script-state';
import type { Stage } from './stage';

/** A request may come again for 64*T1; one that goes on beyond that is still the same one. */
const MEMORY = 3;

/** The requests that behaviours have taken, by the numbers of their transactions. */
export class Exchanges {
  readonly #stage: Stage;
  readonly #own: OwnRequests;
  readonly #exchanges = new Map<number, Exchange>();

  constructor(stage: Stage, own: OwnRequests) {
    this.#stage = stage;
    this.#own = own;
  }

  get isEmpty(): boolean {
    return this.#exchanges.size === 0;
  }

  /** Takes a copy; `false` where the transaction is none of these. */
  takeCopy(key: number, now: Millis): boolean {
    const exchange = this.#exchanges.get(key);
    exchange?.copy(now);
    return exchange !== undefined;
  }

  begin(key: number, taken: Taken, request: ServerRequest, handling: Handling, now: Millis): void {
    const exchange = new Exchange(this.#stage, this.#own, taken, request, now);
    this.#exchanges.set(key, exchange);
    this.#stage.scheduleEnd(now + MEMORY * 64 * this.#stage.config.timers.t1, () => {
      exchange.end();
      this.#exchanges.delete(key);
    });
    exchange.begin(handling, now);
  }

  /**
   * The answer to a CANCEL of what is still unanswered: it is taken, and has no effect on a request that is no INVITE (RFC 3261 §9.2).
   */
  cancel(request: ServerRequest): Packet | undefined {
    const isKnown = [...this.#exchanges.values()].some((exchange) => exchange.isCancelledBy(request));
    return isKnown ? writeReply(request.arrival, request.head, reply(200, 'OK'), this.#stage.ids.token()) : undefined;
  }

  clear(): void {
    for (const exchange of this.#exchanges.values()) exchange.end();
    this.#exchanges.clear();
  }
}
