import type { Millis } from '../../core/time';
import type { Challenge } from '../../sip/challenge';
import type { JudgeContext } from '../check';
import { fail, inconc, pass } from '../observe';
import {
  canAnswer,
  challengesOf,
  isChallenge,
  isKnown,
  isSameUse,
  isSupported,
  isUnreadable,
  nameOf,
  retriesIn,
  textOf,
} from '../provoked/challenged';
import type { Presented } from '../provoked/credentials-seen';
import { isAutomatic, isSameRequest } from '../provoked/looks';
import type { ClientTransaction, Episode, ProvokedCheck, Reaction, StepOf } from '../provoked/provoked-check';

/** A retry comes within this time. */
const WINDOW: Millis = 10_000;

/**
 * RFC3261-8.1.3.5-1: a request that was answered 401 or 407 comes again with credentials for a realm that was asked for (RFC 3261
 * §8.1.3.5, §22.2, §22.3): in Authorization after 401, in Proxy-Authorization after 407. Looked at where the refused request had no
 * credentials and each challenge is of a kind that is known; others belong to RFC8760-2.4-2 and RFC8760-2.6-1, what comes after rejected
 * credentials to RFC3261-22.1-1 and RFC7616-3.3-1. That a retry is missing counts only where the client is driven, was told a password
 * for the realm and computes the algorithm: MD5, and what PICS digest_algorithms names (RFC 8760 §2.1 allows others, and asks for none). The wrong header field after 407 breaks RFC3261-22.3-1, too: both entries name it.
 */
export const answersChallenge: ProvokedCheck = {
  requirement: 'RFC3261-8.1.3.5-1',
  on: ['refused'],
  isProvokedBy(cause) {
    if (!isChallenge(cause) || cause.tx.credentials.length > 0 || isUnreadable(cause.tx)) return false;
    const challenges = challengesOf(cause);
    return challenges.length > 0 && challenges.every(isKnown);
  },
  window: WINDOW,
  judge(episode) {
    const { cause } = episode;
    if (cause.kind !== 'refused') return [];
    for (const step of retriesIn(episode, cause.tx)) {
      const found = judgeRetry(step, cause, episode);
      if (found !== undefined) return found;
    }
    return episode.isOver ? judgeSilence(cause, episode) : undefined;
  },
};

/** What a request says; `undefined` where it is none that decides. */
function judgeRetry(
  step: StepOf<'request'>,
  cause: StepOf<'refused'>,
  episode: Episode,
): readonly Reaction[] | undefined {
  const { tx } = step;
  if (isUnreadable(tx)) return [];
  const isProxy = cause.response.status === 407;
  const challenges = challengesOf(cause);
  const own = tx.credentials.filter((one) => challenges.some((challenge) => isFor(challenge, one)));
  if (own.some((one) => one.isProxy === isProxy))
    return [{ observation: pass('repeated with credentials'), evidence: tx.event }];
  const [wrong] = own;
  const { status } = cause.response;
  if (wrong !== undefined) {
    const text = `the credentials that the ${status} of frame ${cause.event.frame} asks for stand in ${nameOf(wrong)}`;
    const details = { expected: nameOf({ isProxy }), span: wrong.field.nameSpan, otherFrame: cause.event.frame };
    return [{ observation: fail(text, details), evidence: tx.event }];
  }
  if (!isRepeat(tx, cause.tx) || !isAnswerable(challenges, episode.context)) return undefined;
  if (isAutomatic(episode, step) !== true) return undefined;
  const text = `repeated after the ${status} of frame ${cause.event.frame} without credentials for its realm`;
  const details = { expected: nameOf({ isProxy }), actual: 'missing', span: tx.message.start.span };
  return [{ observation: fail(text, { ...details, otherFrame: cause.event.frame }), evidence: tx.event }];
}

/** Whether the client is able to answer one of the challenges. */
function isAnswerable(challenges: readonly Challenge[], context: JudgeContext): boolean {
  const supported = challenges.filter((one) => isSupported(one, context));
  return canAnswer(supported, context);
}

/** Credentials for the realm, or with the nonce: that the other one of them is wrong breaks RFC7616-3.4-4. */
function isFor({ realm, nonce }: Challenge, presented: Presented): boolean {
  return textOf(presented, 'realm') === realm || (nonce !== '' && textOf(presented, 'nonce') === nonce);
}

/** The very same request once more, with the same Call-ID. */
function isRepeat(tx: ClientTransaction, refused: ClientTransaction): boolean {
  return isSameRequest(tx, refused) && isSameUse(tx, refused);
}

function judgeSilence(cause: StepOf<'refused'>, episode: Episode): readonly Reaction[] {
  const { isDriven, wereDatagramsLost, context } = episode;
  if (!isDriven || !isAnswerable(challengesOf(cause), context)) return [];
  const { status } = cause.response;
  if (wereDatagramsLost)
    return [{ observation: inconc(`no retry after the ${status} was seen, but datagrams were lost`) }];
  const details = { expected: 'a request with credentials', actual: 'no request' };
  return [{ observation: fail(`no request with credentials within ${WINDOW / 1_000} s after the ${status}`, details) }];
}
