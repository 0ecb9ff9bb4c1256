import { type AcValue, readAcceptContact } from '../../sip/accept-contact';
import { fieldsNamed } from '../../sip/message';
import { paramNamed } from '../../sip/params';
import type { JudgeContext, Observation, Subject } from '../check';
import { fail, inconc, pass, warn } from '../observe';
import { octetsAt, quoted } from '../text';

/** One single ac-value has "*", the feature tag, require and explicit (RFC 3841 §10, decisions D-07 and D-12). */
export function judgeAcceptContact({ message }: Subject, { rules }: JudgeContext): readonly Observation[] {
  const featureTag = rules.feature_tag;
  const expected = `one value "*;${featureTag};require;explicit"`;
  const fields = fieldsNamed(message, 'accept-contact');
  const [first] = fields;
  if (first === undefined) {
    return [fail('no Accept-Contact header field', { expected, actual: 'missing', span: message.start.span })];
  }
  const rows = fields.map((field) => ({ field, read: readAcceptContact(field) }));
  const values = rows.flatMap(({ read }) => (read.ok ? read.value : []));
  const unreadable = rows.flatMap(({ field, read }) => (read.ok ? [] : [{ field, defect: read.defect }]));
  const full = values.find((value) => lacks(value, featureTag).length === 0 && tagState(value, featureTag) === 'true');
  if (full !== undefined) {
    const remarks = unreadable.map(({ field, defect }) =>
      warn(`another Accept-Contact row cannot be read: ${defect.message}`, { span: field.valueSpan }),
    );
    return [pass(`Accept-Contact ${quoted(octetsAt(message, full.span))}`, { span: full.span }), ...remarks];
  }
  const doubtful = values.find(
    (value) => lacks(value, featureTag).length === 0 && tagState(value, featureTag) === 'unquoted',
  );
  if (doubtful !== undefined) return judgeUnquoted(doubtful, featureTag, expected);
  const [broken] = unreadable;
  if (broken !== undefined) {
    return [fail(`Accept-Contact: ${broken.defect.message}`, { expected, span: broken.field.valueSpan })];
  }
  const closest = values.toSorted((a, b) => lacks(a, featureTag).length - lacks(b, featureTag).length)[0];
  if (closest === undefined) return [fail('Accept-Contact without a value', { expected, span: first.span })];
  return [fail(problemOf(closest, values, featureTag), { expected, span: closest.span })];
}

/** The parts that a value does not have. */
function lacks({ star, params }: AcValue, featureTag: string): readonly string[] {
  const missing = star ? [] : ['"*"'];
  if (paramNamed(params, featureTag.toLowerCase()) === undefined) missing.push(featureTag);
  for (const flag of ['require', 'explicit']) {
    const param = paramNamed(params, flag);
    if (param === undefined || param.value !== undefined) missing.push(flag);
  }
  return missing;
}

/** The feature tag stands for TRUE alone or with the quoted list "TRUE" (RFC 3840 §9). */
function tagState({ params }: AcValue, featureTag: string): 'true' | 'unquoted' | 'other' {
  const tag = paramNamed(params, featureTag.toLowerCase());
  if (tag === undefined) return 'other';
  if (tag.value === undefined) return 'true';
  if (tag.value.trim().toUpperCase() !== 'TRUE') return 'other';
  return tag.quoted ? 'true' : 'unquoted';
}

/** `+g.oma.sip-im=TRUE` parses as generic-param only, and servers differ in what they make of it (decision D-12). */
function judgeUnquoted({ params }: AcValue, featureTag: string, expected: string): readonly Observation[] {
  const tag = paramNamed(params, featureTag.toLowerCase());
  const details = { expected, ...(tag !== undefined && { span: tag.span }) };
  return [
    inconc('a feature tag with an unquoted value: servers differ in what they make of it', details),
    warn('the value of a feature parameter stands in quotes (RFC 3840 §9)', details),
  ];
}

function problemOf(closest: AcValue, values: readonly AcValue[], featureTag: string): string {
  const missing = lacks(closest, featureTag);
  if (missing.length === 0) {
    const tag = paramNamed(closest.params, featureTag.toLowerCase());
    return `${featureTag} has the value ${quoted(tag?.value ?? '')}`;
  }
  const isSpread = missing.every((part) => values.some((value) => !lacks(value, featureTag).includes(part)));
  const where = isSpread ? ' in the same value; the parts are spread over several values' : '';
  return `Accept-Contact without ${missing.join(' and ')}${where}`;
}
