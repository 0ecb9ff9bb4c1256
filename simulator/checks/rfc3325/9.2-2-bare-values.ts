import { readIdentity } from '../../sip/identity';
import { fieldsNamed, firstField } from '../../sip/message';
import { anyRequest } from '../applies';
import type { FormCheck, Observation } from '../check';
import { isSound, judgeFaults } from '../common/syntax-faults';
import { fail, pass } from '../observe';

const met: readonly Observation[] = [pass('addresses without header parameters')];
const nothing: readonly Observation[] = [];

/**
 * RFC3325-9.2-2: a value of P-Preferred-Identity is a name-addr or addr-spec and nothing else; a URI with a comma, semicolon or
 * question mark stands in brackets (RFC 3325 §9.2, RFC 8217 §4). Where the header field decides on the originator, item 3 of the
 * clause cannot be met with such a value either. An empty row breaks RFC3325-9.2-1.
 */
export const bareIdentities: FormCheck = {
  requirement: 'RFC3325-9.2-2',
  kinds: anyRequest,
  judge(subject) {
    const { message } = subject;
    if (firstField(message, 'p-preferred-identity') === undefined) return nothing;
    const faults = judgeFaults('RFC3325-9.2-2', subject, met);
    if (faults !== met) return faults;
    for (const field of fieldsNamed(message, 'p-preferred-identity')) {
      if (field.value === '' || !isSound(field, message)) continue;
      const read = readIdentity(field);
      if (!read.ok) return [fail(read.defect.message, { span: read.defect.span })];
    }
    return met;
  },
};
