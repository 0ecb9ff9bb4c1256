import type { Observation } from '../check';
import { fail, pass } from '../observe';
import { digestsOf, hasDigest, isAuthenticated, paramOf } from '../provoked/challenged';
import type { Presented } from '../provoked/credentials-seen';
import type { ProvokedCheck, Reaction } from '../provoked/provoked-check';

const met: readonly Reaction[] = [{ observation: pass('qop, cnonce and nc as they belong together') }];

/**
 * RFC7616-3.4-3: cnonce and nc are there together with qop, and none of them where the challenge had no qop (RFC 2617 §3.2.2, RFC 7616
 * §3.4). That qop is missing although it was offered breaks RFC3261-22.4-2 alone. The digest of a -sess algorithm needs a cnonce also without
 * qop.
 */
export const cnonceWithQop: ProvokedCheck = {
  requirement: 'RFC7616-3.4-3',
  on: ['request'],
  isProvokedBy: (cause) => cause.kind === 'request' && hasDigest(cause.tx) && isAuthenticated(cause.tx),
  window: 0,
  judge({ cause }) {
    if (cause.kind !== 'request') return [];
    const { tx } = cause;
    const judged = digestsOf(tx).filter((one) => !isQopDropped(one));
    const failures = judged.flatMap(judgeParts);
    if (failures.length > 0) return failures.map((observation) => ({ observation, evidence: tx.event }));
    return judged.length > 0 ? met : [];
  },
};

function isQopDropped(presented: Presented): boolean {
  return (presented.challenge?.qop.length ?? 0) > 0 && paramOf(presented, 'qop') === undefined;
}

function judgeParts(presented: Presented): readonly Observation[] {
  const { challenge, field } = presented;
  const has = (key: string) => paramOf(presented, key) !== undefined;
  const isSession = /-sess$/i.test(paramOf(presented, 'algorithm')?.value ?? challenge?.algorithm ?? '');
  if (has('qop')) {
    const missing = ['cnonce', 'nc'].filter((key) => !has(key));
    if (missing.length > 0) {
      const text = `qop without ${missing.join(' and ')}`;
      return [fail(text, { expected: 'qop, cnonce and nc', actual: 'missing', span: field.span })];
    }
    if (challenge === undefined || challenge.qop.length > 0) return [];
    return surplus(presented, ['qop'], `although the challenge of frame ${challenge.frame} has none`, challenge.frame);
  }
  return surplus(presented, isSession ? ['nc'] : ['cnonce', 'nc'], 'without qop');
}

/** Parameters that should not be there. */
function surplus(
  presented: Presented,
  keys: readonly string[],
  why: string,
  otherFrame?: number,
): readonly Observation[] {
  const param = keys.map((key) => paramOf(presented, key)).find((one) => one !== undefined);
  if (param === undefined) return [];
  const details = { expected: `no ${param.name}`, span: param.span };
  return [fail(`${param.name} ${why}`, { ...details, ...(otherFrame !== undefined && { otherFrame }) })];
}
