import { readDocument } from '../../settings/read';
import { readContacts } from '../../sip/contact';
import { readCSeq } from '../../sip/cseq';
import { readEvent } from '../../sip/event';
import { readMediaType } from '../../sip/media-type';
import { bodyOf, fieldsNamed, firstField, type SipRequest } from '../../sip/message';
import { readNameAddr } from '../../sip/name-addr';
import { readSubscriptionState } from '../../sip/subscription-state';
import { readVias, type Via } from '../../sip/via';
import { hasCookie } from '../../transaction/matching';
import type { ServerConfig } from '../config';
import type { Packet } from '../packet';
import { ownAddress } from '../routing';
import type { Dialog } from '../subscription';
import type { Breach } from './own-breach';

/** What a request of ours has to fit to. */
export interface OwnRequestContext {
  /** The dialog that it is sent in, its `localCSeq` the number used last; `undefined`: outside any. */
  readonly dialog: Dialog | undefined;
  /** The subscription was refused, or is over. */
  readonly isOver: boolean;
  /** Whether an earlier request had the branch. */
  readonly isUsed: (branch: string) => boolean;
}

/** The rules that a request of ours breaks, beyond those for all messages; without a context what fits to any dialog. */
export function* requestBreaches(
  packet: Packet,
  message: SipRequest,
  config: ServerConfig,
  context: OwnRequestContext | undefined,
): Generator<Breach> {
  const { method } = message.start;
  yield* branchBreaches(packet, message, config, context);
  yield* cseqBreaches(message, context?.dialog);
  if (context !== undefined) yield* dialogBreaches(message, context.dialog);
  if (firstField(message, 'require') !== undefined) yield { rule: 'require', text: 'it requires an extension' };
  if (method === 'NOTIFY' && context?.isOver) yield { rule: 'subscription', text: 'there is no subscription any more' };
  if (method === 'NOTIFY') yield* notifyBreaches(message, config, context?.dialog);
}

function* branchBreaches(
  packet: Packet,
  message: SipRequest,
  { advertisedHost }: ServerConfig,
  context: OwnRequestContext | undefined,
): Generator<Breach> {
  const vias = readVias(message);
  const top: Via | undefined = vias.ok ? vias.value[0] : undefined;
  if (top === undefined) {
    yield { rule: 'branch', text: 'Via cannot be read' };
    return;
  }
  const { branch, host, port } = top;
  const own = ownAddress(packet.local, advertisedHost);
  if (`${host}:${port ?? 5060}` !== own)
    yield { rule: 'branch', text: `sent-by ${host}:${port ?? 5060} is not ${own}, which it leaves from` };
  if (branch === undefined || !hasCookie(branch)) yield { rule: 'branch', text: 'the branch has no cookie' };
  else if (context?.isUsed(branch)) yield { rule: 'branch', text: `the branch ${branch} was used before` };
  if (vias.ok && vias.value.length > 1) yield { rule: 'branch', text: 'there are Via values of others' };
}

function* cseqBreaches(message: SipRequest, dialog: Dialog | undefined): Generator<Breach> {
  const field = firstField(message, 'cseq');
  const read = field && readCSeq(field);
  if (field === undefined || read === undefined) return;
  const { method } = message.start;
  if (!read.ok) yield { rule: 'cseq', text: `CSeq ${field.value} cannot be read` };
  else if (read.value.method !== method) yield { rule: 'cseq', text: `CSeq names ${read.value.method}` };
  else if (dialog !== undefined && read.value.number <= dialog.localCSeq)
    yield { rule: 'cseq', text: `CSeq ${read.value.number} does not come after ${dialog.localCSeq}` };
  else if (dialog !== undefined && read.value.number > dialog.localCSeq + 1 && dialog.localCSeq > 0)
    yield { rule: 'cseq', text: `CSeq ${read.value.number} is not the one after ${dialog.localCSeq}` };
}

function* dialogBreaches(message: SipRequest, dialog: Dialog | undefined): Generator<Breach> {
  const tagOf = (key: string): string | undefined => {
    const field = firstField(message, key);
    const read = field && readNameAddr(field);
    return read?.ok ? read.value.tag : undefined;
  };
  const callId = firstField(message, 'call-id')?.value;
  if (dialog === undefined) {
    if (tagOf('from') === undefined) yield { rule: 'dialog', text: 'From has no tag' };
    if (tagOf('to') !== undefined) yield { rule: 'dialog', text: 'To has a tag, and there is no dialog' };
    return;
  }
  if (callId !== dialog.callId) yield { rule: 'dialog', text: `Call-ID ${callId} is not that of the dialog` };
  if (tagOf('from') !== dialog.localTag) yield { rule: 'dialog', text: 'the From tag is not ours in the dialog' };
  if ((tagOf('to') ?? '') !== dialog.remoteTag)
    yield { rule: 'dialog', text: "the To tag is not the client's in the dialog" };
}

function* notifyBreaches(message: SipRequest, config: ServerConfig, dialog: Dialog | undefined): Generator<Breach> {
  const events = fieldsNamed(message, 'event');
  const event = events[0] && readEvent(events[0]);
  if (!event?.ok || events.length > 1) yield { rule: 'event', text: 'a NOTIFY has to carry an Event that can be read' };
  else if (event.value.type !== config.eventPackage)
    yield { rule: 'event', text: `nobody subscribed to ${event.value.type}` };
  else if (dialog !== undefined && event.value.id !== dialog.eventId)
    yield { rule: 'event', text: `the id of Event is ${event.value.id}, subscribed to was ${dialog.eventId}` };
  const stateField = firstField(message, 'subscription-state');
  const state = stateField && readSubscriptionState(stateField);
  if (!state?.ok || !['active', 'pending', 'terminated'].includes(state.value.state))
    yield { rule: 'subscription-state', text: 'a NOTIFY has to carry a Subscription-State that can be read' };
  const [contact, ...others] = fieldsNamed(message, 'contact');
  if (contact === undefined || others.length > 0 || !readContacts(contact).ok)
    yield { rule: 'contact', text: 'a NOTIFY has to carry one Contact that can be read' };
  yield* documentBreaches(message, config);
}

function* documentBreaches(message: SipRequest, { mediaTypes, binding }: ServerConfig): Generator<Breach> {
  const body = bodyOf(message);
  if (body.length === 0) return;
  const field = firstField(message, 'content-type');
  const media = field && readMediaType(field);
  if (firstField(message, 'content-encoding') !== undefined)
    yield { rule: 'accepted-type', text: 'the body is coded, which the client did not ask for' };
  if (!media?.ok) return;
  if (!mediaTypes.includes(media.value.type))
    yield { rule: 'accepted-type', text: `the client did not ask for ${media.value.type}` };
  else {
    const read = readDocument(body, binding);
    if (!read.ok) yield { rule: 'document', text: `the settings document cannot be read: ${read.problem.message}` };
    else if (!read.document.isSettings) yield { rule: 'document', text: 'the body is no settings document' };
  }
}
