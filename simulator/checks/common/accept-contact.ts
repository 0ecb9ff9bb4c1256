import type { Rules } from '../../requirements/configuration';
import { firstField } from '../../sip/message';
import { paramNamed } from '../../sip/params';
import type { FormSubject, JudgeContext, Observation } from '../check';
import { fail, inconc, pass, warn } from '../observe';
import { octetsAt, quoted } from '../text';
import { type Preferences, type PreferenceValue, preferencesOf } from './preferences';

/** One single ac-value has "*", the feature tag, require and explicit (RFC 3841 §10, decisions D-07 and D-12). */
export function judgeAcceptContact({ message }: FormSubject, { rules }: JudgeContext): readonly Observation[] {
  const featureTag = rules.feature_tag;
  const expected = `one value "*;${featureTag};require;explicit"`;
  const first = firstField(message, 'accept-contact');
  const preferences = first && preferencesOf(message);
  if (preferences === undefined) {
    return [fail('no Accept-Contact header field', { expected, actual: 'missing', span: message.start.span })];
  }
  const full = fullValue(preferences, rules);
  if (full !== undefined) {
    const seen = pass(`Accept-Contact ${quoted(octetsAt(message, full.span))}`, { span: full.span });
    return preferences.unreadable.length === 0 ? [seen] : [seen, ...remarksOn(preferences)];
  }
  const values = preferences.values.filter(({ isReject }) => !isReject);
  const doubtful = values.find(
    (value) => lacks(value, featureTag).length === 0 && tagState(value, featureTag) === 'unquoted',
  );
  if (doubtful !== undefined) return [judgeUnquoted(doubtful, rules, expected)];
  const broken = preferences.unreadable.find(({ isReject }) => !isReject);
  if (broken !== undefined) {
    return [fail(`Accept-Contact: ${broken.defect.message}`, { expected, span: broken.field.valueSpan })];
  }
  const closest = values.toSorted((a, b) => lacks(a, featureTag).length - lacks(b, featureTag).length)[0];
  if (closest === undefined) {
    return [fail('Accept-Contact without a value', { expected, span: first?.span ?? message.start.span })];
  }
  return [fail(problemOf(closest, values, featureTag), { expected, span: closest.span })];
}

/** A value with all four parts. */
function fullValue({ values }: Preferences, rules: Rules): PreferenceValue | undefined {
  const { feature_tag: featureTag, unquoted_feature_value: unquoted } = rules;
  for (const value of values) {
    if (value.isReject || !hasAll(value, featureTag)) continue;
    const state = tagState(value, featureTag);
    if (state === 'true' || (state === 'unquoted' && unquoted === 'pass')) return value;
  }
  return undefined;
}

function remarksOn({ unreadable }: Preferences): readonly Observation[] {
  return unreadable
    .filter(({ isReject }) => !isReject)
    .map(({ field, defect }) =>
      warn(`another Accept-Contact row cannot be read: ${defect.message}`, { span: field.valueSpan }),
    );
}

/** The same as that nothing is lacking, without a list of it. */
function hasAll({ star, params }: PreferenceValue, featureTag: string): boolean {
  if (!star || paramNamed(params, featureTag.toLowerCase()) === undefined) return false;
  for (const flag of flags) {
    const param = paramNamed(params, flag);
    if (param === undefined || param.value !== undefined) return false;
  }
  return true;
}

const flags = ['require', 'explicit'];

/** The parts that a value does not have. */
function lacks({ star, params }: PreferenceValue, featureTag: string): readonly string[] {
  const missing = star ? [] : ['"*"'];
  if (paramNamed(params, featureTag.toLowerCase()) === undefined) missing.push(featureTag);
  for (const flag of flags) {
    const param = paramNamed(params, flag);
    if (param === undefined || param.value !== undefined) missing.push(flag);
  }
  return missing;
}

/** The feature tag stands for TRUE alone or with the quoted list "TRUE" (RFC 3840 §9). */
function tagState({ params }: PreferenceValue, featureTag: string): 'true' | 'unquoted' | 'other' {
  const tag = paramNamed(params, featureTag.toLowerCase());
  if (tag === undefined) return 'other';
  if (tag.value === undefined) return 'true';
  if (tag.value.trim().toUpperCase() !== 'TRUE') return 'other';
  return tag.quoted ? 'true' : 'unquoted';
}

/**
 * `+g.oma.sip-im=TRUE` parses as generic-param only, and servers differ in what they make of it (decision D-12). The remark on its
 * form is that of RFC3840-9-1.
 */
function judgeUnquoted({ params }: PreferenceValue, rules: Rules, expected: string): Observation {
  const tag = paramNamed(params, rules.feature_tag.toLowerCase());
  const details = { expected, ...(tag !== undefined && { span: tag.span }) };
  if (rules.unquoted_feature_value === 'fail') return fail('a feature tag with an unquoted value', details);
  return inconc('a feature tag with an unquoted value: servers differ in what they make of it', details);
}

function problemOf(closest: PreferenceValue, values: readonly PreferenceValue[], featureTag: string): string {
  const missing = lacks(closest, featureTag);
  if (missing.length === 0) {
    const tag = paramNamed(closest.params, featureTag.toLowerCase());
    return `${featureTag} has the value ${quoted(tag?.value ?? '')}`;
  }
  const isSpread = missing.every((part) => values.some((value) => !lacks(value, featureTag).includes(part)));
  const where = isSpread ? ' in the same value; the parts are spread over several values' : '';
  return `Accept-Contact without ${missing.join(' and ')}${where}`;
}
