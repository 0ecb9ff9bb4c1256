import { firstField, type SipRequest } from '../../sip/message';
import { paramNamed } from '../../sip/params';
import { readSecurityMechanisms } from '../../sip/security-mechanism';
import { isIms, registerOnly } from '../applies';
import type { FormCheck, Observation } from '../check';
import { isUnprotected } from '../common/first-register';
import { lists } from '../common/option-lists';
import { fail, pass } from '../observe';
import { hasWholeHeader } from '../truncation';

/** What a terminal has to say of its security associations (TS 24.229 clause 7.2A.7, TS 33.203 annex H). */
const PARAMETERS = ['alg', 'spi-c', 'spi-s', 'port-c', 'port-s'];

const met: readonly Observation[] = [pass('Security-Client with ipsec-3gpp, and sec-agree required')];

/**
 * TS24229-5.1.1.2-8: the first REGISTER offers ipsec-3gpp with its parameters in Security-Client, and asks for sec-agree in Require
 * and Proxy-Require (TS 24.229 clause 5.1.1.2.2, RFC 3329 §2.3.1). Only with IMS AKA, which needs a security association.
 */
export const securityClient: FormCheck = {
  requirement: 'TS24229-5.1.1.2-8',
  kinds: registerOnly,
  appliesTo: (subject, context) =>
    isIms(context) && context.pics.auth === 'aka' && hasWholeHeader(subject) && isUnprotected(subject),
  judge({ message }) {
    const found = [...judgeOffer(message), ...judgeOptions(message)];
    return found.length > 0 ? found : met;
  },
};

function judgeOffer(message: SipRequest): readonly Observation[] {
  const field = firstField(message, 'security-client');
  const expected = `Security-Client: ipsec-3gpp with ${PARAMETERS.join(', ')}`;
  if (field === undefined) {
    return [fail('no Security-Client header field', { expected, actual: 'missing', span: message.start.span })];
  }
  const read = readSecurityMechanisms(message, 'security-client');
  if (!read.ok) return [fail(`Security-Client: ${read.defect.message}`, { expected, span: read.defect.span })];
  const offers = read.value.filter(({ name }) => name === 'ipsec-3gpp');
  if (offers.length === 0) return [fail('Security-Client without ipsec-3gpp', { expected, span: field.valueSpan })];
  return offers.flatMap(({ params, span }) => {
    const missing = PARAMETERS.filter((key) => paramNamed(params, key)?.value === undefined);
    return missing.length === 0 ? [] : [fail(`ipsec-3gpp without ${missing.join(', ')}`, { expected, span })];
  });
}

function judgeOptions(message: SipRequest): readonly Observation[] {
  return (['require', 'proxy-require'] as const).flatMap((key) => {
    if (lists(message, key, 'sec-agree')) return [];
    const name = key === 'require' ? 'Require' : 'Proxy-Require';
    const field = firstField(message, key);
    const details = { expected: `${name}: sec-agree`, span: field?.valueSpan ?? message.start.span };
    return [fail(`${name} without sec-agree`, { ...details, ...(field === undefined && { actual: 'missing' }) })];
  });
}
