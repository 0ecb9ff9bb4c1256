import type { Millis } from '../../core/time';
import { fail, inconc, pass } from '../observe';
import type { Episode, ProvokedCheck, Reaction } from '../provoked/provoked-check';
import { isAlive, isDrivenStep, ON_ITS_WAY } from '../provoked/publication-life';
import { hasActed } from '../provoked/publishing';
import { isRegistrationWatched, nextRegister, registeredFor } from '../provoked/registration-life';
import { removesBindings } from '../registrations';

/** So long after the end of the binding its refresh is waited for, where silence decides. */
const GRACE: Millis = 2_000;

/**
 * RFC3261-10.2.4-1: the client refreshes its binding before the granted time is over (RFC 3261 §10.2.4): before the `expires` of its Contact
 * in the 200, else Expires. A capture shows silence only where the client is seen to be there after the end. When in an IMS core the refresh
 * is due, is the matter of TS24229-5.1.1.4-1.
 */
export const bindingRefreshed: ProvokedCheck = {
  requirement: 'RFC3261-10.2.4-1',
  on: ['accepted'],
  isProvokedBy: isRegistrationWatched,
  window: (cause) => (isDrivenStep(cause) ? (registeredFor(cause) ?? 0) + GRACE : (registeredFor(cause) ?? 0) * 2),
  judge(episode) {
    const { cause, isOver } = episode;
    const next = nextRegister(episode);
    if (hasActed(episode, ['register', 'deregister'], next)) return [];
    const lifetime = registeredFor(cause) ?? 0;
    if (next === undefined) return isOver ? judgeSilence(episode, lifetime) : undefined;
    const elapsed = next.at - cause.at;
    if (removesBindings(next.tx.message) || !('event' in cause)) return [];
    if (elapsed <= lifetime + ON_ITS_WAY)
      return [{ observation: pass('registered again in time'), evidence: next.event }];
    const otherFrame = cause.event.frame;
    const text = `a REGISTER ${(elapsed / 1_000).toFixed(1)} s after frame ${otherFrame}, which granted ${lifetime / 1_000} s`;
    return [{ observation: fail(text, { span: next.tx.message.start.span, otherFrame }), evidence: next.event }];
  },
};

function judgeSilence(episode: Episode, lifetime: Millis): readonly Reaction[] {
  const { cause, isDriven, wereDatagramsLost } = episode;
  if (!isDriven && !isAlive(episode, cause.at + lifetime)) return [];
  const text = `no refresh of the binding, which was granted for ${lifetime / 1_000} s`;
  const details = { actual: 'no REGISTER' };
  return [{ observation: wereDatagramsLost ? inconc(`${text}; datagrams were lost`, details) : fail(text, details) }];
}
