import type { Address } from '../core/address';
import type { Millis } from '../core/time';
import { readAccept } from '../sip/accept';
import { readEvent } from '../sip/event';
import { readMediaType } from '../sip/media-type';
import { fieldsNamed, firstField, type SipMessage, type SipRequest, type SipResponse } from '../sip/message';
import { readDeltaSeconds } from '../sip/numbers';
import { paramNamed } from '../sip/params';
import { readSubscriptionState } from '../sip/subscription-state';
import type { MessageEvent } from '../trace/event';
import { ownCopy } from './own-copy';
import { cseqOf, tagOf } from './transaction-key';

/** Timer N, 64*T1: so long a subscription waits for its NOTIFY, and an ended one for the last (RFC 6665 §4.1.2.4, §4.1.2.3). */
const TIMER_N: Millis = 32_000;
/** Refusals of a SUBSCRIBE inside the dialog that leave the subscription as it is: it is to be repeated in a better form. */
const repairable = [401, 407, 422, 423];

interface EventName {
  readonly type: string;
  readonly id: string | undefined;
}

/**
 * A settings subscription whose SUBSCRIBE the trace shows, kept to tell whether a NOTIFY is one that the client has to accept. Where the
 * trace leaves a doubt the client gets the benefit of it: the server may be anybody's.
 */
export class WatchedSubscription {
  /** The Request-URI of the SUBSCRIBE. */
  readonly address: string;
  readonly #host: Address['host'];
  readonly #localTag: string | undefined;
  readonly #event: EventName | undefined;
  /** Media ranges in lower case. */
  readonly #accepted: readonly string[];
  #remoteTag: string | undefined;
  #cseq: number | undefined;
  #notifyCSeq = -1;
  #subscribedAt: Millis;
  #endsAt: Millis;
  #isOver = false;

  /**
   * @param request the SUBSCRIBE outside a dialog
   * @param defaultTypes what a subscriber accepts that sends no Accept
   */
  constructor(request: SipRequest, { at, remote }: MessageEvent, defaultTypes: readonly string[]) {
    this.address = ownCopy(request.start.requestUri);
    this.#host = remote.host;
    this.#localTag = copied(tagOf(request, 'from'));
    this.#event = eventOf(request);
    this.#accepted = acceptedBy(request) ?? defaultTypes.map((type) => type.toLowerCase());
    this.#cseq = cseqOf(request)?.number;
    this.#subscribedAt = at;
    this.#endsAt = at + lifetimeOf(request);
  }

  /** Takes a later SUBSCRIBE in the dialog. */
  refreshed(request: SipRequest, at: Millis): void {
    this.#cseq = cseqOf(request)?.number;
    this.#subscribedAt = at;
    // Until it is accepted, both lifetimes may be in force.
    this.#endsAt = Math.min(this.#endsAt, at + lifetimeOf(request));
  }

  /** Takes a final response to a SUBSCRIBE. */
  answered(response: SipResponse): void {
    if (cseqOf(response)?.number !== this.#cseq) return;
    const { status } = response.start;
    if (status >= 300) {
      if (this.#remoteTag === undefined || !repairable.includes(status)) this.#isOver = true;
      return;
    }
    this.#remoteTag ??= copied(tagOf(response, 'to'));
    this.#endsAt = this.#subscribedAt + lifetimeOf(response);
  }

  /** Takes a new NOTIFY; says whether the client has to answer it with 200 (RFC 3265 §3.2.4, RFC 6665 §4.1.3, §4.4.1). */
  notified(request: SipRequest, event: MessageEvent): boolean {
    const state = stateOf(request);
    const isDue = !this.#isOver && state !== undefined && this.#isFor(request, event) && this.#isAcceptable(request);
    const cseq = cseqOf(request)?.number;
    if (cseq !== undefined) this.#notifyCSeq = Math.max(this.#notifyCSeq, cseq);
    if (isDue) this.#remoteTag ??= copied(tagOf(request, 'from'));
    if (state === 'terminated') this.#isOver = true;
    return isDue;
  }

  /** The client refused a NOTIFY: nobody knows what it makes of the next. */
  refused(): void {
    this.#isOver = true;
  }

  /** A NOTIFY of a fork, of another package, out of order or too late may be refused. */
  #isFor(request: SipRequest, { at, remote }: MessageEvent): boolean {
    const fromTag = tagOf(request, 'from');
    const isOfDialog = fromTag !== undefined && (this.#remoteTag ?? fromTag) === fromTag;
    const event = eventOf(request);
    const isOfEvent = event !== undefined && event.type === this.#event?.type && event.id === this.#event.id;
    const isInOrder = (cseqOf(request)?.number ?? -1) > this.#notifyCSeq;
    const isOfClient = this.#localTag !== undefined && tagOf(request, 'to') === this.#localTag;
    return isOfDialog && isOfEvent && isInOrder && isOfClient && remote.host === this.#host && at < this.#endsAt;
  }

  /** Whether the server did its part, so that a refusal is the client's fault. */
  #isAcceptable(request: SipRequest): boolean {
    const { defects, body } = request;
    const isWhole = mandatory.every((key) => fieldsNamed(request, key).length > 0);
    const asksForMore = unusual.some((key) => fieldsNamed(request, key).length > 0);
    if (defects.length > 0 || !isWhole || asksForMore) return false;
    if (body.start === body.end) return true;
    const field = firstField(request, 'content-type');
    const read = field === undefined ? undefined : readMediaType(field);
    return read?.ok === true && isAccepted(read.value.type, this.#accepted);
  }
}

/** Without one of these a NOTIFY is a bad request (RFC 3261 §8.1.1, RFC 6665 §4.2.2). */
const mandatory = ['via', 'from', 'to', 'call-id', 'cseq', 'max-forwards', 'contact', 'event', 'subscription-state'];
/** These may be more than the client can do. */
const unusual = ['require', 'content-encoding'];

function stateOf(request: SipRequest): string | undefined {
  const field = firstField(request, 'subscription-state');
  const read = field === undefined ? undefined : readSubscriptionState(field);
  return read?.ok ? read.value.state : undefined;
}

function eventOf(request: SipRequest): EventName | undefined {
  const field = firstField(request, 'event');
  const read = field === undefined ? undefined : readEvent(field);
  if (!read?.ok) return undefined;
  const { type, id } = read.value;
  return { type: ownCopy(type), id: copied(id) };
}

/** `undefined` without Accept. A range that is excluded by q=0 leaves nothing that is certain. */
function acceptedBy(request: SipRequest): readonly string[] | undefined {
  const fields = fieldsNamed(request, 'accept');
  if (fields.length === 0) return undefined;
  const ranges = fields.map(readAccept).flatMap((read) => (read.ok ? read.value : []));
  const isExcluding = ranges.some(({ params }) => Number(paramNamed(params, 'q')?.value ?? 1) === 0);
  return isExcluding ? [] : ranges.map(({ type }) => ownCopy(type));
}

function isAccepted(type: string, ranges: readonly string[]): boolean {
  return [type, `${type.slice(0, type.indexOf('/'))}/*`, '*/*'].some((range) => ranges.includes(range));
}

/** A lifetime of 0, or an unknown one, leaves the time to wait for a NOTIFY. */
function lifetimeOf(message: SipMessage): Millis {
  const field = firstField(message, 'expires');
  const read = field === undefined ? undefined : readDeltaSeconds(field);
  return read?.ok && read.value > 0 ? read.value * 1_000 : TIMER_N;
}

function copied(text: string | undefined): string | undefined {
  return text === undefined ? undefined : ownCopy(text);
}
