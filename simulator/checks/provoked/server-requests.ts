import { RecentNumbers } from '../../core/recent-numbers';
import { numberOf } from '../../core/text-number';
import type { SipRequest, SipResponse } from '../../sip/message';
import type { MessageEvent } from '../../trace/event';
import { callIdOf } from '../exchange';
import { transactionKey } from '../transaction-key';
import type { ClientLog } from './client-log';
import { NotifyFacts } from './notify-facts';
import { addFew, type OpenClientTransaction, OpenServerTransaction, type SeenResponse } from './seen-transactions';

/** Subscriptions and requests of the server that are remembered at once. */
const CAPACITY = 2_048;
/** NOTIFYs of one Call-ID that are remembered. */
const FEW = 8;
const none: readonly NotifyFacts[] = [];

/** A request of the server with the client that it went to. */
interface Asked {
  readonly tx: OpenServerTransaction;
  readonly log: ClientLog;
}

interface Subscribed {
  readonly tx: OpenClientTransaction;
  readonly log: ClientLog;
  /** The NOTIFYs with the Call-ID, the latest last. */
  notified: readonly NotifyFacts[];
}

/** The requests of the server to its clients, NOTIFY above all: found by Call-ID whose they are, and by Via what answers them. */
export class ServerRequests {
  readonly #subscribed = new RecentNumbers<Subscribed>(CAPACITY);
  readonly #asked = new RecentNumbers<Asked>(CAPACITY);

  /** Takes a request of the client: later ones of the server with its Call-ID go to this client. */
  subscribed(tx: OpenClientTransaction, log: ClientLog): void {
    const { message, notified } = tx;
    if (message.start.method === 'SUBSCRIBE') this.#subscribed.set(numberOf(callIdOf(message)), { tx, log, notified });
  }

  /** The NOTIFYs with the Call-ID of a SUBSCRIBE before it. */
  notifiedOf(message: SipRequest): readonly NotifyFacts[] {
    return this.#subscribed.get(numberOf(callIdOf(message)))?.notified ?? none;
  }

  /** The client that subscribed with the Call-ID of a request. */
  logOf(message: SipRequest): ClientLog | undefined {
    return this.#subscribed.get(numberOf(callIdOf(message)))?.log;
  }

  take(message: SipRequest, event: MessageEvent, log: ClientLog): { tx: OpenServerTransaction; isCopy: boolean } {
    const key = transactionKey(message, '');
    const known = this.#asked.get(key);
    if (known !== undefined && isSame(known.tx.message, message)) {
      addFew(known.tx.copies, event);
      return { tx: known.tx, isCopy: true };
    }
    const callId = numberOf(callIdOf(message));
    const subscribed = this.#subscribed.get(callId);
    const subscribe = subscribed?.tx;
    const earlier = subscribed?.notified ?? none;
    const isNotify = subscribe !== undefined && message.start.method === 'NOTIFY';
    const facts = isNotify ? new NotifyFacts(message, event, subscribe.message) : undefined;
    if (subscribed !== undefined && facts !== undefined)
      subscribed.notified = earlier.length === 0 ? [facts] : [...earlier, facts].slice(-FEW);
    const tx = new OpenServerTransaction(event, subscribe, facts, earlier);
    this.#asked.set(key, { tx, log });
    log.receive(tx);
    return { tx, isCopy: false };
  }

  /** The request that a response of the client belongs to: branch, sent-by and CSeq method match (RFC 3261 §17.1.3). */
  answeredBy(message: SipResponse): Asked | undefined {
    return this.#asked.get(transactionKey(message, ''));
  }
}

/** Takes a response of the client. */
export function answered(tx: OpenServerTransaction, response: SeenResponse): void {
  addFew(tx.responses, response);
  if (response.status < 200 || tx.final !== undefined) return;
  tx.final = response;
  tx.facts?.answered(response.status, response.event.frame);
}

function isSame(one: SipRequest, other: SipRequest): boolean {
  return one.start.method === other.start.method && callIdOf(one) === callIdOf(other);
}
