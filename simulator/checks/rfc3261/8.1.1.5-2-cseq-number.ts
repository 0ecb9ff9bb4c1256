import { readCSeq } from '../../sip/cseq';
import { firstField } from '../../sip/message';
import { anyRequest } from '../applies';
import type { FormCheck, Observation } from '../check';
import { cseqParts } from '../common/cseq-parts';
import { isSound } from '../common/syntax-faults';
import { fail, pass } from '../observe';
import { quoted } from '../text';
import { hasWholeHeader } from '../truncation';

const met: readonly Observation[] = [pass('a number below 2**31 in CSeq')];
const nothing: readonly Observation[] = [];

/** RFC3261-8.1.1.5-2: the CSeq number is decimal and below 2**31 (RFC 3261 §8.1.1.5); a missing CSeq breaks RFC3261-8.1.1-1. */
export const cseqNumber: FormCheck = {
  requirement: 'RFC3261-8.1.1.5-2',
  kinds: anyRequest,
  appliesTo: hasWholeHeader,
  judge({ message }) {
    const field = firstField(message, 'cseq');
    if (field === undefined) return nothing;
    if (readCSeq(field).ok) return met;
    if (!isSound(field, message)) return nothing;
    const { isNumber, number, numberSpan: span } = cseqParts(field);
    return isNumber ? met : [fail(`CSeq number ${quoted(number)}`, { span })];
  },
};
