import { firstField } from '../../sip/message';
import { isIms, registerOnly } from '../applies';
import type { FormCheck, Observation } from '../check';
import { lists } from '../common/option-lists';
import { fail, pass } from '../observe';
import { hasWholeHeader } from '../truncation';

const met: readonly Observation[] = [pass('path, and what the terminal declares, in Supported')];

/**
 * TS24229-5.1.1.2-5: Supported of a REGISTER lists path, and gruu and outbound where the terminal supports them (TS 24.229 clause
 * 5.1.1.2.1).
 */
export const registerSupported: FormCheck = {
  requirement: 'TS24229-5.1.1.2-5',
  kinds: registerOnly,
  appliesTo: (subject, context) => isIms(context) && hasWholeHeader(subject),
  judge({ message }, { pics }) {
    const missing: string[] = [];
    if (!lists(message, 'supported', 'path')) missing.push('path');
    if (pics.gruu === true && !lists(message, 'supported', 'gruu')) missing.push('gruu');
    if (pics.outbound === true && !lists(message, 'supported', 'outbound')) missing.push('outbound');
    if (missing.length === 0) return met;
    const field = firstField(message, 'supported');
    const names = missing.join(', ');
    const details = { expected: `Supported: ${names}`, span: field?.valueSpan ?? message.start.span };
    return [fail(`Supported without ${names}`, { ...details, ...(field === undefined && { actual: 'missing' }) })];
  },
};
