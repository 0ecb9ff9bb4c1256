import { firstField } from '../../sip/message';
import { fail, pass } from '../observe';
import { hasDigest, isAnswer, isAuthenticated } from '../provoked/challenged';
import type { GivenChallenge } from '../provoked/credentials-seen';
import type { ClientTransaction, ProvokedCheck, Reaction } from '../provoked/provoked-check';
import { cseqOf } from '../transaction-key';

const nothing: readonly Reaction[] = [];

/**
 * RFC3261-22.2-1: the retry with credentials has a higher CSeq number than the request that was challenged (RFC 3261 §22.2), under the
 * same Call-ID; by how much does not matter. A retry with a Call-ID of its own counts for itself. Only the first request that uses the
 * nonce is one. For a REGISTER RFC3261-10.2-4 says the same of each.
 */
export const higherCseq: ProvokedCheck = {
  requirement: 'RFC3261-22.2-1',
  on: ['request'],
  isProvokedBy: (cause) => cause.kind === 'request' && hasDigest(cause.tx) && isAuthenticated(cause.tx),
  window: 0,
  judge({ cause }) {
    if (cause.kind !== 'request') return nothing;
    const { tx } = cause;
    const answer = tx.credentials.find((one) => one.use?.isFirst === true && isAnswer(tx, one));
    return answer?.challenge === undefined ? nothing : judgeNumber(tx, answer.challenge);
  },
};

function judgeNumber({ message, event }: ClientTransaction, challenge: GivenChallenge): readonly Reaction[] {
  const number = cseqOf(message)?.number;
  const { cseq, frame } = challenge;
  if (number === undefined || cseq === undefined) return nothing;
  if (number > cseq) return [{ observation: pass('a higher CSeq number than before') }];
  const field = firstField(message, 'cseq');
  const text = `CSeq ${number} in the request that answers frame ${frame}, after CSeq ${cseq}`;
  const expected = `a CSeq number above ${cseq}`;
  const details = { expected, otherFrame: frame, ...(field && { span: field.span }) };
  return [{ observation: fail(text, details), evidence: event }];
}
