import { pass } from '../observe';
import type { ProvokedCheck } from '../provoked/provoked-check';
import { longestTimers, timerF } from '../provoked/timers';

/**
 * RFC3261-17.1.2.2-7: over a reliable transport the request is not sent again while nobody answers (RFC 3261 §17.1.2.2). A copy on the same
 * connection is told of where it is seen (`transactions.ts`), whether the server was slow or not; here it is seen that there was none.
 */
export const onceOverStream: ProvokedCheck = {
  requirement: 'RFC3261-17.1.2.2-7',
  on: ['unanswered'],
  isProvokedBy: (cause) => cause.kind === 'unanswered' && cause.event.transport !== 'udp',
  window: (_, context) => timerF(longestTimers(context)),
  judge({ cause, isOver, context }) {
    if (cause.kind !== 'unanswered') return [];
    const { tx } = cause;
    if (tx.copies.length > 0) return [];
    const answer = tx.final?.event.at;
    // By then a client with Timer E would have sent three copies.
    const isLong = answer !== undefined && answer - tx.event.at > 8 * longestTimers(context).t1;
    if (answer !== undefined && !isLong) return [];
    return isOver || isLong ? [{ observation: pass('the request was sent once') }] : undefined;
  },
};
