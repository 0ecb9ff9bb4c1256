import type { Millis } from '../../core/time';
import { callIdOf } from '../exchange';
import { fail, pass } from '../observe';
import { requestsSince } from '../provoked/looks';
import { isOnPurpose } from '../provoked/notify-answer';
import { notifyCase } from '../provoked/notify-case';
import type { ProvokedCheck, Reaction, StepOf } from '../provoked/provoked-check';
import { tagOf } from '../transaction-key';
import { attemptsIn, hasAccepted } from './resubscription';

const WITHIN: Millis = 5_000;

/**
 * RFC6665-4.1.3-6: `deactivated` asks for a new subscription at once (RFC 6665 §4.1.3), with another Call-ID and From tag. One that the
 * user asks for is as good. A SUBSCRIBE in the dead dialog is a matter of RFC6665-4.1.3-4; that there was none at all shows only where the
 * server is ours.
 */
export const deactivated: ProvokedCheck = {
  requirement: 'RFC6665-4.1.3-6',
  on: ['server-request'],
  isProvokedBy(cause, _, context) {
    if (cause.kind !== 'server-request' || cause.event.timeUnknown) return false;
    const { facts } = cause.tx;
    if (facts?.reason !== 'deactivated' || facts.state !== 'terminated') return false;
    return facts.isMatching && notifyCase(cause.tx, context) !== 'unclear';
  },
  window: WITHIN,
  judge(episode) {
    const { cause, isOver, wereDatagramsLost } = episode;
    if (cause.kind !== 'server-request') return [];
    const [attempt] = attemptsIn(episode);
    if (attempt !== undefined) return judged(attempt, cause);
    if (!isOver) return undefined;
    const isInDialog = requestsSince(episode).some(({ tx }) => tx.kind === 'settings-subscribe-in-dialog');
    if (isInDialog || !hasAccepted(cause.tx) || wereDatagramsLost || !isOnPurpose(episode, cause.tx)) return [];
    const text = `no new SUBSCRIBE within ${WITHIN / 1_000} s after terminated;reason=deactivated`;
    return [{ observation: fail(text, { actual: 'no SUBSCRIBE' }) }];
  },
};

function judged({ tx, event }: StepOf<'request'>, cause: StepOf<'server-request'>): readonly Reaction[] {
  const old = cause.tx.subscribe?.message;
  if (old === undefined) return [];
  const isSameCallId = callIdOf(tx.message) === callIdOf(old);
  if (!isSameCallId && tagOf(tx.message, 'from') !== tagOf(old, 'from'))
    return [{ observation: pass('a new subscription'), evidence: event }];
  const what = isSameCallId ? 'the Call-ID' : 'the From tag';
  const text = `a SUBSCRIBE with ${what} of the subscription that the NOTIFY of frame ${cause.event.frame} ended`;
  const details = { otherFrame: cause.event.frame, span: tx.message.start.span };
  return [{ observation: fail(text, details), evidence: event }];
}
