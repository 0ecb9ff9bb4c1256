import { RecentNumbers } from '../core/recent-numbers';
import { numberOf } from '../core/text-number';
import type { RequirementId } from '../requirements/requirement';
import type { SipRequest, SipResponse } from '../sip/message';
import { parseMessage } from '../sip/parse';
import type { MessageEvent } from '../trace/event';
import type { Observation } from './check';
import { difference, LatestOctets } from './copies';
import { callIdOf, Exchange, type Whose } from './exchange';
import { fail, pass, warn } from './observe';
import { methodOf, transactionKey } from './transaction-key';
import { isHeaderCut } from './truncation';

/** Transactions that are remembered at once. */
const CAPACITY = 8_192;
/** Call-IDs of INVITEs that are remembered at once: their ACK follows the response soon, or belongs to a long call. */
const CALL_IDS = 1_000;

/** What only a copy of a request shows of the rules of transactions; the message is the copy. */
export interface TransactionBreach extends Whose {
  readonly requirement: RequirementId;
  readonly observation: Observation;
}

/** A request, put beside what has the same branch. */
export interface Taken {
  readonly exchange: Exchange;
  /** Another request with the same branch and sent-by. */
  readonly earlier?: Exchange;
  /** The request came before; `exchange` is the first one. */
  readonly isCopy: boolean;
}

/** The client transactions of the clients (RFC 3261 §17.1.2), with the responses to them. */
export class Transactions {
  readonly #byBranch = new RecentNumbers<Exchange>(CAPACITY);
  /** Call-IDs of INVITEs: an ACK may be for those. */
  readonly #invites = new RecentNumbers<true>(CALL_IDS);
  readonly #octets = new LatestOctets();

  /** How many are kept now. */
  get size(): number {
    return this.#byBranch.size;
  }

  take(message: SipRequest, event: MessageEvent): Taken {
    // Of what the capture cut off, the branch may lack its end.
    if (isHeaderCut(event, message)) return { exchange: new Exchange(message, event), isCopy: false };
    const key = transactionKey(message, event.remote.host);
    const earlier = this.#byBranch.get(key);
    if (earlier?.isSameAs(message)) return { exchange: earlier, isCopy: true };
    const exchange = new Exchange(message, event);
    this.#byBranch.set(key, exchange);
    this.#octets.add(event);
    return earlier === undefined ? { exchange, isCopy: false } : { exchange, isCopy: false, earlier };
  }

  /** The request that a response belongs to: branch and CSeq method match (RFC 3261 §17.1.3). */
  answeredBy(response: SipResponse, event: MessageEvent): Exchange | undefined {
    const exchange = this.#byBranch.get(transactionKey(response, event.remote.host));
    return exchange !== undefined && exchange.method === methodOf(response) ? exchange : undefined;
  }

  /** Takes an INVITE, of either side. */
  invited(message: SipRequest): void {
    this.#invites.set(numberOf(callIdOf(message)), true);
  }

  /** Whether a Call-ID is that of an INVITE. */
  isOfInvite(message: SipRequest): boolean {
    return this.#invites.get(numberOf(callIdOf(message))) !== undefined;
  }

  /** What a copy of a request shows (RFC 3261 §17.1.2.2). */
  repeated(exchange: Exchange, message: SipRequest, event: MessageEvent): readonly TransactionBreach[] {
    const { whose, frame } = exchange;
    if (whose === undefined) return none;
    const requirement = event.transport === 'udp' ? 'RFC3261-17.1.2.2-2' : 'RFC3261-17.1.2.2-7';
    const observation =
      event.transport === 'udp'
        ? changed(exchange, this.#octets.of(frame), message, event)
        : repeatedReliably(exchange, message, event);
    return observation === undefined ? none : [{ ...whose, requirement, observation }];
  }
}

const none: readonly TransactionBreach[] = [];
const equal = pass('a copy of the same octets');

/** Over a reliable transport nothing is sent again; what came over another connection may be a new attempt. */
function repeatedReliably(
  { frame, connection }: Exchange,
  { start }: SipRequest,
  event: MessageEvent,
): Observation | undefined {
  if (connection === undefined || connection !== event.connection) return undefined;
  const text = `the request of frame ${frame} once more on the same ${event.transport.toUpperCase()} connection`;
  return fail(text, { span: start.span, otherFrame: frame });
}

/** A retransmission is the same octets. Where the first ones are no longer at hand, nothing is said. */
function changed(
  { frame, transport }: Exchange,
  first: Buffer | undefined,
  message: SipRequest,
  event: MessageEvent,
): Observation | undefined {
  if (transport !== 'udp' || first === undefined || event.truncated) return undefined;
  if (first.equals(event.bytes)) return equal;
  const before = parseMessage(first);
  const found = before.ok ? difference(before.message, message) : undefined;
  if (found === undefined) return undefined;
  const { what, span, isVolatile } = found;
  const text = `a copy of the request of frame ${frame} (same branch, Call-ID and CSeq) with another ${what}`;
  const details = { span, otherFrame: frame };
  return isVolatile ? warn(text, details) : fail(text, details);
}
