import { readRequestCSeq } from '../../sip/cseq';
import { firstField } from '../../sip/message';
import { anyRequest } from '../applies';
import type { FormCheck, Observation } from '../check';
import { cseqParts } from '../common/cseq-parts';
import { isSound } from '../common/syntax-faults';
import { fail, pass } from '../observe';
import { quoted } from '../text';
import { hasWholeHeader } from '../truncation';

const met: readonly Observation[] = [pass('the method of the request in CSeq')];
const nothing: readonly Observation[] = [];

/**
 * RFC3261-8.1.1.5-1: CSeq has the method of the request line, octet for octet (RFC 3261 §8.1.1.5). Also where it has none behind
 * its number. A number that is none breaks RFC3261-8.1.1.5-2, a missing CSeq RFC3261-8.1.1-1.
 */
export const cseqMethod: FormCheck = {
  requirement: 'RFC3261-8.1.1.5-1',
  kinds: anyRequest,
  appliesTo: hasWholeHeader,
  judge({ message }) {
    if (readRequestCSeq(message).ok) return met;
    const field = firstField(message, 'cseq');
    if (field === undefined || !isSound(field, message)) return nothing;
    const { isNumber, method, methodSpan: span } = cseqParts(field);
    const wanted = message.start.method;
    if (method === wanted) return met;
    if (method === '' && !isNumber) return nothing;
    const what = method === '' ? 'no method in CSeq' : `CSeq method ${quoted(method)}, but a ${quoted(wanted)} request`;
    return [fail(what, { expected: `CSeq method ${wanted}`, span: method === '' ? field.valueSpan : span })];
  },
};
