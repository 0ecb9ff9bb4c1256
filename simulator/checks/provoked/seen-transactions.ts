import { isRequest, type SipRequest, type SipResponse } from '../../sip/message';
import type { MessageEvent } from '../../trace/event';
import { restEvent } from '../../trace/message-event';
import type { Asking, Demanded } from './demands';
import type { NotifyFacts } from './notify-facts';
import type { ClientResponse, ClientTransaction, Misfit, ServerResponse, ServerTransaction } from './provoked-check';

/** Copies and responses that are kept of one transaction. */
const FEW = 32;

/** A response of either side. It is read from its event, so that it can be kept for long. */
export class SeenResponse implements ServerResponse, ClientResponse {
  readonly event: MessageEvent;
  readonly status: number;
  declare readonly misfit?: Misfit;

  constructor(event: MessageEvent, status: number, misfit?: Misfit) {
    this.event = event;
    this.status = status;
    if (misfit !== undefined) this.misfit = misfit;
  }

  get message(): SipResponse {
    const { parsed } = this.event;
    if (!parsed.ok || isRequest(parsed.message)) throw new TypeError(`frame ${this.event.frame} is no response`);
    return parsed.message;
  }
}

/** A client transaction that may go on. A class, so that all have one shape, and that it can be kept for long. */
export class OpenClientTransaction implements ClientTransaction {
  readonly kind: ClientTransaction['kind'];
  readonly event: MessageEvent;
  readonly stimulus: number | undefined;
  readonly wasRegistered: boolean;
  readonly copies: MessageEvent[] = [];
  readonly responses: SeenResponse[] = [];
  final: SeenResponse | undefined;
  before: OpenClientTransaction | undefined;
  readonly notified: readonly NotifyFacts[];
  readonly credentials: ClientTransaction['credentials'];
  readonly heeded: ClientTransaction['heeded'];

  constructor(
    { kind, event, stimulus }: Asking,
    { credentials, heeded }: Demanded,
    { notified, wasRegistered }: Pick<ClientTransaction, 'notified' | 'wasRegistered'>,
  ) {
    this.kind = kind;
    this.event = event;
    this.stimulus = stimulus;
    this.wasRegistered = wasRegistered;
    this.notified = notified;
    this.credentials = credentials;
    this.heeded = heeded;
  }

  get message(): SipRequest {
    return requestOf(this.event);
  }

  /** Nothing is to be expected of it any more, but it may still be asked for. */
  rest(): void {
    // The client's next request takes its place; a SUBSCRIBE is kept for the NOTIFYs to come.
    const isForLong = this.kind !== 'settings-publish' && this.kind !== 'register';
    restAll(this, isForLong);
  }
}

/** A server transaction of the client that may go on: as `OpenClientTransaction`. */
export class OpenServerTransaction implements ServerTransaction {
  readonly event: MessageEvent;
  readonly copies: MessageEvent[] = [];
  readonly responses: SeenResponse[] = [];
  final: SeenResponse | undefined;
  readonly subscribe: OpenClientTransaction | undefined;
  readonly facts: NotifyFacts | undefined;
  readonly earlier: readonly NotifyFacts[];

  constructor(
    event: MessageEvent,
    subscribe: OpenClientTransaction | undefined,
    facts: NotifyFacts | undefined,
    earlier: readonly NotifyFacts[],
  ) {
    this.event = event;
    this.subscribe = subscribe;
    this.facts = facts;
    this.earlier = earlier;
  }

  get message(): SipRequest {
    return requestOf(this.event);
  }

  /** As that of a client transaction; the SUBSCRIBE is at its end with its NOTIFY. */
  rest(): void {
    restAll(this, true);
    this.subscribe?.rest();
  }
}

function restAll(
  { event, copies, responses }: OpenClientTransaction | OpenServerTransaction,
  isForLong: boolean,
): void {
  restEvent(event, isForLong);
  for (const copy of copies) restEvent(copy, isForLong);
  for (const response of responses) restEvent(response.event, isForLong);
}

function requestOf({ parsed, frame }: MessageEvent): SipRequest {
  if (!parsed.ok || !isRequest(parsed.message)) throw new TypeError(`frame ${frame} is no request`);
  return parsed.message;
}

/** Adds to a list that keeps its first entries only. */
export function addFew<T>(list: T[], entry: T): void {
  if (list.length < FEW) list.push(entry);
}
