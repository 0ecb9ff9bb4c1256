import type { TransportName } from '../core/address';
import { numberOf } from '../core/text-number';
import { firstField, type SipMessage, type SipRequest, type SipResponse } from '../sip/message';
import type { MessageEvent } from '../trace/event';
import type { Procedure } from './check';
import type { ClientHistory } from './client-history';
import type { Attempts } from './completions';
import type { Published } from './entity-tags';
import { ownCopy } from './own-copy';
import { hasSeveralVias } from './several-vias';
import { cseqOf, tagOf } from './transaction-key';

/** Whose a request is, for what later shows of it. */
export interface Whose {
  readonly client: string;
  readonly stimulus: number | undefined;
  readonly procedure: Procedure;
}

/** After these a corrected request is a new transaction with the same Call-ID (RFC 3261 §8.1.3.4 and §8.1.3.5, RFC 3903 §4 and §5). */
const repairable: ReadonlySet<number> = new Set([401, 407, 412, 413, 415, 416, 420, 421, 423, 494]);

/** Whether a final status makes the client repeat its request; 0 stands for none. */
export function isRepairable(status: number): boolean {
  return (status >= 300 && status < 400) || repairable.has(status);
}

/**
 * Of these RFC 3261 says that the same request may come again: §21.4.9 of 408, §20.33 and the clauses of the responses with Retry-After
 * of 404, 480, 486, 600 and 603, §21.5.1 of 500, §21.5.4 of 503.
 */
const passing: ReadonlySet<number> = new Set([404, 408, 480, 486, 600, 603]);

/**
 * Whether the client may send the same request once more after a final status. A 5xx that it does not know counts as 500
 * (§8.1.3.2), and no response at all as 408 or, where the transport failed, as 503 (§8.1.3.1); 0 stands for none.
 */
export function isRepeatable(status: number): boolean {
  return status === 0 || (status >= 500 && status < 600) || passing.has(status);
}

/** A refusal after which the client repeats its request. */
export interface Refusal {
  readonly status: number;
  /** How many times in a row this status was the answer. */
  readonly times: number;
  readonly cseq: number | undefined;
  /** Not kept for long. */
  response: SipResponse | undefined;
}

/**
 * A request of a client that began a transaction, and what came of it: one record, found by its transaction and by its client. It
 * holds on to no message. A class, so that all have one shape.
 */
export class Exchange {
  readonly method: string;
  /** The Call-ID, as `numberOf` gives it. */
  readonly callId: number;
  /** `undefined` where CSeq cannot be read. */
  readonly cseq: number | undefined;
  readonly frame: number;
  readonly transport: TransportName;
  readonly connection: number | undefined;
  /** Where it arrived. */
  readonly host: string;
  readonly port: number;
  /** The final status that it was answered with; 0 before. */
  status = 0;
  /** A final response came more than once. */
  isAnsweredAgain = false;
  /** An ACK came for it. */
  isAcknowledged = false;
  /** How it was refused, if the client can mend that. */
  refusal: Refusal | undefined;
  /** The refusal that this request follows, with the same Call-ID and method. */
  refusalBefore: Refusal | undefined;
  /** The tag of From, as `numberOf` gives it; 0 for none. */
  tag = 0;
  /** Authorization or Proxy-Authorization was there. */
  hasCredentials = false;
  /** To has a tag. */
  readonly hasToTag: boolean;
  /** Via has several values: there is a proxy of its own in the client, or in front of it. */
  readonly hasSeveralVias: boolean;
  /** A REGISTER that removes bindings. */
  isRemoval = false;
  whose: Whose | undefined;
  history: ClientHistory | undefined;
  published: Published | undefined;
  attempts: Attempts | undefined;

  constructor(message: SipRequest, { frame, transport, connection, local }: MessageEvent) {
    this.method = ownCopy(message.start.method);
    this.callId = numberOf(callIdOf(message));
    this.cseq = cseqOf(message)?.number;
    this.frame = frame;
    this.transport = transport;
    this.connection = connection;
    this.hasToTag = tagOf(message, 'to') !== undefined;
    this.hasSeveralVias = hasSeveralVias(message);
    this.host = local.host;
    this.port = local.port;
  }

  /** Takes the request before with the same Call-ID and method; one without a response lies between a refusal and its repeat. */
  follows(before: Exchange): void {
    this.refusalBefore = before.status === 0 ? before.refusalBefore : before.refusal;
  }

  /** Whether a request has the same Call-ID, CSeq and method. */
  isSameAs(message: SipRequest): boolean {
    if (message.start.method !== this.method || numberOf(callIdOf(message)) !== this.callId) return false;
    return cseqOf(message)?.number === this.cseq;
  }

  /** Whether it came to the same address over the same transport as an event. */
  isAtPlaceOf({ transport, local }: MessageEvent): boolean {
    return this.transport === transport && this.port === local.port && this.host === local.host;
  }
}

/** The Call-ID; empty where there is none. */
export function callIdOf(message: SipMessage): string {
  return firstField(message, 'call-id')?.value ?? '';
}
