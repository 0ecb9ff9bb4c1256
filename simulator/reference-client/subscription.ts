import { documentType, readDocument } from './document';
import { firstOf, listOf, paramOf } from './rows';
import type { Settings } from './settings';
import type { Request, Verdict } from './uas';

/** The event package of the change request (clauses 6.1.1.1 item 5, 6.1.1.2 item 4). */
export const eventPackage = 'service-settings';

/** What a NOTIFY said. */
export interface Notice {
  readonly state: string;
  readonly reason: string | undefined;
  /** The settings of the document; `undefined` when there was no body. */
  readonly settings: Partial<Settings> | undefined;
}

/** A subscription from its SUBSCRIBE on; the dialog begins with the first NOTIFY, even before the 200 (RFC 6665 §4.4.1). */
export interface Subscription {
  readonly callId: string;
  readonly fromTag: string;
  readonly event: string;
  notified(notice: Notice): void;
}

interface Entry {
  readonly subscription: Subscription;
  remoteTag?: string;
  remoteCseq?: number;
}

/** The subscriptions of one client, and its answers to NOTIFY (RFC 3265 §3.2.4, RFC 6665 §4.1.3). */
export class Subscriptions {
  readonly #entries: Entry[] = [];

  add(subscription: Subscription): void {
    this.#entries.push({ subscription });
  }

  remove(subscription: Subscription): void {
    const index = this.#entries.findIndex((entry) => entry.subscription === subscription);
    if (index !== -1) this.#entries.splice(index, 1);
  }

  /** Judges a NOTIFY; `terminated` ends the subscription, whatever comes later finds none. */
  notify(request: Request): Verdict {
    const event = firstOf(request.head, 'event') ?? '';
    const known = [eventPackage, ...this.#entries.map((entry) => typeOf(entry.subscription.event))];
    if (!known.includes(typeOf(event))) return { status: 489, headers: [`Allow-Events: ${eventPackage}`] };
    const entry = this.#entryOf(request, event);
    if (entry === undefined) return { status: 481 };
    if (entry.remoteCseq !== undefined && request.cseq < entry.remoteCseq) return { status: 500 };
    const refused = refusalOfBody(request);
    if (refused !== undefined) return refused;
    const notice = noticeOf(request);
    if (notice === undefined) return { status: 400 };
    entry.remoteCseq = request.cseq;
    if (request.fromTag !== undefined) entry.remoteTag = request.fromTag;
    if (notice.state === 'terminated') this.remove(entry.subscription);
    entry.subscription.notified(notice);
    return { status: 200 };
  }

  /** RFC 6665 §4.4.1: Call-ID, To tag and Event match; with one dialog only (RFC 4354 §5.11), the From tag too. */
  #entryOf(request: Request, event: string): Entry | undefined {
    return this.#entries.find(
      ({ subscription, remoteTag }) =>
        subscription.callId === request.callId &&
        subscription.fromTag === request.toTag &&
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
function noticeOf({ head, body }: Request): Notice | undefined {
  const value = firstOf(head, 'subscription-state');
  const state = value?.split(';', 1)[0]?.trim().toLowerCase();
  if (value === undefined || state === undefined || !/^[\w.!%*+`'~-]+$/.test(state)) return undefined;
  if (body !== '' && firstOf(head, 'content-type') === undefined) return undefined;
  try {
    return {
      state,
      reason: paramOf(value, 'reason')?.toLowerCase(),
      settings: body === '' ? undefined : readDocument(body),
    };
  } catch {
    return undefined;
  }
}
