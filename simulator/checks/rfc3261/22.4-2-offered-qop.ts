import { fail, pass } from '../observe';
import { digestsOf, hasDigest, isAuthenticated, paramOf } from '../provoked/challenged';
import type { Presented } from '../provoked/credentials-seen';
import type { ProvokedCheck, Reaction } from '../provoked/provoked-check';
import { quoted } from '../text';

const met: readonly Reaction[] = [{ observation: pass('qop as offered') }];

/**
 * RFC3261-22.4-2: where the challenge has qop, the credentials have one of its values (RFC 3261 §22.4, RFC 8760 §2.6). Tokens have no
 * letter case; quotes around a right value break RFC7616-3.4-5. The challenge is the one that told the nonce.
 */
export const offeredQop: ProvokedCheck = {
  requirement: 'RFC3261-22.4-2',
  on: ['request'],
  isProvokedBy: (cause) => cause.kind === 'request' && hasDigest(cause.tx) && isAuthenticated(cause.tx),
  window: 0,
  judge({ cause }) {
    if (cause.kind !== 'request') return [];
    const { tx } = cause;
    const asked = digestsOf(tx).filter(({ challenge }) => (challenge?.qop.length ?? 0) > 0);
    const failures = asked.flatMap(judgeQop);
    if (failures.length > 0) return failures.map((observation) => ({ observation, evidence: tx.event }));
    return asked.length > 0 ? met : [];
  },
};

function judgeQop(presented: Presented) {
  const { challenge, field } = presented;
  const offered = challenge?.qop ?? [];
  const otherFrame = challenge?.frame ?? 0;
  const param = paramOf(presented, 'qop');
  const details = { expected: `qop=${offered.join(' or qop=')}`, otherFrame };
  if (param?.value === undefined) {
    const text = `credentials without qop, although the challenge of frame ${otherFrame} has it`;
    return [fail(text, { ...details, actual: 'missing', span: field.span })];
  }
  if (offered.includes(param.value.toLowerCase())) return [];
  const text = `qop ${quoted(param.value)} is not one that the challenge of frame ${otherFrame} offers`;
  return [fail(text, { ...details, span: param.span })];
}
