import type { Millis } from '../../core/time';
import { fail, pass } from '../observe';
import { challengesOf, isChallenge } from '../provoked/challenged';
import { requestsSince } from '../provoked/looks';
import type { ClientTransaction, ProvokedCheck, Step } from '../provoked/provoked-check';

/** A retry comes within this time. */
const WINDOW: Millis = 10_000;

/**
 * RFC8760-2.6-1: Basic credentials are never sent (RFC 8760 §2.6, RFC 3261 §22): any request that has them fails. A client that was asked
 * for nothing else, and sent none, passes.
 */
export const noBasic: ProvokedCheck = {
  requirement: 'RFC8760-2.6-1',
  on: ['request', 'refused'],
  isProvokedBy: (cause) => (cause.kind === 'request' ? hasBasic(cause.tx) : isBasicChallenge(cause)),
  window: (cause) => (cause.kind === 'request' ? 0 : WINDOW),
  judge(episode) {
    const { cause, isOver } = episode;
    if (cause.kind === 'request') {
      const field = cause.tx.credentials.find(({ scheme }) => scheme === 'basic')?.field;
      const details = { expected: 'Digest', ...(field && { span: field.span }) };
      return [{ observation: fail('Basic credentials', details), evidence: cause.tx.event }];
    }
    // The request itself tells of it.
    if (requestsSince(episode).some(({ tx }) => hasBasic(tx))) return [];
    return isOver ? [{ observation: pass('no Basic credentials') }] : undefined;
  },
};

function hasBasic({ credentials }: ClientTransaction): boolean {
  return credentials.length > 0 && credentials.some(({ scheme }) => scheme === 'basic');
}

function isBasicChallenge(cause: Step): boolean {
  if (!isChallenge(cause)) return false;
  const challenges = challengesOf(cause);
  return challenges.length > 0 && challenges.every(({ scheme }) => scheme === 'basic');
}
