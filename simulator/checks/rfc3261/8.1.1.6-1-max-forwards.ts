import { firstField } from '../../sip/message';
import { readMaxForwards } from '../../sip/numbers';
import { anyRequest } from '../applies';
import type { FormCheck, Observation } from '../check';
import { isSound } from '../common/syntax-faults';
import { fail, pass } from '../observe';
import { quoted } from '../text';
import { hasWholeHeader } from '../truncation';

const met: readonly Observation[] = [pass('Max-Forwards from 0 to 255')];
const nothing: readonly Observation[] = [];

/** RFC3261-8.1.1.6-1: Max-Forwards is a number from 0 to 255 (RFC 3261 §8.1.1.6, §20.22); a missing one breaks RFC3261-8.1.1-1. */
export const maxForwards: FormCheck = {
  requirement: 'RFC3261-8.1.1.6-1',
  kinds: anyRequest,
  appliesTo: hasWholeHeader,
  judge({ message }) {
    const field = firstField(message, 'max-forwards');
    if (field === undefined) return nothing;
    if (readMaxForwards(field).ok) return met;
    return isSound(field, message) ? [fail(`Max-Forwards ${quoted(field.value)}`, { span: field.valueSpan })] : nothing;
  },
};
