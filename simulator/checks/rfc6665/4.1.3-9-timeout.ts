import type { Millis } from '../../core/time';
import { firstField } from '../../sip/message';
import { callIdOf } from '../exchange';
import { fail, pass } from '../observe';
import { requestsSince } from '../provoked/looks';
import { notifyCase } from '../provoked/notify-case';
import type { ProvokedCheck, Reaction, StepOf } from '../provoked/provoked-check';
import { hasAccepted } from './resubscription';

/** Who was left without a document tries again soon. */
const WATCHED: Millis = 10_000;

/**
 * RFC6665-4.1.3-9: when a fetch ended with `timeout` and without a document, another one may follow at once, as a new request with another
 * Call-ID (RFC 6665 §4.1.3, §4.1.2.2). One in the dead dialog is a matter of RFC6665-4.1.3-4.
 */
export const timeout: ProvokedCheck = {
  requirement: 'RFC6665-4.1.3-9',
  on: ['server-request'],
  isProvokedBy(cause, _, context) {
    if (cause.kind !== 'server-request') return false;
    const { facts, earlier } = cause.tx;
    if (facts === undefined || facts.hasBody || facts.reason !== 'timeout' || facts.state !== 'terminated')
      return false;
    return !earlier.some(({ hasBody }) => hasBody) && facts.isMatching && notifyCase(cause.tx, context) !== 'unclear';
  },
  window: WATCHED,
  judge(episode) {
    const { cause, isOver } = episode;
    if (cause.kind !== 'server-request' || cause.tx.subscribe === undefined) return [];
    const callId = callIdOf(cause.tx.subscribe.message);
    const again = requestsSince(episode).find(
      ({ tx }) => tx.kind === 'settings-subscribe' && callIdOf(tx.message) === callId,
    );
    if (again !== undefined) return [reused(again, cause)];
    if (!isOver) return undefined;
    return hasAccepted(cause.tx) ? [{ observation: pass('no SUBSCRIBE with the old Call-ID') }] : [];
  },
};

function reused({ tx, event }: StepOf<'request'>, { event: end }: StepOf<'server-request'>): Reaction {
  const text = `a SUBSCRIBE with the Call-ID of the subscription that the NOTIFY of frame ${end.frame} ended`;
  const span = firstField(tx.message, 'call-id')?.span ?? tx.message.start.span;
  return { observation: fail(text, { otherFrame: end.frame, span }), evidence: event };
}
