import { fail, pass } from '../observe';
import { isFirstFinal, isOwnAnswer } from '../provoked/client-answer';
import type { ProvokedCheck, Reaction } from '../provoked/provoked-check';

const met: readonly Reaction[] = [{ observation: pass('no provisional response but 100') }];

/** RFC4320-4.1-1: a request that is no INVITE gets no provisional response but 100 (RFC 4320 §4.1). */
export const noOtherProvisional: ProvokedCheck = {
  requirement: 'RFC4320-4.1-1',
  on: ['answer'],
  isProvokedBy: (cause, _, context) =>
    isOwnAnswer(cause, context) && (isOther(cause.response.status) || isFirstFinal(cause)),
  window: 0,
  judge({ cause }) {
    if (cause.kind !== 'answer') return [];
    const { tx, response, event } = cause;
    const { status, message } = response;
    if (status >= 200) return tx.responses.some((one) => isOther(one.status)) ? [] : met;
    const text = `${status} to the ${tx.message.start.method} of frame ${tx.event.frame}`;
    const details = { actual: String(status), span: message.start.statusSpan, otherFrame: tx.event.frame };
    return [{ observation: fail(text, details), evidence: event }];
  },
};

function isOther(status: number): boolean {
  return status > 100 && status < 200;
}
