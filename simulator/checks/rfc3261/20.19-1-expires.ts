import { firstField } from '../../sip/message';
import { readDeltaSeconds } from '../../sip/numbers';
import type { FormCheck, Observation, SubjectKind } from '../check';
import { isSound } from '../common/syntax-faults';
import { fail, pass } from '../observe';
import { quoted } from '../text';
import { hasWholeHeader } from '../truncation';

const met: readonly Observation[] = [pass('Expires in seconds')];
const nothing: readonly Observation[] = [];
const kinds: readonly SubjectKind[] = ['settings-subscribe', 'register'];

/**
 * RFC3261-20.19-1: Expires is a decimal number of seconds from 0 to 2**32-1 (RFC 3261 §20.19). In a SUBSCRIBE one that is none
 * breaks 6.1.1.2-5 as well, which wants the value 0; a second row breaks RFC3261-7.3.1-2.
 */
export const expires: FormCheck = {
  requirement: 'RFC3261-20.19-1',
  kinds,
  appliesTo: hasWholeHeader,
  judge({ message }) {
    const field = firstField(message, 'expires');
    if (field === undefined) return nothing;
    if (readDeltaSeconds(field).ok) return met;
    return isSound(field, message) ? [fail(`Expires ${quoted(field.value)}`, { span: field.valueSpan })] : nothing;
  },
};
