import { firstField } from '../../sip/message';
import { isIms } from '../applies';
import type { JudgeContext } from '../check';
import { isSameList, mechanismOf, securityValues } from '../common/security-values';
import { fail, pass } from '../observe';
import { isAuthenticated } from '../provoked/challenged';
import type { SecurityOffer } from '../provoked/credentials-seen';
import type { ClientTransaction, ProvokedCheck, Reaction, Step } from '../provoked/provoked-check';

const met: readonly Reaction[] = [{ observation: pass('Security-Verify mirrors Security-Server') }];
const nothing: readonly Reaction[] = [];

/**
 * RFC3329-2.3.1-1: once a security agreement is reached, each request to the server mirrors its Security-Server list in Security-Verify,
 * in the same order (RFC 3329 §2.3.1); rows and white space say nothing, and `d-ver` is the client's own. Reached: the client offered
 * Security-Client or mirrored the list, and a request was accepted since. Until then only the repeat of the refused request is looked at,
 * unless it belongs to RFC3329-2.3.1-4 (after 494) or TS24229-5.1.1.5-1 (REGISTER with IMS AKA). While another list is being agreed on the
 * one before is right, too. Not over TLS, which is itself the mechanism.
 */
export const mirroredOffer: ProvokedCheck = {
  requirement: 'RFC3329-2.3.1-1',
  on: ['request'],
  isProvokedBy: (cause, _, context) => isUnderAgreement(cause, context),
  window: 0,
  judge({ cause }) {
    if (cause.kind !== 'request') return nothing;
    const { tx } = cause;
    const { security } = tx.heeded;
    const verify = securityValues(tx.message, 'security-verify');
    if (security === undefined || verify === undefined) return nothing;
    const lists = [security.server, ...(security.former === undefined ? [] : [security.former])];
    if (lists.some((list) => isSameList(list, verify))) return met;
    return [{ observation: differs(tx, verify, security), evidence: tx.event }];
  },
};

function isUnderAgreement(cause: Step, context: JudgeContext): boolean {
  if (cause.kind !== 'request') return false;
  const { tx } = cause;
  const { security } = tx.heeded;
  if (security === undefined || !isAuthenticated(tx)) return false;
  const { transport } = tx.event;
  if (transport === 'tls' || transport === 'wss') return false;
  if (security.server.some((one) => mechanismOf(one) === 'tls')) return false;
  if (!security.isAnswer) return security.isCompleted;
  const isOfIms = tx.kind === 'register' && isIms(context) && context.pics.auth === 'aka';
  return security.status !== 494 && !isOfIms && isTakenUp(tx);
}

/** Who knows nothing of security agreements has not begun one. */
function isTakenUp({ message }: ClientTransaction): boolean {
  return firstField(message, 'security-client') !== undefined || firstField(message, 'security-verify') !== undefined;
}

function differs({ message }: ClientTransaction, verify: readonly string[], { server, frame }: SecurityOffer) {
  const expected = `Security-Verify: ${server.join(', ')}`;
  const field = firstField(message, 'security-verify');
  if (field === undefined) {
    const text = `no Security-Verify, although frame ${frame} offered Security-Server`;
    return fail(text, { expected, actual: 'missing', span: message.start.span, otherFrame: frame });
  }
  const isReordered = isSameList(verify.toSorted(), server.toSorted());
  const text = `Security-Verify ${isReordered ? 'in another order than' : 'differs from'} the Security-Server of frame ${frame}`;
  return fail(text, { expected, span: field.span, otherFrame: frame });
}
