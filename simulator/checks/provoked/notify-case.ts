import type { Millis } from '../../core/time';
import { fieldsNamed, firstField, type SipRequest } from '../../sip/message';
import { readNameAddr } from '../../sip/name-addr';
import type { JudgeContext } from '../check';
import { isRepairable } from '../exchange';
import { tagOf } from '../transaction-key';
import { isHeaderCut, isShortBody } from '../truncation';
import { eventIn, eventMatch, expiresIn, hasTagOf, type NotifyFacts } from './notify-facts';
import { type NotifyOddity, odditiesIn } from './notify-oddities';
import type { ClientTransaction, ServerTransaction } from './provoked-check';
import { longestTimers, timerF } from './timers';

/** How a NOTIFY stands to what was before it. */
type NotifyPlace =
  /** It is what a client has to expect. */
  | 'regular'
  /** Its subscription was never asked for: another Call-ID, or another To tag than the client's (RFC 6665 §4.1.3). */
  | 'stray'
  /** The SUBSCRIBE was refused (RFC 3265 §3.1.4.1). */
  | 'after-refusal'
  /** The first one, when Timer N has fired (RFC 6665 §4.1.2.4). */
  | 'late'
  /** The client has accepted `terminated`, without or with an `expires` beside it (§4.1.3). */
  | 'after-end'
  | 'after-end-with-expires'
  /** From another notifier than that of the subscription that lives (RFC 4354 §5.9). */
  | 'second-dialog'
  /** Another package, the right one in other letter case, another `id` (RFC 6665 §8.2.1). */
  | 'other-package'
  | 'other-case'
  | 'other-id'
  /** A CSeq number below that of the NOTIFY before, or more than one above (RFC 3261 §12.2.2). */
  | 'lower-cseq'
  | 'cseq-gap'
  /** Before the final response to the SUBSCRIBE (RFC 6665 §4.1.2.4). */
  | 'early'
  /** The first one, with another From tag than the To tag of the 2xx before it (§4.4.1). */
  | 'other-tag'
  /** The first one behind a 202 (§8.3.1). */
  | 'after-202'
  /** The first one, and `pending`; then the next one behind that (§4.1.3). */
  | 'pending'
  | 'after-pending'
  /** The first one: `active` though the client asked for a single one, or `terminated` though it asked for more; the next one behind that (§4.2.2). */
  | 'unasked-state'
  | 'after-active'
  /** `terminated` without a document (§4.1.2.3). */
  | 'bodiless-end'
  /** The body is shorter than Content-Length says (RFC 3261 §18.3). */
  | 'short-body'
  /** Nobody can say what is due: too little was seen, or the server is in the wrong in a way of its own. */
  | 'unclear';

/** What a NOTIFY is to the client. Each belongs to one entry, which says what its final response should be. */
export type NotifyCase = NotifyPlace | NotifyOddity;

/** Timer N with the default T1: 64*T1 (RFC 6665 §4.1.2.4). */
const TIMER_N: Millis = 32_000;
/** The client's clock may be slower, and what was sent in time may come late. */
const SURELY_LATE = 1.1;

/** The mandatory header fields of a NOTIFY (RFC 3261 §8.1.1, RFC 6665 §8.2). */
const mandatory = ['via', 'from', 'to', 'call-id', 'cseq', 'max-forwards', 'contact', 'event', 'subscription-state'];

/** A place that a single oddity of the message outweighs: the answer to it is 200 all the same. */
const plain: ReadonlySet<NotifyCase> = new Set([
  'regular',
  'pending',
  'after-pending',
  'unasked-state',
  'after-active',
  'bodiless-end',
]);

/**
 * Whether one entry alone says what is due, be it a refusal. A NOTIFY that overtakes the response is common in the field, and to refuse
 * it breaks the retrieval (6.1.1.2-1) as well.
 */
export function isOfAnEntry(found: NotifyCase): boolean {
  return found !== 'regular' && found !== 'unclear' && found !== 'early';
}

let last: { readonly tx: ServerTransaction; readonly found: NotifyCase } | undefined;

/**
 * What a NOTIFY is to the client, by what was seen before it. With several oddities at once it belongs to nobody, unless one of them
 * clearly decides. Asked by many checks of the same NOTIFY in a row.
 */
export function notifyCase(tx: ServerTransaction, context: JudgeContext): NotifyCase {
  if (last?.tx !== tx) last = { tx, found: caseOf(tx, context) };
  return last.found;
}

function caseOf(tx: ServerTransaction, context: JudgeContext): NotifyCase {
  const { message, event, subscribe } = tx;
  if (message.start.method !== 'NOTIFY' || context.rules.capture_point !== 'client-edge') return 'unclear';
  if (event.truncated || isHeaderCut(event, message) || !isReadable(message)) return 'unclear';
  const isShort = message.defects.length > 0;
  if (isShort && !(event.transport === 'udp' && message.defects.every((defect) => isShortBody(defect, message))))
    return 'unclear';
  if (subscribe === undefined) return isShort ? 'unclear' : 'stray';
  if (!subscribe.kind.startsWith('settings-subscribe') || !isDirect(subscribe.message)) return 'unclear';
  const place = placeOf(tx, subscribe, context);
  if (isShort) return plain.has(place) ? 'short-body' : 'unclear';
  const [oddity, ...others] = odditiesIn(message, subscribe.message, context);
  if (oddity === undefined) return place;
  return others.length === 0 && plain.has(place) ? oddity : 'unclear';
}

/** All that a NOTIFY has to have is there and can be read, where it decides. */
function isReadable(message: SipRequest): boolean {
  if (mandatory.some((key) => firstField(message, key) === undefined)) return false;
  const areRead = ['from', 'to'].every((key) => {
    const field = firstField(message, key);
    return field !== undefined && readNameAddr(field).ok;
  });
  return areRead && tagOf(message, 'from') !== undefined && eventIn(message) !== undefined;
}

/** A proxy answers in the client's place with whatever it likes. */
function isDirect(message: SipRequest): boolean {
  const [via, ...others] = fieldsNamed(message, 'via');
  return via !== undefined && others.length === 0 && !via.value.includes(',');
}

/** By tags, Event and the response to the SUBSCRIBE, which decide alone; then by what the subscription had come to. */
function placeOf(tx: ServerTransaction, subscribe: ClientTransaction, context: JudgeContext): NotifyPlace {
  const { message, facts } = tx;
  if (facts === undefined || facts.cseq === undefined || facts.state === undefined) return 'unclear';
  const foreign = foreignPlace(message, subscribe);
  const subscription = subscriptionOf(tx, subscribe);
  // Behind the end every NOTIFY is refused, whatever its Event; a To tag that is not the client's matches nothing at any time.
  const isOver = subscription.some(({ isLive }) => !isLive);
  if (foreign !== undefined) return isOver && foreign !== 'stray' ? 'unclear' : foreign;
  if (!isKnown(facts.state)) return 'unclear';
  const final = finalBefore(subscribe, facts.frame);
  if (final !== undefined && final.status >= 300) {
    const isEnd = tagOf(subscribe.message, 'to') === undefined && !isRepairable(final.status);
    return isEnd && subscription.length === 0 ? 'after-refusal' : 'unclear';
  }
  return subscription.length === 0 ? firstPlace(tx, subscribe, context) : laterPlace(tx, facts, subscription);
}

function isKnown(state: string): boolean {
  return state === 'active' || state === 'pending' || state === 'terminated';
}

/** It matches no SUBSCRIBE. Tags of an attempt before may still be in use. */
function foreignPlace(message: SipRequest, { message: asked, before }: ClientTransaction): NotifyPlace | undefined {
  if (!hasTagOf(message, asked)) return before !== undefined && hasTagOf(message, before.message) ? 'unclear' : 'stray';
  const match = eventMatch(message, asked);
  if (match === 'same') return undefined;
  if (match === 'other-type') return 'other-package';
  return match === 'unreadable' ? 'unclear' : match;
}

/** The NOTIFYs before that belong to the subscription: with a SUBSCRIBE outside a dialog another one begins. */
function subscriptionOf({ earlier }: ServerTransaction, { message, event }: ClientTransaction): readonly NotifyFacts[] {
  if (earlier.length === 0) return earlier;
  const isInside = tagOf(message, 'to') !== undefined;
  return earlier.filter((one) => one.isMatching && (isInside || one.frame > event.frame));
}

function finalBefore({ final }: ClientTransaction, frame: number) {
  return final !== undefined && final.event.frame < frame ? final : undefined;
}

function firstPlace(tx: ServerTransaction, subscribe: ClientTransaction, context: JudgeContext): NotifyPlace {
  const { message, event } = tx;
  if (tagOf(subscribe.message, 'to') !== undefined) return 'unclear';
  const final = finalBefore(subscribe, event.frame);
  const waited = event.at - subscribe.event.at;
  const places: NotifyPlace[] = [];
  if (waited >= TIMER_N) {
    const isLate = waited >= SURELY_LATE * timerF(longestTimers(context));
    places.push(isLate && event.timeUnknown !== true && final !== undefined ? 'late' : 'unclear');
  }
  if (final === undefined) places.push('early');
  else if (tagOf(final.message, 'to') !== tagOf(message, 'from')) places.push('other-tag');
  if (final?.status === 202) places.push('after-202');
  if (message.body.start === message.body.end && tx.facts?.state === 'terminated') places.push('bodiless-end');
  const [place, ...others] = places;
  if (place !== undefined) return others.length === 0 ? place : 'unclear';
  return stateOfFirst(tx.facts?.state, subscribe.message);
}

function stateOfFirst(state: string | undefined, subscribe: SipRequest): NotifyPlace {
  if (state === 'pending') return 'pending';
  const isFetch = expiresIn(subscribe) === 0;
  return isFetch === (state === 'terminated') ? 'regular' : 'unasked-state';
}

function laterPlace(
  tx: ServerTransaction,
  { frame, at, fromTag, cseq = 0, state }: NotifyFacts,
  subscription: readonly NotifyFacts[],
): NotifyPlace {
  const { subscribe, message } = tx;
  const latest = subscription.at(-1);
  if (latest === undefined || subscribe === undefined) return 'unclear';
  if (!subscription.every((one) => one.wasAcceptedBefore(frame) && one.fromTag === latest.fromTag)) return 'unclear';
  const highest = Math.max(...subscription.map((one) => one.cseq ?? Number.POSITIVE_INFINITY));
  if (!latest.isLive) {
    // What the client asks for in the dead dialog nobody can foresee the end of.
    if (fromTag !== latest.fromTag || cseq <= highest || subscribe.event.frame > latest.frame) return 'unclear';
    return latest.expires === undefined ? 'after-end' : 'after-end-with-expires';
  }
  if (!subscription.every(({ isLive }) => isLive) || isOver(latest, at, subscribe)) return 'unclear';
  const final = finalBefore(subscribe, frame);
  if (fromTag !== latest.fromTag) {
    return final !== undefined && tagOf(final.message, 'to') === fromTag ? 'unclear' : 'second-dialog';
  }
  // An answer to a SUBSCRIBE inside the dialog, which may have ended the subscription.
  const isRenewed = tagOf(subscribe.message, 'to') !== undefined && subscribe.event.frame > latest.frame;
  if (isRenewed && expiresIn(subscribe.message) === 0 && state !== 'terminated') return 'unclear';
  if (cseq <= highest) return cseq < highest ? 'lower-cseq' : 'unclear';
  if (cseq > highest + 1) return 'cseq-gap';
  if (latest.state === 'pending') return 'after-pending';
  const isFetch = expiresIn(subscribe.message) === 0;
  if (isFetch && !isRenewed) return 'after-active';
  return state === 'terminated' && message.body.start === message.body.end ? 'bodiless-end' : 'regular';
}

/** The lifetime that the latest NOTIFY named is over; the one of the 2xx counts where it named none. */
function isOver(latest: NotifyFacts, at: Millis, { event, message, final }: ClientTransaction): boolean {
  if (latest.expires !== undefined) return at >= latest.at + latest.expires * 1_000;
  const granted = (final === undefined ? undefined : expiresIn(final.message)) ?? expiresIn(message) ?? 0;
  return at >= Math.max(event.at, latest.at) + Math.max(granted * 1_000, TIMER_N);
}
