import type { Address } from '../core/address';
import { RecentNumbers } from '../core/recent-numbers';
import { numberOf } from '../core/text-number';
import type { WebSocketHandshake } from '../trace/event';
import type { TransportSighting } from './sighting';

/** Handshakes without a SIP message behind them that are remembered at once. */
const HANDSHAKES = 1_000;

type Waiting = Omit<TransportSighting, 'client'>;

/** Starts of WebSockets whose clients are not known yet: only the first SIP message behind them tells who it is. */
export class Handshakes {
  readonly #waiting = new RecentNumbers<Waiting>(HANDSHAKES);

  /** How many are kept now. */
  get size(): number {
    return this.#waiting.size;
  }

  /** Keeps one until its client is known, with whether it is judged before that. */
  hold(event: WebSocketHandshake, stimulus: number | undefined, isJudged: boolean): void {
    this.#waiting.set(keyOf(event.remote), { event, stimulus, ...(isJudged && { isJudged: true }) });
  }

  /** What a client did at an address before it was known there, told once. */
  claimedBy(client: string, remote: Address): TransportSighting | undefined {
    const waiting = this.#waiting.get(keyOf(remote));
    if (waiting === undefined) return undefined;
    this.#waiting.delete(keyOf(remote));
    return { ...waiting, client };
  }
}

function keyOf({ host, port }: Address): number {
  return numberOf(host, port);
}
