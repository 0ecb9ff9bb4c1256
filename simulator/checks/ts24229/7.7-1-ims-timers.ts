import type { Millis } from '../../core/time';
import { fail, pass } from '../observe';
import type { ProvokedCheck } from '../provoked/provoked-check';
import { copiesBeforeResponse, firstResponse, startSpan, wrongGapBy } from '../provoked/retransmission';
import { defaultTimers, imsTimers, mayBeRadio, statedTimers } from '../provoked/timers';

/** Time for the first two copies with the enlarged timers. */
const WINDOW: Millis = 10_000;

/**
 * TS24229-7.7-1: over the radio access the terminal uses the timers of TS 24.229 clause 7.7, table 7.8: the first copies come after 2 s and 4
 * s. Nothing is said where the access is declared as fixed or PIXIT states timers of the operator. Gaps that are neither these nor
 * those of RFC 3261 break RFC3261-17.1.2.2-1.
 */
export const enlargedTimers: ProvokedCheck = {
  requirement: 'TS24229-7.7-1',
  on: ['unanswered'],
  isProvokedBy: (cause, _, context) =>
    cause.kind === 'unanswered' &&
    cause.event.transport === 'udp' &&
    mayBeRadio(context) &&
    statedTimers(context) === undefined,
  window: WINDOW,
  judge({ cause, isOver, context }) {
    if (cause.kind !== 'unanswered') return [];
    const { tx } = cause;
    const copies = copiesBeforeResponse(tx).slice(0, 2);
    const [first, second] = copies;
    if (second === undefined) return isOver || firstResponse(tx) !== undefined ? [] : undefined;
    if (wrongGapBy(tx.event, copies, imsTimers, context) === undefined) {
      return [{ observation: pass('copies after 2 s and 4 s'), evidence: second }];
    }
    if (first === undefined || wrongGapBy(tx.event, copies, defaultTimers, context) !== undefined) return [];
    const text = `the first copy came ${(first.at - tx.event.at) / 1_000} s after the request of frame ${tx.event.frame}`;
    const details = { expected: '2 s after it', otherFrame: tx.event.frame, ...startSpan(first) };
    return [{ observation: fail(text, details), evidence: first }];
  },
};
