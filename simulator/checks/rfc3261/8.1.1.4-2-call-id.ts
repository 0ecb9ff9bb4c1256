import { readCallId } from '../../sip/call-id';
import { firstField } from '../../sip/message';
import { anyRequest } from '../applies';
import type { FormCheck, Observation } from '../check';
import { isSound } from '../common/syntax-faults';
import { fail, pass } from '../observe';
import { hasWholeHeader } from '../truncation';

const met: readonly Observation[] = [pass('a word, or two with "@" between them, in Call-ID')];
const nothing: readonly Observation[] = [];

/** RFC3261-8.1.1.4-2: Call-ID = word ["@" word] (RFC 3261 §8.1.1.4, §25.1); a missing one breaks RFC3261-8.1.1-1. */
export const callId: FormCheck = {
  requirement: 'RFC3261-8.1.1.4-2',
  kinds: anyRequest,
  appliesTo: hasWholeHeader,
  judge({ message }) {
    const field = firstField(message, 'call-id');
    if (field === undefined) return nothing;
    const read = readCallId(field);
    if (read.ok) return met;
    return isSound(field, message) ? [fail(read.defect.message, { span: read.defect.span })] : nothing;
  },
};
