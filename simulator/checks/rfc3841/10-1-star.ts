import { anyRequest } from '../applies';
import type { FormCheck, Observation } from '../check';
import { preferencesOf } from '../common/preferences';
import { isSound, judgeFaults } from '../common/syntax-faults';
import { fail, pass } from '../observe';
import { octetsAt, quoted } from '../text';

const met: readonly Observation[] = [pass('"*" and parameters in every value')];
const nothing: readonly Observation[] = [];

/** RFC3841-10-1: each value of Accept-Contact and Reject-Contact is a "*" with parameters behind semicolons (RFC 3841 §10). */
export const preferenceSyntax: FormCheck = {
  requirement: 'RFC3841-10-1',
  kinds: anyRequest,
  judge(subject) {
    const { message } = subject;
    const preferences = preferencesOf(message);
    if (preferences === undefined) return nothing;
    const faults = judgeFaults('RFC3841-10-1', subject, met);
    let found: Observation[] | undefined = faults === met ? undefined : [...faults];
    for (const { star, span } of preferences.values) {
      if (star) continue;
      found ??= [];
      found.push(fail(`no "*" at the start of ${quoted(octetsAt(message, span))}`, { span }));
    }
    for (const { field, defect } of preferences.unreadable) {
      if (!isSound(field, message)) continue;
      found ??= [];
      found.push(fail(defect.message, { span: field.valueSpan }));
    }
    return found ?? met;
  },
};
