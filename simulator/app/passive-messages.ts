import { formatAddress } from '../core/address';
import type { MessageEvent } from '../trace/event';

/** Messages that the report draws; the rest is in the capture. */
const most = 400;
/** Messages that each client has a right to, where there are many. */
const share = 40;

/**
 * Keeps the first messages of each client for the ladder diagram: all of them of one client, a share each of several, and not
 * more than a report can show, however long the traffic.
 */
export class FirstMessages {
  /** By the address of the client. */
  readonly #kept = new Map<string, MessageEvent[]>();
  #count = 0;

  /** How many messages came. */
  get count(): number {
    return this.#count;
  }

  see(event: MessageEvent): void {
    this.#count += 1;
    const client = formatAddress(event.remote);
    const known = this.#kept.get(client);
    if (known !== undefined) {
      if (known.length < this.#limit) known.push(event);
    } else if (this.#kept.size < most / share) this.#kept.set(client, [event]);
  }

  /** The messages in the order of their frames. */
  all(): readonly MessageEvent[] {
    const kept = [...this.#kept.values()].flatMap((events) => events.slice(0, this.#limit));
    return kept.sort((a, b) => a.frame - b.frame);
  }

  get #limit(): number {
    return Math.max(share, Math.floor(most / this.#kept.size));
  }
}
