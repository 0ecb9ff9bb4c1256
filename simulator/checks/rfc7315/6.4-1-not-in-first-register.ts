import { firstField } from '../../sip/message';
import { isIms, registerOnly } from '../applies';
import type { FormCheck, Observation } from '../check';
import { isUnprotected } from '../common/first-register';
import { fail, pass } from '../observe';

const met: readonly Observation[] = [pass('no P-Access-Network-Info in the unprotected REGISTER')];

/**
 * RFC7315-6.4-1: P-Access-Network-Info is not sent in the first, unprotected REGISTER (RFC 7315 §6.4): one without TLS, without a
 * security association, and without an answer to a challenge.
 */
export const notInFirstRegister: FormCheck = {
  requirement: 'RFC7315-6.4-1',
  kinds: registerOnly,
  appliesTo: (subject, context) =>
    isIms(context) && context.rules.capture_point === 'client-edge' && isUnprotected(subject),
  judge({ message }) {
    const field = firstField(message, 'p-access-network-info');
    if (field === undefined) return met;
    return [fail('P-Access-Network-Info in an unprotected REGISTER', { span: field.span })];
  },
};
