import { isIms } from '../applies';
import type { JudgeContext } from '../check';
import { responseOf } from '../common/credentials-response';
import { fail, pass } from '../observe';
import { digestsOf, hasDigest, isAuthenticated, paramOf, secretsFor, textOf } from '../provoked/challenged';
import type { Presented } from '../provoked/credentials-seen';
import type { ClientTransaction, ProvokedCheck, Reaction } from '../provoked/provoked-check';
import { quoted } from '../text';

const met: readonly Reaction[] = [{ observation: pass('the right response') }];

/**
 * RFC7616-3.4-1: the response is the digest over what the credentials say (RFC 7616 §3.4.1 to §3.4.3), in lower-case hex. Computed with
 * the parameters as they were sent: that one of them is not the right one breaks the entry for it. Nothing is said where the password
 * for user and realm is unknown. A wrong response of a REGISTER in an IMS core breaks TS24229-5.1.1.5-2.
 */
export const rightResponse: ProvokedCheck = {
  requirement: 'RFC7616-3.4-1',
  on: ['request'],
  isProvokedBy: (cause, _, { secrets }) =>
    secrets !== undefined && cause.kind === 'request' && hasDigest(cause.tx) && isAuthenticated(cause.tx),
  window: 0,
  judge({ cause, context }) {
    if (cause.kind !== 'request') return [];
    const { tx } = cause;
    const found = digestsOf(tx).map((one) => judgeResponse(one, tx, context));
    const failures = found.flatMap((one) => (one === undefined || one === 'right' ? [] : [one]));
    if (failures.length > 0) {
      return tx.kind === 'register' && isIms(context)
        ? []
        : failures.map((observation) => ({ observation, evidence: tx.event }));
    }
    return found.includes('right') ? met : [];
  },
};

function judgeResponse(presented: Presented, tx: ClientTransaction, context: JudgeContext) {
  const isAnswerable = secretsFor(textOf(presented, 'realm'), context).length > 0;
  if (isAnswerable && ['response', 'auts'].every((key) => paramOf(presented, key) === undefined)) {
    const details = { expected: 'a digest', actual: 'missing', span: presented.field.span };
    return fail('credentials without response', details);
  }
  const found = responseOf(presented, tx, context);
  if (found === undefined || found === 'right') return found;
  const response = paramOf(presented, 'response');
  const span = (response ?? presented.field).span;
  if (found === 'upper-case')
    return fail('the response is in upper-case hex', { expected: 'lower-case hex digits', span });
  const text = `response ${quoted(textOf(presented, 'response'))} is not the digest over what the credentials say`;
  return fail(text, { expected: `response="${found.expected}"`, span });
}
