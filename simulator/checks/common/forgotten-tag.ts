import type { RequirementId } from '../../requirements/requirement';
import { valuesOf } from '../../settings/document';
import { firstField } from '../../sip/message';
import type { JudgeContext, Observation, PublishedState, Subject, Update } from '../check';
import { fail } from '../observe';
import { isSameState } from '../repetitions';
import { quoted } from '../text';

type ForgottenTagEntry = Extract<RequirementId, 'RFC3903-4.2-2' | 'RFC3903-4.3-2' | 'RFC3903-4.4-1'>;

/** A refresh comes in the later part of the lifetime; what comes sooner is no refresh by itself. */
const REFRESH_FROM = 0.3;

/**
 * A PUBLISH without SIP-If-Match while the publication of its client goes on is a breach of one entry: of RFC3903-4.2-2 where the client
 * was registered anew or restarted since, of RFC3903-4.3-2 as a refresh, of RFC3903-4.4-1 as a change. `undefined` where nothing is
 * forgotten, or where nobody can say: a client that was restarted and keeps no entity-tags publishes anew by right. After a refusal or a
 * timeout nothing is said; a repeat after a challenge was looked at before.
 *
 * Reading: by its form such a request is an initial one, and RFC 3903 forbids nobody to have several publications side by side. Only
 * one that brings the state of the same entity (RFC 4354 §6) to the same Request-URI, from the same run of a client that has the
 * entity-tag, is surely an update of what was published before, which §4.1 wants to name it.
 */
export function entryOfForgottenTag(subject: Subject, context: JudgeContext): ForgottenTagEntry | undefined {
  const { forgets, after, isReregistered } = subject;
  if (forgets === undefined || after !== undefined) return undefined;
  const { persistent_etag: keepsTags } = context.pics;
  const isSame = isSameRun(subject, context);
  if (isReregistered) return isSame || keepsTags !== false ? 'RFC3903-4.2-2' : undefined;
  if (!isSame) return keepsTags ? 'RFC3903-4.2-2' : undefined;
  const update = updateOf(subject, forgets.state);
  if (update === undefined) return undefined;
  return update === 'refresh' ? 'RFC3903-4.3-2' : 'RFC3903-4.4-1';
}

/** The same port is enough in a run, whose client is in use all the time, unless it is declared to forget what it knows. */
function isSameRun({ forgets }: Subject, { nextHop, pics }: JudgeContext): boolean {
  if (forgets?.isSameRun === 'sure') return true;
  return forgets?.isSameRun === 'likely' && nextHop !== undefined && pics.persistent_etag !== false;
}

/**
 * What a PUBLISH is meant to do with a publication: by its settings, or by what the client was asked for. `undefined` where that cannot be
 * told, and for the same settings again soon after, which RFC4354-5.18-1 looks at.
 */
function updateOf({ body, stimulus, event }: Subject, state: PublishedState): Update | undefined {
  const operation = stimulus?.operation;
  if (operation === 'refresh') return 'refresh';
  const isLate = event.at - state.at >= (state.lifetime ?? Number.POSITIVE_INFINITY) * 1_000 * REFRESH_FROM;
  const asked = operation === 'publish' ? 'change' : undefined;
  if (body === undefined) return isLate ? 'refresh' : undefined;
  const values = body.document.ok ? valuesOf(body.document.document) : undefined;
  if (values === undefined || state.settings === undefined) return asked;
  if (!isSameState(values, state.settings)) return 'change';
  return isLate ? 'refresh' : asked;
}

/**
 * What an update that names its publication does with it: by the settings alone, so that a run and a capture say the same. One without a
 * body, or with the same settings, is a refresh.
 */
export function updateBySettings({ body }: Subject, state: PublishedState): Update | undefined {
  if (body === undefined) return 'refresh';
  const values = body.document.ok ? valuesOf(body.document.document) : undefined;
  if (values === undefined || state.settings === undefined) return undefined;
  return isSameState(values, state.settings) ? 'refresh' : 'change';
}

/** The finding of the entry. */
export function forgottenTag({ forgets, message }: Subject, what: string): readonly Observation[] {
  if (forgets === undefined) return [];
  const { tag, state } = forgets;
  const text = `${what} without SIP-If-Match; entity-tag ${quoted(tag)} of frame ${state.frame} is in force`;
  const expected = `SIP-If-Match: ${tag}`;
  return [fail(text, { expected, actual: 'missing', span: message.start.span, otherFrame: state.frame })];
}

/** Whether an update names a publication that is known, and no other entry has anything against its entity-tag. */
export function namesPublication({ message, published, entityTagProblem }: Subject): boolean {
  return published !== undefined && entityTagProblem === undefined && firstField(message, 'sip-if-match') !== undefined;
}
