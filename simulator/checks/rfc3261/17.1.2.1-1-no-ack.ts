import { anyRequest } from '../applies';
import type { HistoryCheck, Observation } from '../check';
import { fail, pass } from '../observe';

const met: readonly Observation[] = [pass('no ACK outside an INVITE transaction')];
const nothing: readonly Observation[] = [];

/**
 * RFC3261-17.1.2.1-1: no ACK is sent for a REGISTER, PUBLISH or SUBSCRIBE (RFC 3261 §17.1.2.1). An ACK has the Call-ID and CSeq number
 * of its request; one whose Call-ID an INVITE has belongs to that. It counts for the procedure of the request. An ACK that only the
 * repetition of a final response brought about breaks RFC3261-17.1.2.2-6.
 */
export const noAck: HistoryCheck = {
  looksBack: true,
  requirement: 'RFC3261-17.1.2.1-1',
  kinds: anyRequest,
  judge({ kind, message, acknowledges }) {
    if (kind !== 'other-request') return met;
    if (acknowledges === undefined || acknowledges.isForRepetition) return nothing;
    const { method, frame, procedure } = acknowledges;
    return [
      fail(`an ACK for the ${method} in frame ${frame}`, {
        span: message.start.methodSpan,
        procedure,
        otherFrame: frame,
      }),
    ];
  },
};
