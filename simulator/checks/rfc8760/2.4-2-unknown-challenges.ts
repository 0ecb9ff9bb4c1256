import type { Millis } from '../../core/time';
import { fail, inconc, pass } from '../observe';
import {
  canAnswer,
  challengesOf,
  isChallenge,
  isKnown,
  isSupported,
  isUnreadable,
  paramOf,
  retriesIn,
  textOf,
} from '../provoked/challenged';
import type { Presented } from '../provoked/credentials-seen';
import type { Episode, ProvokedCheck, Reaction, StepOf } from '../provoked/provoked-check';
import { quoted } from '../text';

/** A retry comes within this time. */
const WINDOW: Millis = 10_000;

/**
 * RFC8760-2.4-2: challenges with an algorithm or scheme that the client does not understand are skipped, and one that it understands is
 * answered (RFC 8760 §2.4, RFC 7616 §3.7). Understood is what PICS digest_algorithms names, MD5 without it; unknown to everybody is what no
 * registry has. That nothing is answered counts only where the client is driven and was told a password for the realm. Basic in the
 * answer breaks RFC8760-2.6-1.
 */
export const unknownChallenges: ProvokedCheck = {
  requirement: 'RFC8760-2.4-2',
  on: ['refused'],
  isProvokedBy(cause, _, context) {
    if (!isChallenge(cause) || cause.tx.credentials.length > 0 || isUnreadable(cause.tx)) return false;
    const challenges = challengesOf(cause);
    return challenges.some((one) => !isKnown(one)) && challenges.some((one) => isSupported(one, context));
  },
  window: WINDOW,
  judge(episode) {
    const { cause } = episode;
    if (cause.kind !== 'refused') return [];
    for (const { tx } of retriesIn(episode, cause.tx)) {
      if (isUnreadable(tx)) return [];
      const wrong = tx.credentials.find((one) => isUnknown(one, cause));
      if (wrong !== undefined) return [{ observation: answeredUnknown(wrong, cause), evidence: tx.event }];
      const isAnswered = tx.credentials.some(({ scheme }) => scheme !== 'basic');
      if (isAnswered) return [{ observation: pass('an understood challenge was answered'), evidence: tx.event }];
    }
    return episode.isOver ? judgeSilence(cause, episode) : undefined;
  },
};

/** Digest credentials for a challenge that nobody can know. */
function isUnknown(presented: Presented, cause: StepOf<'refused'>): boolean {
  if (presented.scheme !== 'digest') return false;
  const algorithm = textOf(presented, 'algorithm').toLowerCase();
  return challengesOf(cause).some(
    (one) => one.scheme === 'digest' && !isKnown(one) && one.algorithm?.toLowerCase() === algorithm,
  );
}

function answeredUnknown(presented: Presented, { event }: StepOf<'refused'>) {
  const param = paramOf(presented, 'algorithm');
  const text = `answers with algorithm ${quoted(param?.value ?? '')} of frame ${event.frame}, which no registry knows`;
  const details = { expected: 'a challenge that it understands', otherFrame: event.frame };
  return fail(text, { ...details, span: (param ?? presented.field).span });
}

function judgeSilence(cause: StepOf<'refused'>, episode: Episode): readonly Reaction[] {
  const { isDriven, wereDatagramsLost, context } = episode;
  const understood = challengesOf(cause).filter((one) => isSupported(one, context));
  if (!isDriven || !canAnswer(understood, context)) return [];
  const { status } = cause.response;
  if (wereDatagramsLost)
    return [{ observation: inconc(`no retry after the ${status} was seen, but datagrams were lost`) }];
  const details = { expected: 'credentials for the challenge that it understands', actual: 'no request' };
  const text = `no request with credentials within ${WINDOW / 1_000} s after the ${status}, one challenge of which it understands`;
  return [{ observation: fail(text, details) }];
}
