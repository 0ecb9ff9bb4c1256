import { firstField } from '../../sip/message';
import { readVia } from '../../sip/via';
import { anyRequest } from '../applies';
import type { HistoryCheck, Observation } from '../check';
import { fail, pass } from '../observe';

const met: readonly Observation[] = [pass('a branch that no earlier request had')];
const nothing: readonly Observation[] = [];

/**
 * RFC3261-8.1.1.7-3: every new transaction has a branch that the client never used before (RFC 3261 §8.1.1.7). CANCEL and the ACK
 * of an INVITE share the branch of their request. A request with branch, Call-ID, CSeq and method of an earlier one is a copy of it;
 * what differs in copies breaks RFC3261-17.1.2.2-2.
 */
export const branchOfItsOwn: HistoryCheck = {
  looksBack: true,
  requirement: 'RFC3261-8.1.1.7-3',
  kinds: anyRequest,
  judge({ message, earlier, reusesBranchOf }) {
    const { method } = message.start;
    if (method === 'CANCEL' || method === 'ACK') return nothing;
    if (reusesBranchOf === undefined) return earlier === undefined ? nothing : met;
    const field = firstField(message, 'via');
    const read = field === undefined ? undefined : readVia(field);
    const span = (read?.ok ? read.value[0]?.span : undefined) ?? message.start.span;
    const text = `the branch of another request (frame ${reusesBranchOf}) once more`;
    return [fail(text, { expected: 'a branch of its own', span, otherFrame: reusesBranchOf })];
  },
};
