import { applies } from '../../requirements/conditions';
import { firstField } from '../../sip/message';
import { anyRequest } from '../applies';
import type { FormCheck, Observation } from '../check';
import { fail, pass } from '../observe';
import { hasWholeHeader } from '../truncation';

const met: readonly Observation[] = [pass('no P-Preferred-Identity')];

/**
 * RFC3325-6-1: P-Preferred-Identity goes to a proxy that is trusted only (RFC 3325 §6). Whether it is cannot be seen on the wire: a
 * P-CSCF is, any other proxy if PICS trusted_first_proxy says so (decision D-04).
 */
export const onlyToTrustedProxy: FormCheck = {
  requirement: 'RFC3325-6-1',
  kinds: anyRequest,
  appliesTo: (subject, { pics, rules }) =>
    applies({ appliesIf: 'non-ims-or-untrusted-proxy' }, pics, rules) === true && hasWholeHeader(subject),
  judge({ message }) {
    const field = firstField(message, 'p-preferred-identity');
    if (field === undefined) return met;
    return [fail('P-Preferred-Identity to a proxy that nobody declared trusted', { span: field.span })];
  },
};
