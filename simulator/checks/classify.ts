import { readEntityTag } from '../sip/entity-tag';
import { fieldsNamed, firstField, type SipRequest } from '../sip/message';
import type { Operation } from '../trace/event';
import type { JudgeContext, SubjectKind } from './check';
import { type EventRelation, eventRelation } from './event-relation';
import { hasBody, isSettingsBody } from './settings-body';
import { tagOf } from './transaction-key';

/** What a request is about; `candidate` ones are judged only when nothing better came during the stimulus. */
export interface Classification {
  readonly kind: SubjectKind;
  readonly candidate: boolean;
}

/** What the classification needs to know of the rest of the run. */
export interface Surroundings {
  readonly context: JudgeContext;
  readonly operation: Operation | undefined;
  /** Whether the simulator gave this entity-tag to a settings PUBLISH. */
  gaveTag(tag: string): boolean;
  /** Whether the request belongs to a dialog, judged by its To tag. */
  isInDialog(toTag: string): boolean;
}

/** Methods that have a use for Event of their own, or that are never sent to ask for something. */
const neverRetrieves = new Set(['REGISTER', 'CANCEL', 'BYE', 'PRACK']);

/** What a request has to do with the settings; `undefined`: nothing. */
export function classify(message: SipRequest, around: Surroundings): Classification | undefined {
  const { method } = message.start;
  if (method === 'PUBLISH') return classifyPublish(message, around);
  if (method === 'SUBSCRIBE') return classifySubscribe(message, around);
  if (method.toUpperCase() === 'PUBLISH')
    return asOtherMeans(classifyPublish(message, around), 'publish-by-other-means');
  if (method.toUpperCase() === 'SUBSCRIBE') {
    return asOtherMeans(classifySubscribe(message, around), 'retrieve-by-other-means');
  }
  // An ACK conveys nothing: it belongs to an INVITE, and one that does not breaks another rule (RFC 3261 §17.1.2.1).
  if (method === 'NOTIFY' || method === 'ACK') return undefined;
  if (isSettingsBody(message, around.context)) return sure('publish-by-other-means');
  if (neverRetrieves.has(method) || firstField(message, 'event') === undefined) return undefined;
  const isAboutSettings = eventRelation(message, around.context.rules) === 'settings';
  return isAboutSettings ? sure('retrieve-by-other-means') : undefined;
}

function classifyPublish(message: SipRequest, around: Surroundings): Classification | undefined {
  const relation = eventRelation(message, around.context.rules);
  if (isCertain(relation) || hasKnownTag(message, around) || isSettingsBody(message, around.context)) {
    return isFetchAttempt(message, around) ? sure('retrieve-by-other-means') : sure('settings-publish');
  }
  const asked = around.operation === 'publish' || around.operation === 'refresh';
  return asked && relation !== 'background' ? { kind: 'settings-publish', candidate: true } : undefined;
}

function classifySubscribe(message: SipRequest, around: Surroundings): Classification | undefined {
  const toTag = tagOf(message, 'to');
  // With a tag that nobody gave, it is an initial one with a breach (RFC 3261 §8.1.1.2).
  const isInDialog = toTag !== undefined && around.isInDialog(toTag);
  const kind = isInDialog ? 'settings-subscribe-in-dialog' : 'settings-subscribe';
  const relation = eventRelation(message, around.context.rules);
  if (isCertain(relation) || relation === 'confused') return sure(kind);
  if (around.operation !== 'retrieve' || relation === 'background') return undefined;
  return { kind, candidate: true };
}

/** The settings package, or nothing readable that would name another one. */
function isCertain(relation: EventRelation): boolean {
  return relation === 'settings' || relation === 'missing' || relation === 'unreadable';
}

function hasKnownTag(message: SipRequest, around: Surroundings): boolean {
  return fieldsNamed(message, 'sip-if-match').some((field) => {
    const read = readEntityTag(field);
    return read.ok && around.gaveTag(read.value);
  });
}

/** A PUBLISH that neither brings nor renews anything, while the client was asked to retrieve. */
function isFetchAttempt(message: SipRequest, { operation }: Surroundings): boolean {
  return operation === 'retrieve' && !hasBody(message) && firstField(message, 'sip-if-match') === undefined;
}

function sure(kind: SubjectKind): Classification {
  return { kind, candidate: false };
}

function asOtherMeans(found: Classification | undefined, kind: SubjectKind): Classification | undefined {
  return found === undefined || found.candidate ? undefined : sure(kind);
}
