import { RecentNumbers } from '../core/recent-numbers';
import { numberOf } from '../core/text-number';
import type { SipMessage } from '../sip/message';
import type { MessageEvent } from '../trace/event';
import { isBodySplit, isHeaderCut, isWebSocket } from './truncation';

/** Clients in the middle of a message that are remembered at once. */
const CLIENTS = 1_000;

/**
 * SIP messages that clients split over several WebSocket messages, against RFC 7118 §5. The first part is judged for that; what
 * follows it is the rest and no message of its own, as long as it does not begin like one.
 */
export class WebSocketParts {
  readonly #unfinished = new RecentNumbers<true>(CLIENTS);

  /** How many clients are remembered now. */
  get size(): number {
    return this.#unfinished.size;
  }

  /** Takes the next message of a client; whether it is the rest of the one before. */
  isRest(event: MessageEvent): boolean {
    if (!isWebSocket(event)) return false;
    const { parsed, remote } = event;
    const key = numberOf(remote.host, remote.port);
    const message = parsed.ok ? parsed.message : undefined;
    if (message === undefined || !beginsLikeSip(message)) return this.#unfinished.get(key) !== undefined;
    if (isHeaderCut(event, message) || isBodySplit({ event, message })) this.#unfinished.set(key, true);
    else this.#unfinished.delete(key);
    return false;
  }
}

/** Whether SIP stands where it does in a start line (RFC 3261 §7.1, §7.2), and not as in Via. */
function beginsLikeSip({ start }: SipMessage): boolean {
  return start.kind === 'response' || /^SIP\/[^/ ]*$/i.test(start.version);
}
