import { documentType, readDocument } from './document';
import { firstOf, listOf, paramOf } from './rows';
import type { Settings } from './settings';
import { type About, aboutNothing, type Request, type Verdict } from './verdict';

/** The event package of the change request (clauses 6.1.1.1 item 5, 6.1.1.2 item 4). */
export const eventPackage = 'service-settings';

/** What a NOTIFY said. */
export interface Notice {
  readonly state: string;
  readonly reason: string | undefined;
  /** Seconds of `retry-after` and of `expires`; the latter means nothing next to `terminated` (RFC 6665 §4.1.3). */
  readonly retryAfter: number | undefined;
  readonly expires: number | undefined;
  /** The settings of the document; `undefined` when there was no body. */
  readonly settings: Partial<Settings> | undefined;
  /** From tag of the NOTIFY: the To tag of requests within the dialog. */
  readonly fromTag: string | undefined;
  /** URI of its Contact: where requests within the dialog go. */
  readonly target: string | undefined;
}

/** A subscription from its SUBSCRIBE on; the dialog begins with the first NOTIFY, even before the 200 (RFC 6665 §4.4.1). */
export interface Subscription {
  readonly callId: string;
  readonly fromTag: string;
  readonly event: string;
  /** Whether the documents of this package are taken unread; for packages other than the settings. */
  readonly takesAnyBody?: boolean;
  notified(notice: Notice): void;
}

interface Entry {
  readonly subscription: Subscription;
  /** Where its SUBSCRIBE is now. */
  callId: string;
  fromTag: string;
  remoteTag?: string;
  remoteCseq?: number;
  /** To tag of the 2xx to the SUBSCRIBE, once it came. */
  answeredTag?: string;
  accepted: boolean;
  readonly states: string[];
  ended?: Ended;
}

/** How a subscription ended. */
export type Ended = NonNullable<About['ended']>;

const maxOver = 100;

/** The subscriptions of one client, and its answers to NOTIFY (RFC 3265 §3.2.4, RFC 6665 §4.1.3). */
export class Subscriptions {
  readonly #entries: Entry[] = [];
  /** What ended, newest last; only the faults ask for it. */
  readonly #over: Entry[] = [];

  add(subscription: Subscription): void {
    const { callId, fromTag } = subscription;
    this.#entries.push({ subscription, callId, fromTag, accepted: false, states: [] });
  }

  /** Its SUBSCRIBE goes out once more in another call; for the faults. */
  moved(callId: string, to: { readonly callId: string; readonly fromTag: string }): void {
    for (const entry of this.#entries) if (entry.callId === callId) Object.assign(entry, to);
  }

  /** Whether it lives. */
  has(subscription: Subscription): boolean {
    return this.#entries.some((entry) => entry.subscription === subscription);
  }

  /** The SUBSCRIBE was answered 2xx; 202 counts as 200 (RFC 6665 §8.3.1). */
  accepted(subscription: Subscription, toTag: string | undefined): void {
    for (const entry of [...this.#entries, ...this.#over]) {
      if (entry.subscription !== subscription) continue;
      entry.accepted = true;
      if (toTag !== undefined) entry.answeredTag = toTag;
    }
  }

  remove(subscription: Subscription, ended: Ended): void {
    const index = this.#entries.findIndex((entry) => entry.subscription === subscription);
    const [entry] = index === -1 ? [] : this.#entries.splice(index, 1);
    if (entry === undefined) return;
    this.#over.push({ ...entry, ended });
    if (this.#over.length > maxOver) this.#over.shift();
  }

  /** Judges a NOTIFY; `terminated` ends the subscription, whatever comes later finds none. */
  notify(request: Request): Verdict {
    const event = firstOf(request.head, 'event') ?? '';
    const known = [eventPackage, ...this.#entries.map((entry) => typeOf(entry.subscription.event))];
    if (!known.includes(typeOf(event))) return { status: 489, headers: [`Allow-Events: ${eventPackage}`] };
    const entry = this.#entryOf(request, event);
    if (entry === undefined) return { status: 481 };
    // A number that is not greater is out of order (RFC 3261 §12.2.2); gaps are none of our business.
    if (entry.remoteCseq !== undefined && request.cseq < entry.remoteCseq) return { status: 500 };
    const refused = entry.subscription.takesAnyBody === true ? undefined : refusalOfBody(request);
    if (refused !== undefined) return refused;
    const notice = noticeOf(request, entry.subscription.takesAnyBody === true);
    if (notice === undefined) return { status: 400 };
    entry.remoteCseq = request.cseq;
    if (request.fromTag !== undefined) entry.remoteTag = request.fromTag;
    entry.states.push(notice.state);
    if (notice.state === 'terminated') this.remove(entry.subscription, 'terminated');
    entry.subscription.notified(notice);
    return { status: 200 };
  }

  /** What a NOTIFY is about, for the faults. */
  about({ callId, toTag }: Request): About {
    const isOf = (entry: Entry) => entry.callId === callId && entry.fromTag === toTag;
    const alive = this.#entries.find(isOf);
    const entry = alive ?? this.#over.findLast(isOf);
    if (entry === undefined) return aboutNothing;
    return {
      subscription: alive === undefined ? 'over' : 'alive',
      ended: entry.ended,
      early: alive?.accepted === false,
      answeredTag: () => entry.answeredTag ?? this.#over.findLast(isOf)?.answeredTag,
      notifierTag: entry.remoteTag,
      notifierCseq: entry.remoteCseq,
      states: [...entry.states],
    };
  }

  /** RFC 6665 §4.4.1: Call-ID, To tag and Event match; with one dialog only (RFC 4354 §5.11), the From tag too. */
  #entryOf(request: Request, event: string): Entry | undefined {
    return this.#entries.find(
      ({ subscription, callId, fromTag, remoteTag }) =>
        callId === request.callId &&
        fromTag === request.toTag &&
        (remoteTag === undefined || remoteTag === request.fromTag) &&
        typeOf(subscription.event) === typeOf(event) &&
        paramOf(subscription.event, 'id') === paramOf(event, 'id'),
    );
  }
}

function typeOf(event: string): string {
  return event.split(';', 1)[0]?.trim() ?? '';
}

/** 415 with what would be acceptable (RFC 3261 §8.2.3). */
function refusalOfBody({ head, body }: Request): Verdict | undefined {
  const codings = listOf(head, 'content-encoding').filter((coding) => coding.toLowerCase() !== 'identity');
  if (codings.length > 0) return { status: 415, headers: ['Accept-Encoding: identity'] };
  const type = firstOf(head, 'content-type');
  if (body === '' || type === undefined || typeOf(type).toLowerCase() === documentType) return undefined;
  return { status: 415, headers: [`Accept: ${documentType}`] };
}

/** Reads Subscription-State and the document; `undefined` when one of them cannot be read. */
function noticeOf({ head, body, fromTag }: Request, takesAnyBody: boolean): Notice | undefined {
  const value = firstOf(head, 'subscription-state');
  const state = value?.split(';', 1)[0]?.trim().toLowerCase();
  if (value === undefined || state === undefined || !/^[\w.!%*+`'~-]+$/.test(state)) return undefined;
  if (body !== '' && firstOf(head, 'content-type') === undefined) return undefined;
  try {
    return {
      state,
      reason: paramOf(value, 'reason')?.toLowerCase(),
      retryAfter: secondsOf(paramOf(value, 'retry-after')),
      expires: secondsOf(paramOf(value, 'expires')),
      settings: body === '' || takesAnyBody ? undefined : readDocument(body),
      fromTag,
      target: /<([^>]*)>/.exec(firstOf(head, 'contact') ?? '')?.[1],
    };
  } catch {
    return undefined;
  }
}

function secondsOf(value: string | undefined): number | undefined {
  return value !== undefined && /^\d+$/.test(value) ? Number(value) : undefined;
}
