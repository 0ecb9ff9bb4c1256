import { callIdOf } from '../exchange';
import { fail, pass } from '../observe';
import { requestsSince } from '../provoked/looks';
import { notifyCase } from '../provoked/notify-case';
import { expiresIn } from '../provoked/notify-facts';
import type { ProvokedCheck, ServerTransaction } from '../provoked/provoked-check';
import { hasAccepted } from './resubscription';

/**
 * RFC6665-4.1.3-16: the `expires` of Subscription-State takes the place of the duration that the client remembers (RFC 6665 §4.1.3): a
 * client that wants its subscription to last, whose NOTIFY says less than the 2xx, renews it before that time, or ends it. A fetch is
 * not asked. Where nobody knows of the user, he may have lost interest: nothing is said then.
 */
export const shortened: ProvokedCheck = {
  requirement: 'RFC6665-4.1.3-16',
  on: ['server-request'],
  isProvokedBy(cause, _, context) {
    if (cause.kind !== 'server-request' || cause.event.timeUnknown) return false;
    const { facts } = cause.tx;
    if (facts?.expires === undefined || !facts.isLive || !facts.isMatching) return false;
    return isLess(facts.expires, cause.tx) && notifyCase(cause.tx, context) !== 'unclear';
  },
  window: (cause) => (cause.kind === 'server-request' ? 1_000 * (cause.tx.facts?.expires ?? 0) : 0),
  judge(episode) {
    const { cause, isOver, isDriven } = episode;
    if (cause.kind !== 'server-request' || cause.tx.subscribe === undefined) return [];
    const callId = callIdOf(cause.tx.subscribe.message);
    const renewal = requestsSince(episode).find(({ tx }) => callIdOf(tx.message) === callId);
    if (renewal !== undefined) return [{ observation: pass('renewed in time'), evidence: renewal.event }];
    const isEnded = episode.steps.some(
      (step) => step.kind === 'server-request' && step.tx.facts?.state === 'terminated',
    );
    if (isEnded) return [];
    if (!isOver) return undefined;
    if (!isDriven || !hasAccepted(cause.tx)) return [];
    const text = `no SUBSCRIBE within the ${cause.tx.facts?.expires} s that the NOTIFY gave`;
    return [{ observation: fail(text, { actual: 'no SUBSCRIBE' }) }];
  },
};

/** Less than the 2xx left; by a tenth at least, for both count from different moments. */
function isLess(expires: number, { event, subscribe }: ServerTransaction): boolean {
  if (subscribe?.final === undefined || expiresIn(subscribe.message) === 0) return false;
  const granted = expiresIn(subscribe.final.message) ?? 0;
  const left = granted - (event.at - subscribe.event.at) / 1_000;
  return expires < 0.9 * left;
}
