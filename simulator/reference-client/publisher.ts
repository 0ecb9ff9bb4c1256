import type { Draft } from './draft';
import type { Outcome } from './order';
import { publishDraft } from './requests';
import { firstOf } from './rows';
import { describeFailure, isSuccess } from './session';
import type { Answer } from './sip-stack';
import type { Work } from './work';

/**
 * Publishes the settings (clause 6.1.1.1): with the entity-tag of the publication where there is one, else anew. After a
 * 412 the tag is forgotten and the whole state published once without it (RFC 3903 §5). A 423 is not repaired, for Expires
 * is forbidden here (decision D-02).
 */
export async function publish(work: Work, operation: 'publish' | 'refresh'): Promise<Outcome> {
  const hadTag = work.memory.recall(work.user).entityTag !== undefined;
  let { answer, draft } = await send(work, operation);
  if (answer.status === 412) {
    keepTag(work, undefined);
    if (hadTag) ({ answer, draft } = await send(work, operation));
  }
  const accepted = isSuccess(answer);
  if (accepted || work.faults.some((fault) => fault.claimsSuccess === true)) work.indicate({ what: 'published' });
  if (!accepted) return { ok: false, message: describeFailure(draft.method, work.server, answer) };
  keepTag(work, firstOf(answer.head, 'sip-etag'));
  const granted = Number(firstOf(answer.head, 'expires'));
  if (granted > 0) work.granted('refresh', granted);
  return { ok: true };
}

async function send(work: Work, operation: 'publish' | 'refresh'): Promise<{ answer: Answer; draft: Draft }> {
  const right = publishDraft({ ...work, remembered: work.memory.recall(work.user) }, work.memory.entityId);
  const draft = work.faults.reduce(
    (changed, fault) => fault.publish?.(changed, { ...work, operation }) ?? changed,
    right,
  );
  const { answer } = await work.session.send(draft);
  return { answer, draft };
}

function keepTag({ memory, user }: Work, entityTag: string | undefined): void {
  const { entityTag: _old, ...remembered } = memory.recall(user);
  memory.remember(user, { ...remembered, ...(entityTag !== undefined && { entityTag }) });
}
