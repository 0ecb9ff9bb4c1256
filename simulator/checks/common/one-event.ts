import type { RequirementId } from '../../requirements/requirement';
import { readEvent } from '../../sip/event';
import { fieldsNamed, type HeaderField } from '../../sip/message';
import type { FormSubject, Observation } from '../check';
import { fail } from '../observe';
import { judgeFaults } from './syntax-faults';
import { hasUnreadableRow } from './unreadable-row';

const nothing: readonly Observation[] = [];

/** A comma that stands in no quoted string: there the value goes on with another one. */
const list = /^(?:[^",]|"(?:[^"\\]|\\.)*")*,/;
/** event-type = event-package *("." event-template) in front of its parameters (RFC 6665 §8.4). */
const typeAlone = /^[\w\-!%*+`'~]+(?:\.[\w\-!%*+`'~]+)*[ \t]*(?:;|$)/;

/**
 * Exactly one Event header field with one event type (RFC 3903 §4.1, RFC 3265 §3.1.2). Which one it names, and what is wrong with
 * its parameters, is judged by the item of the change request.
 */
export function judgeOneEvent(
  entry: RequirementId,
  subject: FormSubject,
  met: readonly Observation[],
): readonly Observation[] {
  const { message } = subject;
  let only: HeaderField | undefined;
  for (const field of message.headers) {
    if (field.key !== 'event') continue;
    if (only !== undefined) return severalRows(subject);
    only = field;
  }
  if (only === undefined) {
    if (hasUnreadableRow(message, 'event')) return nothing;
    return [fail('no Event header field', { actual: 'missing', span: message.start.span })];
  }
  const faults = judgeFaults(entry, subject, met);
  if (faults !== met) return faults;
  const read = readEvent(only);
  if (read.ok || (typeAlone.test(only.value) && !list.test(only.value))) return met;
  return [fail(list.test(only.value) ? 'several event types in Event' : read.defect.message, { span: only.valueSpan })];
}

function severalRows({ message }: FormSubject): readonly Observation[] {
  const fields = fieldsNamed(message, 'event');
  return fields.slice(1).map(({ span }) => fail(`${fields.length} Event header fields`, { span }));
}
