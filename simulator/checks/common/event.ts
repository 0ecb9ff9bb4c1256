import { readEvent } from '../../sip/event';
import { type Defect, fieldsNamed, type HeaderField } from '../../sip/message';
import type { FormSubject, JudgeContext, Observation } from '../check';
import { fail, info, pass } from '../observe';
import { quoted } from '../text';

const PACKAGE_OF_THE_CHANGE_REQUEST = 'service-settings';

/** Exactly one Event header field with the package of the profile, compared byte by byte (RFC 6665 §8.2.1, decision D-06). */
export function judgeEvent({ message, kind }: FormSubject, { rules }: JudgeContext): readonly Observation[] {
  const wanted = rules.event_package;
  const expected = `exactly one "Event: ${wanted}"`;
  const fields = fieldsNamed(message, 'event');
  const [field] = fields;
  if (field === undefined)
    return [fail('no Event header field', { expected, actual: 'missing', span: message.start.span })];
  if (fields.length > 1) {
    return fields.slice(1).map(({ span }) => fail(`${fields.length} Event header fields`, { expected, span }));
  }
  const read = readEvent(field);
  if (!read.ok) return [fail(read.defect.message, { expected, span: field.valueSpan })];
  const { type, typeSpan, id } = read.value;
  if (type !== wanted) return [fail(differs(type, wanted), { expected, span: typeSpan })];
  const inField = defectIn(field, message.defects);
  if (inField !== undefined) return [fail(`${inField.message} in Event`, { expected, span: inField.span })];
  const observations = [pass(`Event: ${type}`, { span: typeSpan })];
  if (wanted !== PACKAGE_OF_THE_CHANGE_REQUEST) {
    const message = `compared with the package of the profile, ${quoted(wanted)}: this verdict depends on the profile`;
    observations.push(info(message, { span: typeSpan }));
  }
  if (kind === 'settings-publish' && id !== undefined) {
    observations.push(info('the Event parameter "id" has no meaning in a PUBLISH', { span: field.valueSpan }));
  }
  return observations;
}

function differs(type: string, wanted: string): string {
  const isCase = type.toLowerCase() === wanted.toLowerCase();
  return `event type ${quoted(type)}${isCase ? ': event types are compared byte by byte, letter case included' : ''}`;
}

function defectIn({ span }: HeaderField, defects: readonly Defect[]): Defect | undefined {
  return defects.find((defect) => defect.span.start >= span.start && defect.span.end <= span.end);
}
