import type { Millis } from '../../core/time';
import type { JudgeContext } from '../check';
import { fail, pass } from '../observe';
import { answerDelay } from '../provoked/answer-delay';
import { isFirstFinal, isOwnAnswer } from '../provoked/client-answer';
import type { ProvokedCheck, Reaction } from '../provoked/provoked-check';
import { pixitOf } from '../provoked/timers';

const met: readonly Reaction[] = [{ observation: pass('a final response or a 100 in time') }];
/** When Timer E of 500 ms, doubled each time, reaches 4 s. */
const LIMIT: Millis = 500 + 1_000 + 2_000;
/** Timer F: what comes behind it answers nothing any more. */
const TIMER_F: Millis = 32_000;

/**
 * RFC4320-4.1-3: where no final response is ready when Timer E reaches T2, a 100 is sent (RFC 4320 §4.1), on every transport. Judged when the
 * final response comes; one behind Timer F is a matter of RFC6665-4.1.3-14.
 */
export const provisionalWhenSlow: ProvokedCheck = {
  requirement: 'RFC4320-4.1-3',
  on: ['answer'],
  isProvokedBy(cause, _, context) {
    return isOwnAnswer(cause, context) && isFirstFinal(cause) && !cause.event.timeUnknown;
  },
  window: 0,
  judge(episode) {
    const { cause, context } = episode;
    if (cause.kind !== 'answer') return [];
    const { tx, response, event } = cause;
    const limit = latest(context);
    const delay = answerDelay(episode, tx, event);
    if (delay <= limit) return met;
    if (delay > TIMER_F) return [];
    const isTold = tx.responses.some((one) => one.status === 100 && answerDelay(episode, tx, one.event) <= limit);
    if (isTold) return met;
    const text = `the first response ${delay} ms after the request of frame ${tx.event.frame}, without a 100 before`;
    const { statusSpan } = response.message.start;
    const details = { actual: String(response.status), span: statusSpan, otherFrame: tx.event.frame };
    return [{ observation: fail(text, { ...details, expected: 'a 100 after 3.5 s' }), evidence: event }];
  },
};

function latest(context: JudgeContext): Millis {
  const { late, late_ms } = pixitOf(context).timer_tolerance;
  return LIMIT * late + late_ms;
}
