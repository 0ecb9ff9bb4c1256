import { fail, inconc, pass } from '../observe';
import { isFirstFinal, isOwnAnswer } from '../provoked/client-answer';
import type { ProvokedCheck, Reaction, StepOf } from '../provoked/provoked-check';

/** Copies and responses that a transaction keeps at most: with as many of them nothing can be counted. */
const KEPT = 32;
const met: readonly Reaction[] = [{ observation: pass('no more responses than copies of the request') }];

/**
 * RFC3261-17.2.2-2: over UDP a final response is sent when the request comes and when a copy of it does, and never else (RFC 3261 §17.2.2):
 * there are no more of them than copies of the request. In a capture a copy may be missing that the client had.
 */
export const noSpontaneousAnswer: ProvokedCheck = {
  requirement: 'RFC3261-17.2.2-2',
  on: ['answer'],
  isProvokedBy(cause, _, context) {
    if (cause.kind !== 'answer' || cause.event.transport !== 'udp' || cause.response.status < 200) return false;
    return (isFirstFinal(cause) || isTooMany(cause)) && isOwnAnswer(cause, context);
  },
  window: 0,
  judge({ cause, isDriven }) {
    if (cause.kind !== 'answer') return [];
    const { tx, response, event } = cause;
    if (isFirstFinal(cause)) return met;
    const count = finalsOf(cause);
    const text = `response number ${count} to ${1 + tx.copies.length} of the ${tx.message.start.method} of frame ${tx.event.frame}`;
    const details = {
      actual: String(response.status),
      span: response.message.start.statusSpan,
      otherFrame: tx.event.frame,
    };
    if (isDriven) return [{ observation: fail(text, details), evidence: event }];
    const unseen = `${text}; a copy of it may be missing in the trace only`;
    return [{ observation: inconc(unseen, details), evidence: event }];
  },
};

function finalsOf({ tx }: StepOf<'answer'>): number {
  return tx.responses.filter(({ status }) => status >= 200).length;
}

function isTooMany(cause: StepOf<'answer'>): boolean {
  const { copies, responses } = cause.tx;
  return responses.length < KEPT && copies.length < KEPT && finalsOf(cause) > 1 + copies.length;
}
