import type { RequirementId } from '../requirements/requirement';
import { firstField, type SipMessage, type SipRequest } from '../sip/message';
import type { MessageEvent } from '../trace/event';
import type { Observation, Subject } from './check';
import { fail } from './observe';
import { Recent } from './recent';
import { transactionKey } from './transaction-key';

/** Transactions that are remembered at once. */
const CAPACITY = 16_384;
/** Call-IDs that are remembered at once: an ACK would follow its response soon. */
const CALL_IDS = 1_000;

/** Whose a request is, for what later shows of its transaction. */
interface Whose {
  readonly requirement: RequirementId;
  readonly client: string;
  readonly stimulus: number | undefined;
}

/** A request that was seen. */
export interface Sent {
  /** The `requestId`. */
  readonly id: string;
  readonly frame: number;
  readonly connection: number | undefined;
  whose?: Whose;
}

/** A breach of the rules of transactions, which no request shows by itself; the message is the one that shows it. */
export interface TransactionBreach extends Whose {
  readonly observation: Observation;
}

/** The client transactions of the client (RFC 3261 §17.1.2): items 6.1.1.1-8 and 6.1.1.2-6 roll their rules up. */
export class Transactions {
  readonly #sent = new Recent<Sent>(CAPACITY);
  /** Call-IDs of settings requests. */
  readonly #callIds = new Recent<Whose>(CALL_IDS);
  /** Call-IDs of INVITEs: an ACK may be for those. */
  readonly #invites = new Recent<true>(CALL_IDS);

  /** Takes a request; `earlier` is the one with the same branch, sent-by and method, the same request if `isCopy`. */
  take(
    message: SipRequest,
    id: string,
    { frame, connection }: MessageEvent,
  ): { readonly sent: Sent; readonly earlier?: Sent; readonly isCopy: boolean } {
    const key = transactionKey(message, id);
    const earlier = this.#sent.get(key);
    if (earlier?.id === id) return { sent: earlier, earlier, isCopy: true };
    const sent: Sent = { id, frame, connection };
    this.#sent.set(key, sent);
    return earlier === undefined ? { sent, isCopy: false } : { sent, isCopy: false, earlier };
  }

  /** Takes a request that is judged as PUBLISH or SUBSCRIBE of the settings. */
  judged(sent: Sent, { kind, message }: Subject, client: string, stimulus: number | undefined): void {
    const requirement = requirementOf(kind);
    if (requirement === undefined) return;
    sent.whose = { requirement, client, stimulus };
    this.#callIds.set(callIdOf(message), sent.whose);
  }

  /** Takes an INVITE, of either side. */
  invited(message: SipRequest): void {
    this.#invites.set(callIdOf(message), true);
  }

  /** Over a reliable transport nothing is sent again; what came over another connection may be a new attempt. */
  repeated({ whose, frame, connection }: Sent, message: SipRequest, event: MessageEvent): readonly TransactionBreach[] {
    if (whose === undefined || event.transport !== 'tcp') return [];
    if (connection === undefined || connection !== event.connection) return [];
    const expected = 'RFC 3261 §17.1.2.2: no retransmission over a reliable transport';
    const text = `the request of frame ${frame} once more on the same TCP connection`;
    return [{ ...whose, observation: fail(text, { expected, span: message.start.span }) }];
  }

  /** Takes an ACK, which is for INVITE only. */
  acknowledged(message: SipRequest): readonly TransactionBreach[] {
    const callId = callIdOf(message);
    const whose = this.#callIds.get(callId);
    if (whose === undefined || this.#invites.get(callId)) return [];
    const method = whose.requirement === '6.1.1.1-8' ? 'PUBLISH' : 'SUBSCRIBE';
    const expected = 'RFC 3261 §17.1.2.1: no ACK outside INVITE transactions';
    const observation = fail(`an ACK with the Call-ID of a ${method}`, { expected, span: message.start.methodSpan });
    return [{ ...whose, observation }];
  }
}

function requirementOf(kind: Subject['kind']): RequirementId | undefined {
  if (kind === 'settings-publish') return '6.1.1.1-8';
  return kind.startsWith('settings-subscribe') ? '6.1.1.2-6' : undefined;
}

/** A key of its own text: a bare slice of a message would keep the whole message in memory. */
function callIdOf(message: SipMessage): string {
  return `call ${firstField(message, 'call-id')?.value}`;
}
