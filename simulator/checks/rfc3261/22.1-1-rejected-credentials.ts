import type { Millis } from '../../core/time';
import { fail, pass } from '../observe';
import { challengesOf, isAnswer, isChallenge, paramOf, retriesIn, textOf } from '../provoked/challenged';
import type { Presented } from '../provoked/credentials-seen';
import { isAutomatic } from '../provoked/looks';
import type { Episode, ProvokedCheck, Reaction, StepOf } from '../provoked/provoked-check';

/** A loop turns much faster. */
const WINDOW: Millis = 10_000;

/**
 * RFC3261-22.1-1: credentials that were rejected are not tried again (RFC 3261 §22.1): after a second challenge for the realm, without
 * `stale=true`, to a retry, no request follows by itself with the same username. Only the first use of the
 * nonce that a challenge of this very Call-ID told counts as rejected: credentials that were sent ahead may have failed for their old nonce, which not every server calls stale. The same
 * username with another password looks the same on the wire; a client that has one gets it from its user.
 */
export const rejectedCredentials: ProvokedCheck = {
  requirement: 'RFC3261-22.1-1',
  on: ['refused'],
  isProvokedBy: (cause) => isChallenge(cause) && cause.tx.credentials.length > 0 && rejectedIn(cause).length > 0,
  window: WINDOW,
  judge(episode) {
    const { cause, isOver } = episode;
    if (cause.kind !== 'refused') return [];
    const rejected = rejectedIn(cause);
    for (const step of retriesIn(episode, cause.tx)) {
      const again = step.tx.credentials.find((one) => rejected.some((other) => isSameAccount(one, other, cause)));
      if (again !== undefined) return judgeRetry(again, step, episode);
    }
    return isOver ? [{ observation: pass('the rejected credentials were not tried again') }] : undefined;
  },
};

/** The credentials of the refused request that answered a challenge, for the realms that are asked for again. */
function rejectedIn(cause: StepOf<'refused'>): readonly Presented[] {
  const { tx, response } = cause;
  const isProxy = response.status === 407;
  const challenges = challengesOf(cause);
  return tx.credentials.filter((one) => {
    if (one.isProxy !== isProxy || one.use?.isFirst !== true || !isAnswer(tx, one)) return false;
    // Counted from one, so that no request with the nonce is missing that was accepted.
    if ((one.use.count ?? 1) > 1) return false;
    const asked = challenges.filter(({ realm }) => realm === textOf(one, 'realm'));
    return asked.length > 0 && !asked.some(({ isStale }) => isStale);
  });
}

/** The same username for the realm, with the nonce that was rejected or that of the rejection; others were on their way. */
function isSameAccount(one: Presented, rejected: Presented, cause: StepOf<'refused'>): boolean {
  const isSame = ['username', 'realm'].every((key) => textOf(one, key) === textOf(rejected, key));
  if (!isSame || one.isProxy !== rejected.isProxy) return false;
  const nonce = textOf(one, 'nonce');
  return nonce === textOf(rejected, 'nonce') || challengesOf(cause).some((challenge) => challenge.nonce === nonce);
}

function judgeRetry(again: Presented, step: StepOf<'request'>, episode: Episode): readonly Reaction[] {
  const { cause } = episode;
  // What the user changed meanwhile nobody knows.
  if (cause.kind !== 'refused' || isAutomatic(episode, step) !== true) return [];
  const { frame } = cause.event;
  const username = paramOf(again, 'username');
  const text = `the credentials that the ${cause.response.status} of frame ${frame} rejected, once more`;
  const details = { actual: username?.value ?? '', span: (username ?? again.field).span, otherFrame: frame };
  return [{ observation: fail(text, details), evidence: step.event }];
}
