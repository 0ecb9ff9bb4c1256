import { type Answer, describeFailure, isSuccess } from './answer';
import { type Draft, headerOf, withHeader } from './draft';
import { bent } from './hooks';
import type { Remembered } from './memory';
import type { Outcome } from './order';
import { putOffFor } from './patience';
import { publishDraft } from './requests';
import { firstOf } from './rows';
import type { Work } from './work';

/**
 * Publishes the settings (clause 6.1.1.1): with the entity-tag of the publication where there is one, else anew.
 *
 * | answer | what follows |
 * |---|---|
 * | 2xx | its SIP-ETag replaces the old one, its Expires says when to refresh (RFC 3903 §4.1) |
 * | 412 to a tag | the tag is forgotten for good and the whole state published once without it (RFC 3903 §5) |
 * | 423 | nothing: Expires, which would repair it, is forbidden here (decision D-02) |
 * | none within 32 s | nothing; the last tag stays, for nobody knows whether the update was applied (RFC 3903 §5) |
 */
export async function publish(work: Work, operation: 'publish' | 'refresh'): Promise<Outcome> {
  const { answer, draft } = await work.session.send(draftOf(work, operation), (refusal, refused) => {
    if (refusal.status !== 412 || headerOf(refused, 'SIP-If-Match') === undefined) return undefined;
    keepTag(work, undefined);
    return draftOf(work, operation);
  });
  const accepted = isSuccess(answer);
  if (accepted || work.faults.some((fault) => fault.claimsSuccess === true)) work.indicate({ what: 'published' });
  rememberTag(work, operation, draft, answer);
  if (!accepted) return failed(work, draft, answer);
  const { settings } = rememberedBy(work);
  work.memory.remember(work.user, { ...work.memory.recall(work.user), accepted: settings });
  const granted = Number(firstOf(answer.head, 'expires'));
  if (granted > 0) work.granted('refresh', granted);
  return { ok: true };
}

/** The fault: takes the publication back, which only Expires could do (RFC 3903 §4.5), and decision D-01 forbids. */
export async function removePublication(work: Work): Promise<void> {
  const removal = work.faults.find((fault) => fault.removes !== undefined)?.removes;
  if (removal === undefined || work.memory.recall(work.user).entityTag === undefined) return;
  const { answer } = await work.session.send(removal(withHeader(draftOf(work, 'publish'), 'Expires', '0')));
  if (isSuccess(answer)) keepTag(work, undefined);
}

function draftOf(work: Work, operation: 'publish' | 'refresh'): Draft {
  const right = publishDraft({ ...work, remembered: rememberedBy(work) }, work.memory.entityId);
  return work.faults.reduce((changed, fault) => fault.publish?.(changed, { ...work, operation }) ?? changed, right);
}

/** A renewal by itself renews what the server took, not a change that it refused (RFC 3903 §4.3, RFC 3261 §21.4). */
function rememberedBy({ memory, user, isAutomatic }: Work): Remembered {
  const remembered = memory.recall(user);
  const { accepted = remembered.settings } = remembered;
  return isAutomatic === true ? { ...remembered, settings: accepted } : remembered;
}

function rememberTag(work: Work, operation: 'publish' | 'refresh', draft: Draft, answer: Answer): void {
  const before = work.memory.recall(work.user).entityTag;
  const { history } = work.session;
  // A 2xx without SIP-ETag is a fault of the server; the last tag that it gave out is the best there is.
  const right = (isSuccess(answer) ? firstOf(answer.head, 'sip-etag') : undefined) ?? before;
  keepTag(work, bent(work.faults, 'remember', right, { operation, draft, answer, before, history }));
}

function failed(work: Work, draft: Draft, answer: Answer): Outcome {
  return { ok: false, message: describeFailure(draft.method, work.server, answer), ...putOffFor(answer) };
}

function keepTag({ memory, user }: Work, entityTag: string | undefined): void {
  const { entityTag: _old, ...remembered } = memory.recall(user);
  memory.remember(user, { ...remembered, ...(entityTag !== undefined && { entityTag }) });
}
