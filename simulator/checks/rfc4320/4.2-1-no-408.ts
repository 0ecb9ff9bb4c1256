import { fail, pass } from '../observe';
import { isFirstFinal, isOwnAnswer } from '../provoked/client-answer';
import type { ProvokedCheck, Reaction } from '../provoked/provoked-check';

const met: readonly Reaction[] = [{ observation: pass('a status other than 408') }];

/** RFC4320-4.2-1: a request that is no INVITE is never answered 408 (RFC 4320 §4.2): the answer would come too late for anybody. */
export const no408: ProvokedCheck = {
  requirement: 'RFC4320-4.2-1',
  on: ['answer'],
  isProvokedBy: (cause, _, context) => isOwnAnswer(cause, context) && isFirstFinal(cause),
  window: 0,
  judge({ cause }) {
    if (cause.kind !== 'answer' || cause.response.status !== 408) return met;
    const { tx, response, event } = cause;
    const text = `408 to the ${tx.message.start.method} of frame ${tx.event.frame}`;
    const details = { actual: '408', span: response.message.start.statusSpan, otherFrame: tx.event.frame };
    return [{ observation: fail(text, details), evidence: event }];
  },
};
