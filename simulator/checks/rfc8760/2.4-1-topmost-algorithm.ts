import type { Challenge } from '../../sip/challenge';
import type { JudgeContext } from '../check';
import { fail, pass } from '../observe';
import { digestsOf, hasDigest, isAuthenticated, isSupported, paramOf } from '../provoked/challenged';
import type { Presented } from '../provoked/credentials-seen';
import type { ProvokedCheck } from '../provoked/provoked-check';

/**
 * RFC8760-2.4-1: of several challenges of one realm with different algorithms the client answers the topmost that it supports (RFC 8760
 * §2.4). What it supports is told by PICS digest_algorithms; without it nothing is said. Looked at in the first request that uses the
 * nonce.
 */
export const topmostAlgorithm: ProvokedCheck = {
  requirement: 'RFC8760-2.4-1',
  on: ['request'],
  isProvokedBy: (cause, _, { pics }) =>
    pics.digest_algorithms !== undefined &&
    cause.kind === 'request' &&
    hasDigest(cause.tx) &&
    isAuthenticated(cause.tx),
  window: 0,
  judge({ cause, context }) {
    if (cause.kind !== 'request') return [];
    const { tx } = cause;
    const found = digestsOf(tx).flatMap((one) => judgeChoice(one, context) ?? []);
    return found.map((observation) => ({ observation, evidence: tx.event }));
  },
};

function judgeChoice(presented: Presented, context: JudgeContext) {
  const { challenge, use } = presented;
  if (challenge === undefined || use?.isFirst !== true) return undefined;
  const isSameRealm = (one: Challenge) => one.realm === challenge.realm && one.isProxy === challenge.isProxy;
  const offered = challenge.alternatives.filter(isSameRealm);
  if (new Set(offered.map(nameIn)).size < 2) return undefined;
  const topmost = offered.find((one) => isSupported(one, context));
  if (topmost === undefined) return undefined;
  if (nameIn(topmost) === nameIn(challenge)) return pass('the topmost algorithm that it supports');
  const text = `answers with ${nameIn(challenge)}, although ${nameIn(topmost)} stands above it in frame ${challenge.frame}`;
  const span = (paramOf(presented, 'algorithm') ?? presented.field).span;
  return fail(text, { expected: `algorithm=${nameIn(topmost)}`, span, otherFrame: challenge.frame });
}

function nameIn({ algorithm = 'MD5' }: Challenge): string {
  return algorithm.toUpperCase();
}
