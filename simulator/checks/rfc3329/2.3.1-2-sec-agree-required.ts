import { firstField } from '../../sip/message';
import { isIms } from '../applies';
import type { JudgeContext, Observation } from '../check';
import { lists } from '../common/option-lists';
import { fail, pass } from '../observe';
import { isAuthenticated } from '../provoked/challenged';
import type { ClientTransaction, ProvokedCheck, Reaction, Step } from '../provoked/provoked-check';

const met: readonly Reaction[] = [{ observation: pass('sec-agree in Require and Proxy-Require') }];

/**
 * RFC3329-2.3.1-2: requests with Security-Client or Security-Verify, and those under a reached agreement, list sec-agree in Require and
 * in Proxy-Require (RFC 3329 §2.3.1). Looked at from the Security-Server of the server on, the request that it answers included; the first
 * REGISTER with IMS AKA belongs to TS24229-5.1.1.2-8.
 */
export const secAgreeRequired: ProvokedCheck = {
  requirement: 'RFC3329-2.3.1-2',
  on: ['request', 'refused'],
  isProvokedBy: (cause, _, context) => (cause.kind === 'request' ? isUnderAgreement(cause) : isStart(cause, context)),
  window: 0,
  judge({ cause }) {
    if (cause.kind !== 'request' && cause.kind !== 'refused') return [];
    const { tx } = cause;
    const missing = (['require', 'proxy-require'] as const).filter((key) => !lists(tx.message, key, 'sec-agree'));
    if (missing.length === 0) return met;
    return missing.map((key) => ({ observation: judgeMissing(key, tx), evidence: tx.event }));
  },
};

function isUnderAgreement(cause: Step): boolean {
  if (cause.kind !== 'request' || cause.tx.heeded.security === undefined || !isAuthenticated(cause.tx)) return false;
  const { transport } = cause.tx.event;
  if (transport === 'tls' || transport === 'wss') return false;
  return cause.tx.heeded.security.isCompleted || speaks(cause.tx);
}

/** The refusal that begins an agreement. */
function isStart(cause: Step, context: JudgeContext): boolean {
  if (cause.kind !== 'refused' || cause.isRepeated || !isAuthenticated(cause.tx)) return false;
  if (firstField(cause.response.message, 'security-server') === undefined) return false;
  const isOfIms = cause.tx.kind === 'register' && isIms(context) && context.pics.auth === 'aka';
  // A request under an agreement was looked at when it came.
  return !isOfIms && cause.tx.heeded.security === undefined && speaks(cause.tx);
}

function speaks({ message }: ClientTransaction): boolean {
  return firstField(message, 'security-client') !== undefined || firstField(message, 'security-verify') !== undefined;
}

function judgeMissing(key: 'require' | 'proxy-require', { message }: ClientTransaction): Observation {
  const name = key === 'require' ? 'Require' : 'Proxy-Require';
  const field = firstField(message, key);
  const details = { expected: `${name}: sec-agree`, span: (field ?? message.start).span };
  return fail(`${name} without sec-agree`, { ...details, ...(field === undefined && { actual: 'missing' }) });
}
