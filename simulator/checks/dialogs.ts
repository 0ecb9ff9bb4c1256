import { firstField, type SipMessage, type SipRequest, type SipResponse } from '../sip/message';
import { Recent } from './recent';
import { tagOf } from './transaction-key';

/** Dialogs that are remembered at once. */
const CAPACITY = 50_000;

/**
 * The dialogs that the simulator is in, by Call-ID and its own tag (RFC 3261 §12): made by its 2xx to a SUBSCRIBE or by its NOTIFY
 * (RFC 3265 §3.3.4), whichever comes first.
 */
export class Dialogs {
  readonly #known = new Recent<true>(CAPACITY);
  /** Call-IDs of settings subscriptions. */
  readonly #ofSettings = new Recent<true>(CAPACITY);

  /** Takes a 2xx of the simulator to a SUBSCRIBE. */
  accepted(response: SipResponse): void {
    this.#add(response, tagOf(response, 'to'));
  }

  /** Takes a NOTIFY of the simulator. */
  notified(request: SipRequest): void {
    this.#add(request, tagOf(request, 'from'));
  }

  /** Takes a SUBSCRIBE for the settings. */
  subscribed(request: SipRequest): void {
    this.#ofSettings.set(callIdKey(request), true);
  }

  /** Whether a message belongs to a settings subscription, by its Call-ID. */
  isOfSettings(message: SipMessage): boolean {
    return this.#ofSettings.get(callIdKey(message)) !== undefined;
  }

  /** Whether a request of the client with this To tag belongs to one of them. */
  has(message: SipRequest, toTag: string): boolean {
    return this.#known.get(keyOf(message, toTag)) !== undefined;
  }

  #add(message: SipMessage, tag: string | undefined): void {
    if (tag !== undefined) this.#known.set(keyOf(message, tag), true);
  }
}

function keyOf(message: SipMessage, tag: string): string {
  return `${firstField(message, 'call-id')?.value}\n${tag}`;
}

function callIdKey(message: SipMessage): string {
  return `call ${firstField(message, 'call-id')?.value}`;
}
