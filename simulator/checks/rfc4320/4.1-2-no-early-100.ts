import type { Millis } from '../../core/time';
import type { JudgeContext } from '../check';
import { fail, pass } from '../observe';
import { isFirstFinal, isOwnAnswer } from '../provoked/client-answer';
import type { ProvokedCheck, Reaction, StepOf } from '../provoked/provoked-check';
import { pixitOf } from '../provoked/timers';

const met: readonly Reaction[] = [{ observation: pass('no 100 too early') }];

/**
 * RFC4320-4.1-2: over UDP no 100 is sent before Timer E of the notifier has reached T2 (RFC 4320 §4.1): 0.5 s + 1 s + 2 s after the first
 * copy. Larger timers, as those of a 3GPP radio access, only ask for more, so that the default ones decide, a tenth less.
 */
export const noEarly100: ProvokedCheck = {
  requirement: 'RFC4320-4.1-2',
  on: ['answer'],
  isProvokedBy(cause, _, context) {
    if (cause.kind !== 'answer' || cause.event.transport !== 'udp' || cause.event.timeUnknown) return false;
    return (cause.response.status === 100 || isFirstFinal(cause)) && isOwnAnswer(cause, context);
  },
  window: 0,
  judge({ cause, context }) {
    if (cause.kind !== 'answer') return [];
    const { tx, response, event } = cause;
    if (response.status !== 100) return tx.responses.some((one) => isEarly(one, tx, context)) ? [] : met;
    if (!isEarly(response, tx, context)) return [];
    const text = `100 only ${event.at - tx.event.at} ms after the request of frame ${tx.event.frame}`;
    const details = { actual: '100', span: response.message.start.statusSpan, otherFrame: tx.event.frame };
    return [{ observation: fail(text, { ...details, expected: 'no 100 before 3.5 s' }), evidence: event }];
  },
};

type Answered = Pick<StepOf<'answer'>, 'tx' | 'response'>;

function isEarly(
  { status, event }: Answered['response'],
  { event: first }: Answered['tx'],
  context: JudgeContext,
): boolean {
  return status === 100 && event.at - first.at < LIMIT * pixitOf(context).timer_tolerance.early;
}

/** When Timer E of 500 ms, doubled each time, reaches 4 s. */
const LIMIT: Millis = 500 + 1_000 + 2_000;
