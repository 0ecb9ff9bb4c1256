import type { Millis } from '../../core/time';
import { fail, info, pass } from '../observe';
import { answerDelay } from '../provoked/answer-delay';
import { isFirstFinal, isOwnAnswer } from '../provoked/client-answer';
import type { ProvokedCheck, Reaction } from '../provoked/provoked-check';
import { pixitOf } from '../provoked/timers';

/** Timer F of the notifier, which takes the NOTIFY for unanswered then (RFC 3261 §17.1.2.2). */
const TIMER_F: Millis = 32_000;
/** By then a 100 is due, where the final response is not ready (RFC 4320 §4.1). */
const SOON: Millis = 3_500;

const met: readonly Reaction[] = [{ observation: pass('the NOTIFY was answered without waiting for anybody') }];

/**
 * RFC6665-4.1.3-14: the answer to a NOTIFY does not wait for the user (RFC 6665 §4.1.3): what comes behind Timer F did. Between 3.5 s and
 * that, the client may have been slow for other reasons: a remark, and none when it had said so with a 100; whether it had, RFC4320-4.1-3
 * judges. No answer at all is a matter of RFC6665-4.1.3-3 and the entries of what is out of the ordinary.
 */
export const noWait: ProvokedCheck = {
  requirement: 'RFC6665-4.1.3-14',
  on: ['answer'],
  isProvokedBy(cause, _, context) {
    if (!isOwnAnswer(cause, context) || cause.event.timeUnknown) return false;
    return isFirstFinal(cause) && cause.tx.message.start.method === 'NOTIFY';
  },
  window: 0,
  judge(episode) {
    const { cause, context } = episode;
    if (cause.kind !== 'answer') return [];
    const { tx, response, event } = cause;
    const { late, late_ms } = pixitOf(context).timer_tolerance;
    const delay = answerDelay(episode, tx, event);
    if (delay <= SOON * late + late_ms) return met;
    const isTold = tx.responses.some(({ status }) => status === 100);
    if (delay <= TIMER_F && isTold) return met;
    const text = `${response.status} only ${delay} ms after the NOTIFY of frame ${tx.event.frame}`;
    const details = { actual: `${delay} ms`, span: response.message.start.statusSpan, otherFrame: tx.event.frame };
    const observe = delay <= TIMER_F + late_ms ? info : fail;
    return [{ observation: observe(text, { ...details, expected: 'within 3.5 s' }), evidence: event }];
  },
};
