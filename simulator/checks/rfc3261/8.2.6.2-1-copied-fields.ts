import { fail, pass } from '../observe';
import { isAskedDirectly, isFirstFinal, isOwnAnswer } from '../provoked/client-answer';
import { miscopyIn } from '../provoked/copied-fields';
import type { ClientResponse, ProvokedCheck, Reaction, ServerTransaction } from '../provoked/provoked-check';
import { hasWholeHeader } from '../truncation';

const met: readonly Reaction[] = [{ observation: pass('From, To, Call-ID, CSeq and Via are those of the request') }];

/**
 * RFC3261-8.2.6.2-1: a response copies From, To, Call-ID, CSeq and all Via values, in their order (RFC 3261 §8.2.6.2). A response that
 * therefore answers nothing is judged, too, when it can only be meant for a request that waits: Call-ID and CSeq number say so. Each
 * first response is judged; those behind it have to be copies of it (RFC3261-17.2.2-1).
 */
export const copiedFields: ProvokedCheck = {
  requirement: 'RFC3261-8.2.6.2-1',
  on: ['answer', 'stray-answer'],
  isProvokedBy(cause, _, context) {
    if (cause.kind === 'answer') {
      return isOwnAnswer(cause, context) && (isFirstFinal(cause) || cause.tx.responses.length === 1);
    }
    if (cause.kind !== 'stray-answer' || cause.meant === undefined) return false;
    const { response, meant, event } = cause;
    if (context.rules.capture_point !== 'client-edge' || !isAskedDirectly(meant)) return false;
    return meant.final === undefined && hasWholeHeader({ event, message: response.message });
  },
  window: 0,
  judge({ cause }) {
    if (cause.kind === 'answer') return judged(cause.response, cause.tx) ?? met;
    if (cause.kind !== 'stray-answer' || cause.meant === undefined) return [];
    return judged(cause.response, cause.meant) ?? [];
  },
};

function judged({ message, status, event }: ClientResponse, tx: ServerTransaction): readonly Reaction[] | undefined {
  const miscopy = miscopyIn(message, tx.message);
  if (miscopy === undefined) return undefined;
  const { what, span } = miscopy;
  const text = `${status} with ${what}, to the ${tx.message.start.method} of frame ${tx.event.frame}`;
  const details = { actual: what, otherFrame: tx.event.frame, ...(span && { span }) };
  return [{ observation: fail(text, details), evidence: event }];
}
