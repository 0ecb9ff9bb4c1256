import type { Millis } from '../../core/time';
import type { Observation } from '../check';
import { fail, pass, warn } from '../observe';
import { digestsOf, hasDigest, isAnswer, isAuthenticated, isSameUse, paramOf, textOf } from '../provoked/challenged';
import type { NonceUse, Presented } from '../provoked/credentials-seen';
import { requestsSince } from '../provoked/looks';
import type { ClientTransaction, Episode, ProvokedCheck } from '../provoked/provoked-check';
import { quoted } from '../text';
import { cseqOf } from '../transaction-key';

/** As long as a request can be on its way: Timer F (RFC 3261 §17.1.2.2). */
const ON_ITS_WAY: Millis = 32_000;

/** A capture lacks single requests; that it lacks more, as many as had the nonce before, is no chance. */
const FEW = 2;

/** So long a first count above one waits for those below it. */
const OVERTAKEN: Millis = 2_000;

/**
 * RFC7616-3.4-2: `nc` has eight hex digits, starts at 00000001 for each nonce, and no two requests have the same one (RFC 7616 §3.4).
 * Gaps are legal, and so are requests that overtake each other: a lower count than before fails only when no request can have been on
 * its way for so long. A first count above one fails where it goes on from the count of the nonce before, or answers the challenge
 * itself, and none below it follows; in a capture only where no request can be missing between. Copies of a request, also those that took another way, count once; a nonce that the server told
 * twice, or that nobody saw it tell, may be counted anew. One use by itself shows nothing.
 */
export const nonceCount: ProvokedCheck = {
  requirement: 'RFC7616-3.4-2',
  on: ['request'],
  isProvokedBy: (cause) => cause.kind === 'request' && hasDigest(cause.tx) && isAuthenticated(cause.tx),
  window: (cause) => (cause.kind === 'request' && digestsOf(cause.tx).some(isAhead) ? OVERTAKEN : 0),
  judge(episode) {
    const { cause, isOver, wereDatagramsLost } = episode;
    if (cause.kind !== 'request') return [];
    const { tx } = cause;
    const digests = digestsOf(tx);
    if (digests.some(isAhead)) {
      if (wereDatagramsLost || digests.some((one) => isOvertaking(one, episode))) return [];
      if (!isOver) return undefined;
    }
    const found = digests.flatMap((one) => judgeCount(one, episode, tx) ?? []);
    const remarks = found.filter(({ outcome }) => outcome !== 'pass');
    return (remarks.length > 0 ? remarks : found.slice(0, 1)).map((observation) => ({
      observation,
      evidence: tx.event,
    }));
  },
};

/** A first count above one: others may still be on their way. */
function isAhead({ use }: Presented): boolean {
  return use?.isFirst === true && (use.count ?? 1) > 1;
}

/** Whether a request with a lower count came after this one. */
function isOvertaking(presented: Presented, episode: Episode): boolean {
  const nonce = textOf(presented, 'nonce');
  const count = presented.use?.count ?? 0;
  return requestsSince(episode).some(({ tx }) =>
    digestsOf(tx).some((other) => textOf(other, 'nonce') === nonce && (other.use?.count ?? count) < count),
  );
}

function judgeCount(presented: Presented, episode: Episode, tx: ClientTransaction): Observation | undefined {
  const { use } = presented;
  const nc = paramOf(presented, 'nc');
  // Without qop it counts nothing, and that it is missing breaks RFC7616-3.4-3.
  if (use === undefined || nc?.value === undefined || paramOf(presented, 'qop') === undefined) return undefined;
  const { value, span } = nc;
  if (!/^[0-9a-f]{8}$/i.test(value)) {
    return fail(`nc ${quoted(value)} is not a number of eight hex digits`, { expected: 'nc=00000001', span });
  }
  const problem = problemOf(use, presented, episode, tx);
  if (problem !== undefined) {
    const { text, expected, otherFrame } = problem;
    return fail(`nc ${value} ${text}`, { expected, span, ...(otherFrame !== undefined && { otherFrame }) });
  }
  if (/[A-F]/.test(value)) return warn(`nc ${value} in upper-case hex`, { expected: value.toLowerCase(), span });
  const { count, highest, former, repeated } = use;
  const isRight = highest === undefined ? former !== undefined && count === 1 : repeated === undefined;
  return isRight ? pass('the nonce count goes on') : undefined;
}

interface Problem {
  readonly text: string;
  readonly expected: string;
  readonly otherFrame?: number;
}

function problemOf(
  use: NonceUse,
  presented: Presented,
  { isDriven }: Episode,
  tx: ClientTransaction,
): Problem | undefined {
  const { count = 0, repeated, highest } = use;
  if (repeated !== undefined && !(count === 1 && !isDriven && mayBeToldAgain(tx))) {
    const text = `with nonce ${quoted(textOf(presented, 'nonce'))} once more, after frame ${repeated.frame}`;
    return { text, expected: 'a count that was not used', otherFrame: repeated.frame };
  }
  if (highest !== undefined && count < highest.count && isLate(tx, highest.at)) {
    const text = `is below that of frame ${highest.frame} with the same nonce`;
    return { text, expected: 'a count that grows', otherFrame: highest.frame };
  }
  if (!use.isFirst || count === 1) return undefined;
  const isContinued = count > FEW && count === (use.former?.count ?? 0) + 1;
  const isSureToBeFirst = isDriven || count === 0 || isContinued || isNextAfterChallenge(tx, presented);
  return isSureToBeFirst ? problemOfFirst(use, presented, tx) : undefined;
}

function isLate({ event }: ClientTransaction, at: Millis): boolean {
  return event.timeUnknown !== true && event.at - at > ON_ITS_WAY;
}

/** The same request without credentials came before, and its response is missing: it may have told the nonce once more. */
function mayBeToldAgain(tx: ClientTransaction): boolean {
  const { before } = tx;
  if (before === undefined || before.final !== undefined || before.credentials.length > 0) return false;
  return isSameUse(before, tx);
}

/** Nothing lies between the challenged request and this one: in a capture, a request with the first count may be missing. */
function isNextAfterChallenge(tx: ClientTransaction, presented: Presented): boolean {
  const challenged = presented.challenge?.cseq;
  return challenged !== undefined && isAnswer(tx, presented) && cseqOf(tx.message)?.number === challenged + 1;
}

/** The count in the first request with a nonce. */
function problemOfFirst({ count, former }: NonceUse, presented: Presented, tx: ClientTransaction): Problem | undefined {
  const expected = 'nc=00000001 for a new nonce';
  if (former !== undefined && count === former.count + 1) {
    return {
      text: `goes on from frame ${former.frame}, although the nonce is new`,
      expected,
      otherFrame: former.frame,
    };
  }
  if (count === 0) return { text: 'in the first request that uses the nonce', expected };
  const { challenge } = presented;
  if (challenge === undefined || !isAnswer(tx, presented)) return undefined;
  const text = `in the first request that uses the nonce of frame ${challenge.frame}`;
  return { text, expected, otherFrame: challenge.frame };
}
