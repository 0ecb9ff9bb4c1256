import { RecentNumbers } from '../core/recent-numbers';
import { numberOf } from '../core/text-number';
import { readContacts } from '../sip/contact';
import { readEvent } from '../sip/event';
import { fieldsNamed, firstField, type SipMessage, type SipRequest, type SipResponse } from '../sip/message';
import { readRoutes } from '../sip/route';
import { readSubscriptionState } from '../sip/subscription-state';
import type { Writable } from '../sip/writable';
import type { DialogSeen, FrameText } from './check';
import { callIdOf } from './exchange';
import { ownCopy } from './own-copy';
import { cseqOf, tagOf } from './transaction-key';

/** Dialogs that are remembered at once. */
const CAPACITY = 8_192;
/** Tags of the simulator and remote targets that are remembered of one dialog. */
const FEW = 4;

/** What is known of the dialogs of one Call-ID; a subscription that forks has several, which differ by the simulator's tag. */
interface Dialog {
  readonly callId: string;
  localTag: string | undefined;
  remoteTags: readonly string[];
  previous: { readonly frame: number; readonly cseq: number } | undefined;
  targets: readonly string[];
  /** Record-Route of the 2xx that made it and of the first NOTIFY, in the order of the client's Route. */
  routeOfResponse: readonly string[] | undefined;
  routeOfNotify: readonly string[] | undefined;
  /** The Event of the SUBSCRIBE that was seen first. */
  event: { readonly frame: number; readonly type: string; readonly id: string | undefined } | undefined;
  /** The NOTIFY that ended the subscription. */
  endedIn: number;
  isOfSettings: boolean;
}

/**
 * The dialogs of subscriptions (RFC 3261 §12): made by a 2xx to a SUBSCRIBE or by a NOTIFY (RFC 3265 §3.3.4), whichever comes first.
 */
export class Dialogs {
  readonly #byCallId = new RecentNumbers<Dialog>(CAPACITY);
  /** By a tag of the simulator, which gives each dialog another one. */
  readonly #byTag = new RecentNumbers<Dialog>(CAPACITY);

  /** How many are kept now. */
  get sizes(): readonly number[] {
    return [this.#byCallId.size, this.#byTag.size];
  }

  /**
   * Takes a 2xx to a SUBSCRIBE.
   *
   * @param isInitial whether the SUBSCRIBE was seen, and was one outside a dialog: no later one changes the route set (RFC 3261 §12.2)
   */
  accepted(response: SipResponse, isInitial: boolean): void {
    const dialog = this.#of(response);
    this.#joined(dialog, tagOf(response, 'from'), tagOf(response, 'to'));
    takeTarget(dialog, response);
    if (isInitial) dialog.routeOfResponse ??= routesIn(response).toReversed();
  }

  /** Takes a NOTIFY of the simulator. */
  notified(request: SipRequest, frame: number): void {
    const dialog = this.#of(request);
    this.#joined(dialog, tagOf(request, 'to'), tagOf(request, 'from'));
    takeTarget(dialog, request);
    dialog.routeOfNotify ??= routesIn(request);
    const field = firstField(request, 'subscription-state');
    const state = field === undefined ? undefined : readSubscriptionState(field);
    if (state?.ok && state.value.state.toLowerCase() === 'terminated') dialog.endedIn = frame;
  }

  /** Takes a SUBSCRIBE of a client. */
  subscribed(request: SipRequest, frame: number, isOfSettings: boolean): void {
    // Outside a dialog it begins another one, whatever its Call-ID was used for before.
    const dialog = tagOf(request, 'to') === undefined ? this.#begin(request) : this.#of(request);
    const tag = tagOf(request, 'from');
    if (dialog.localTag === undefined && tag !== undefined) dialog.localTag = ownCopy(tag);
    const cseq = cseqOf(request)?.number;
    if (cseq !== undefined) dialog.previous = { frame, cseq };
    dialog.event ??= eventIn(request, frame);
    if (isOfSettings) dialog.isOfSettings = true;
  }

  /** Whether a message belongs to a settings subscription, by its Call-ID. */
  isOfSettings(message: SipMessage): boolean {
    return this.#byCallId.get(keyOf(message))?.isOfSettings ?? false;
  }

  /** Whether a request of the client with this To tag is meant for one of them; what it has wrong of the rest is judged. */
  has(message: SipRequest, toTag: string): boolean {
    const dialog = this.#byCallId.get(keyOf(message));
    if (dialog === undefined) return this.#byTags(message, toTag) !== undefined;
    return dialog.remoteTags.includes(toTag) || isSwapped(dialog, message, toTag);
  }

  /**
   * What is known of the dialog that a request with a To tag is sent in.
   *
   * @param isOfInvite whether its Call-ID is that of an INVITE
   */
  seenBy(message: SipRequest, toTag: string, isOfInvite: boolean): DialogSeen | undefined {
    const dialog = this.#byCallId.get(keyOf(message)) ?? this.#byTags(message, toTag);
    if (dialog === undefined) return isOfInvite ? ofInvite(message) : undefined;
    const { callId, localTag, previous, targets, event } = dialog;
    const seen: Writable<DialogSeen> = { callId, localTag, targets, routeSets: routeSetsOf(dialog) };
    if (previous !== undefined) seen.previous = previous;
    if (event !== undefined) seen.event = event;
    if (isOfInvite) seen.madeBy = INVITE;
    else if (!dialog.isOfSettings && event !== undefined) seen.madeBy = { text: `a subscription to "${event.type}"` };
    else if (dialog.endedIn > 0) seen.madeBy = endedBy(dialog.endedIn);
    return seen;
  }

  /** The dialog of both tags: a request with another Call-ID is meant for it all the same. */
  #byTags(message: SipRequest, toTag: string): Dialog | undefined {
    const dialog = this.#byTag.get(numberOf(toTag));
    return dialog?.localTag === undefined || dialog.localTag !== tagOf(message, 'from') ? undefined : dialog;
  }

  #of(message: SipMessage): Dialog {
    return this.#byCallId.get(keyOf(message)) ?? this.#begin(message);
  }

  #begin(message: SipMessage): Dialog {
    const dialog: Dialog = {
      callId: ownCopy(callIdOf(message)),
      localTag: undefined,
      remoteTags: [],
      previous: undefined,
      targets: [],
      routeOfResponse: undefined,
      routeOfNotify: undefined,
      event: undefined,
      endedIn: 0,
      isOfSettings: false,
    };
    this.#byCallId.set(keyOf(message), dialog);
    return dialog;
  }

  #joined(dialog: Dialog, localTag: string | undefined, remoteTag: string | undefined): void {
    if (dialog.localTag === undefined && localTag !== undefined) dialog.localTag = ownCopy(localTag);
    if (remoteTag === undefined || dialog.remoteTags.includes(remoteTag)) return;
    dialog.remoteTags = [...dialog.remoteTags, ownCopy(remoteTag)].slice(-FEW);
    this.#byTag.set(numberOf(remoteTag), dialog);
  }
}

const INVITE: FrameText = { text: 'an INVITE' };

function endedBy(otherFrame: number): FrameText {
  return { text: `a subscription that the NOTIFY of frame ${otherFrame} ended`, otherFrame };
}

function ofInvite(message: SipRequest): DialogSeen {
  return { callId: callIdOf(message), localTag: undefined, targets: [], routeSets: [], madeBy: INVITE };
}

/** The client took its own tag for that of the other side. */
function isSwapped({ localTag, remoteTags }: Dialog, message: SipRequest, toTag: string): boolean {
  const fromTag = tagOf(message, 'from');
  return toTag === localTag && fromTag !== undefined && remoteTags.includes(fromTag);
}

/** The remote target is the Contact of the latest message; one that is on its way may be in use still (RFC 3261 §12.2.1.2). */
function takeTarget(dialog: Dialog, message: SipMessage): void {
  const field = firstField(message, 'contact');
  const read = field === undefined ? undefined : readContacts(field);
  const uri = read?.ok && !read.value.star ? read.value.contacts[0]?.uri : undefined;
  if (uri === undefined || dialog.targets.at(-1) === uri) return;
  dialog.targets = [...dialog.targets, ownCopy(uri)].slice(-FEW);
}

function routesIn(message: SipMessage): readonly string[] {
  if (fieldsNamed(message, 'record-route').length === 0) return noRoutes;
  const read = readRoutes(message, 'record-route');
  return read.ok ? read.value.map(({ uri }) => ownCopy(uri)) : noRoutes;
}

const noRoutes: readonly string[] = [];

/**
 * The route set comes from the 2xx (RFC 3265) or from the NOTIFY (RFC 6665 §4.4.1). Only where the 2xx that made the dialog was seen, it
 * is known: a NOTIFY may be one of many, and inside a dialog that the 2xx made, a proxy need not record its route again.
 */
function routeSetsOf({ routeOfResponse, routeOfNotify }: Dialog): readonly (readonly string[])[] {
  if (routeOfResponse === undefined) return [];
  const isOther = routeOfNotify !== undefined && routeOfNotify.length > 0;
  return isOther ? [routeOfResponse, routeOfNotify] : [routeOfResponse];
}

function eventIn(request: SipRequest, frame: number): Dialog['event'] {
  const field = firstField(request, 'event');
  const read = field === undefined ? undefined : readEvent(field);
  if (!read?.ok) return undefined;
  const { type, id } = read.value;
  return { frame, type: ownCopy(type), id: id === undefined ? undefined : ownCopy(id) };
}

function keyOf(message: SipMessage): number {
  return numberOf(callIdOf(message));
}
