import type { Millis } from '../../core/time';
import { readEvent } from '../../sip/event';
import { firstField, type SipMessage, type SipRequest } from '../../sip/message';
import { readDeltaSeconds } from '../../sip/numbers';
import { readSubscriptionState } from '../../sip/subscription-state';
import type { MessageEvent } from '../../trace/event';
import { ownCopy } from '../own-copy';
import { cseqOf, tagOf } from '../transaction-key';

/** What later NOTIFYs of a subscription are measured by. It holds on to no message. A class, so that all have one shape. */
export class NotifyFacts {
  readonly frame: number;
  readonly at: Millis;
  readonly fromTag: string | undefined;
  readonly cseq: number | undefined;
  /** In lower case; `undefined` where Subscription-State cannot be read. */
  readonly state: string | undefined;
  /** The `reason` of Subscription-State, in lower case. */
  readonly reason: string | undefined;
  /** The `expires` of Subscription-State, in seconds. */
  readonly expires: number | undefined;
  readonly hasBody: boolean;
  /** To tag and Event are those of the SUBSCRIBE (RFC 6665 §4.4.1). */
  readonly isMatching: boolean;
  #status = 0;
  /** The frame of the final response; 0 before. */
  #answeredIn = 0;

  /** @param subscribe the latest SUBSCRIBE of the client with the Call-ID */
  constructor(message: SipRequest, { frame, at }: MessageEvent, subscribe: SipRequest) {
    const field = firstField(message, 'subscription-state');
    const read = field === undefined ? undefined : readSubscriptionState(field);
    const state = read?.ok ? read.value : undefined;
    this.frame = frame;
    this.at = at;
    this.fromTag = kept(tagOf(message, 'from'));
    this.cseq = cseqOf(message)?.number;
    this.state = kept(state?.state);
    this.reason = kept(state?.reason);
    this.expires = state?.expires;
    this.hasBody = message.body.end > message.body.start;
    this.isMatching = hasTagOf(message, subscribe) && eventMatch(message, subscribe) === 'same';
  }

  /** Takes the client's final response. */
  answered(status: number, frame: number): void {
    this.#status = status;
    this.#answeredIn = frame;
  }

  /** Whether the client had accepted it by a frame. */
  wasAcceptedBefore(frame: number): boolean {
    return this.#answeredIn > 0 && this.#answeredIn < frame && this.#status >= 200 && this.#status < 300;
  }

  /** Whether the subscription goes on behind it. */
  get isLive(): boolean {
    return this.state === 'active' || this.state === 'pending';
  }
}

/** Whether the To tag of a NOTIFY is the From tag of a SUBSCRIBE. */
export function hasTagOf(notify: SipRequest, subscribe: SipRequest): boolean {
  const tag = tagOf(notify, 'to');
  return tag !== undefined && tag === tagOf(subscribe, 'from');
}

/** How the Event of a NOTIFY stands to that of the SUBSCRIBE; `unreadable` where one of them cannot be read or is missing. */
export type EventMatch = 'same' | 'other-type' | 'other-case' | 'other-id' | 'unreadable';

/** Event types are compared octet by octet, and an `id` only equals the same `id` (RFC 6665 §8.2.1). */
export function eventMatch(notify: SipRequest, subscribe: SipRequest): EventMatch {
  const told = eventIn(notify);
  const asked = eventIn(subscribe);
  if (told === undefined || asked === undefined) return 'unreadable';
  if (told.type !== asked.type)
    return told.type.toLowerCase() === asked.type.toLowerCase() ? 'other-case' : 'other-type';
  return told.id === asked.id ? 'same' : 'other-id';
}

/** The Event, where it can be read. */
export function eventIn(message: SipMessage) {
  const field = firstField(message, 'event');
  const read = field === undefined ? undefined : readEvent(field);
  return read?.ok ? read.value : undefined;
}

/** Expires in seconds, where it can be read. */
export function expiresIn(message: SipMessage): number | undefined {
  const field = firstField(message, 'expires');
  const read = field === undefined ? undefined : readDeltaSeconds(field);
  return read?.ok ? read.value : undefined;
}

function kept(text: string | undefined): string | undefined {
  return text === undefined ? undefined : ownCopy(text);
}
