import { fieldsNamed, firstField } from '../../sip/message';
import { type PrivacyValue, readPrivacy } from '../../sip/privacy';
import { anyRequest } from '../applies';
import type { FormCheck, Observation } from '../check';
import { isSound } from '../common/syntax-faults';
import { fail, pass } from '../observe';
import { quoted } from '../text';

const met: readonly Observation[] = [pass('each privacy value once, and id among them')];
const nothing: readonly Observation[] = [];

/**
 * RFC3325-7-1: with requested privacy the request carries `Privacy: id`, each value at most once, and none alone (RFC 3325 §7,
 * RFC 3323 §4.2). That the user asked for privacy is only known where the header field is there: without it nothing is said.
 */
export const privacyValues: FormCheck = {
  requirement: 'RFC3325-7-1',
  kinds: anyRequest,
  judge({ message }) {
    const first = firstField(message, 'privacy');
    if (first === undefined) return nothing;
    const values: PrivacyValue[] = [];
    for (const field of fieldsNamed(message, 'privacy')) {
      const read = readPrivacy(field);
      if (!isSound(field, message)) return nothing;
      if (!read.ok) return [fail(`Privacy: ${read.defect.message}`, { span: field.valueSpan })];
      values.push(...read.value);
    }
    const bad = problemIn(values);
    if (bad !== undefined) return [bad];
    if (values.some(({ value }) => value === 'id' || value === 'none')) return met;
    return [fail('Privacy without the value id', { span: first.valueSpan })];
  },
};

function problemIn(values: readonly PrivacyValue[]): Observation | undefined {
  const names = values.map(({ value }) => value);
  const again = values.find(({ value }, index) => names.indexOf(value) < index);
  if (again !== undefined) return fail(`privacy value ${quoted(again.value)} twice`, { span: again.span });
  const none = values.find(({ value }) => value === 'none');
  if (none === undefined || values.length === 1) return undefined;
  return fail('privacy value "none" beside others', { span: none.span });
}
