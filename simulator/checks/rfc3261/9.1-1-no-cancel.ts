import type { Millis } from '../../core/time';
import { readVias } from '../../sip/via';
import { callIdOf } from '../exchange';
import { fail, pass } from '../observe';
import { isOurs } from '../provoked/looks';
import type { ClientTransaction, ProvokedCheck, Reaction } from '../provoked/provoked-check';
import { cseqOf } from '../transaction-key';

/** A client that gives up by CANCEL does so when its user or a timer loses patience. */
const WINDOW: Millis = 12_000;

/**
 * RFC3261-9.1-1: CANCEL is not sent for a request other than INVITE (RFC 3261 §9.1). It belongs to a request by Call-ID, CSeq number and
 * branch. That none was sent shows where the final response took its time.
 */
export const noCancel: ProvokedCheck = {
  requirement: 'RFC3261-9.1-1',
  on: ['request', 'provisional', 'unanswered'],
  isProvokedBy(cause, past) {
    if (cause.kind === 'request') return isCancel(cause.tx) && cancelled(cause.tx, past) !== undefined;
    if (cause.kind === 'unanswered') return true;
    return cause.kind === 'provisional' && !cause.isRepeated && isOurs(cause.tx);
  },
  window: (cause) => (cause.kind === 'request' ? 0 : WINDOW),
  judge({ cause, steps, past, isOver }) {
    if (cause.kind === 'request') return [breach(cause.tx, cancelled(cause.tx, past))];
    if (cause.kind !== 'unanswered' && cause.kind !== 'provisional') return [];
    const { tx } = cause;
    if (steps.some((step) => step.kind === 'request' && isCancel(step.tx) && cancelled(step.tx, [tx]))) return [];
    return isOver || tx.final !== undefined ? [{ observation: pass('no CANCEL for the request') }] : undefined;
  },
};

function isCancel({ kind, message }: ClientTransaction): boolean {
  return kind === 'other-request' && message.start.method === 'CANCEL';
}

/** The request that a CANCEL is for, if it is no INVITE. */
function cancelled({ message }: ClientTransaction, past: readonly ClientTransaction[]): ClientTransaction | undefined {
  const isMeant = ({ message: other }: ClientTransaction) =>
    other.start.method !== 'CANCEL' &&
    other.start.method !== 'ACK' &&
    callIdOf(other) === callIdOf(message) &&
    cseqOf(other)?.number === cseqOf(message)?.number &&
    branchOf(other) === branchOf(message);
  const found = past.findLast(isMeant);
  return found?.message.start.method === 'INVITE' ? undefined : found;
}

function branchOf(message: ClientTransaction['message']): string | undefined {
  const vias = readVias(message);
  return vias.ok ? vias.value[0]?.branch : undefined;
}

function breach({ message, event }: ClientTransaction, meant: ClientTransaction | undefined): Reaction {
  const { method } = meant?.message.start ?? message.start;
  const otherFrame = meant?.event.frame ?? event.frame;
  const details = { span: message.start.methodSpan, otherFrame };
  return { observation: fail(`CANCEL for the ${method} of frame ${otherFrame}`, details), evidence: event };
}
