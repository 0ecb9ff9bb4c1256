import type { Millis } from '../../core/time';
import { fieldsNamed, type HeaderField, type SipMessage } from '../../sip/message';
import { readOptionTags } from '../../sip/option-tags';
import { isAutomatic, isOurs, requestsSince } from './looks';
import type { Episode, Step, StepOf } from './provoked-check';

/** A client that mends its request does so at once. */
export const CORRECTION: Millis = 5_000;

/** Whether a step is the first refusal of a request of ours with one of these statuses. */
export function isRefusedWith(cause: Step, statuses: ReadonlySet<number>): cause is StepOf<'refused'> {
  if (cause.kind !== 'refused' || cause.isRepeated) return false;
  return statuses.has(cause.response.status) && isOurs(cause.tx) && !cause.event.timeUnknown;
}

/** What the client sent instead of the refused request by itself: its next one of the same kind. */
export function correctionOf(episode: Episode): StepOf<'request'> | undefined {
  const { cause } = episode;
  if (cause.kind !== 'refused') return undefined;
  return requestsSince(episode).find(
    (step) => step.tx.kind === cause.tx.kind && step.at - cause.at <= CORRECTION && isAutomatic(episode, step) === true,
  );
}

/** The option tags of all rows of a name, in lower case, with the row that each stands in. */
export function optionsIn(message: SipMessage, key: string): ReadonlyMap<string, HeaderField> {
  const tags = new Map<string, HeaderField>();
  for (const field of fieldsNamed(message, key)) {
    const read = readOptionTags(field);
    if (read.ok) for (const tag of read.value) tags.set(tag.toLowerCase(), field);
  }
  return tags;
}
