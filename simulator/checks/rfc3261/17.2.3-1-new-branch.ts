import type { Millis } from '../../core/time';
import type { JudgeContext } from '../check';
import { fail, inconc, pass } from '../observe';
import { isFirstFinal, isOwnAnswer } from '../provoked/client-answer';
import { isOnPurpose } from '../provoked/notify-answer';
import { notifyCase } from '../provoked/notify-case';
import type { ProvokedCheck, Reaction, ServerTransaction } from '../provoked/provoked-check';

/** Timer F of the notifier, and what is on its way then (RFC 3261 §17.1.2.2). */
const SILENT: Millis = 33_000;
const met: readonly Reaction[] = [{ observation: pass('a NOTIFY with a new branch was answered') }];

/**
 * RFC3261-17.2.3-1: a NOTIFY with a new branch is another transaction, however alike the one before was (RFC 3261 §17.2.3): it is answered.
 * With what, other entries say. Asked of the NOTIFY that follows an `active` one; in a subscription that the client wants to last it is
 * ordinary traffic, where nobody waits for the answer.
 */
export const newBranch: ProvokedCheck = {
  requirement: 'RFC3261-17.2.3-1',
  on: ['server-request', 'answer'],
  isProvokedBy(cause, _, context) {
    if (cause.kind === 'server-request') return notifyCase(cause.tx, context) === 'after-active';
    return isOwnAnswer(cause, context) && isFirstFinal(cause) && isNext(cause.tx, context);
  },
  window: (cause) => (cause.kind === 'server-request' ? SILENT : 0),
  judge(episode) {
    const { cause, isOver } = episode;
    if (cause.kind === 'answer') return met;
    if (cause.kind !== 'server-request' || cause.tx.final !== undefined) return [];
    if (!isOver) return undefined;
    if (!isOnPurpose(episode, cause.tx)) return [];
    const text = 'no answer to a NOTIFY with a new branch, behind another one';
    const details = { expected: 'a final response', actual: 'no response' };
    const observe = episode.wereDatagramsLost ? inconc : fail;
    return [{ observation: observe(text, details) }];
  },
};

function isNext(tx: ServerTransaction, context: JudgeContext): boolean {
  if (tx.earlier.length === 0) return false;
  const found = notifyCase(tx, context);
  return found === 'after-active' || found === 'after-pending' || found === 'regular';
}
