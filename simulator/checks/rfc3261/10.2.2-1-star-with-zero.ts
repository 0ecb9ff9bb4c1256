import { readContacts } from '../../sip/contact';
import { fieldsNamed, firstField, type HeaderField, type SipRequest } from '../../sip/message';
import { registerOnly } from '../applies';
import type { FormCheck, Observation } from '../check';
import { isSound } from '../common/syntax-faults';
import { fail, pass } from '../observe';
import { quoted } from '../text';
import { hasWholeHeader } from '../truncation';

const met: readonly Observation[] = [pass('Contact: * alone and with Expires: 0')];
const nothing: readonly Observation[] = [];

/** RFC3261-10.2.2-1: Contact: * stands alone, and with Expires: 0 only (RFC 3261 §10.2.2, §20.10). */
export const starWithZero: FormCheck = {
  requirement: 'RFC3261-10.2.2-1',
  kinds: registerOnly,
  appliesTo: hasWholeHeader,
  judge({ message }) {
    const star = starIn(message);
    if (star === undefined) return nothing;
    const other = otherContact(message, star);
    if (other !== undefined) {
      return [fail('another Contact value beside "*"', { expected: 'Contact: * alone', span: other.valueSpan })];
    }
    const field = firstField(message, 'expires');
    const expected = 'Expires: 0 with Contact: *';
    if (field === undefined) return [fail('Contact: * without Expires', { expected, span: star.span })];
    // A value that is no number breaks RFC3261-20.19-1.
    if (!/^\d+$/.test(field.value) || !isSound(field, message) || Number(field.value) === 0) {
      return Number(field.value) === 0 ? met : nothing;
    }
    return [fail(`Contact: * with Expires ${quoted(field.value)}`, { expected, span: field.span })];
  },
};

function starIn(message: SipRequest): HeaderField | undefined {
  for (const field of message.headers) if (field.key === 'contact' && field.value === '*') return field;
  return undefined;
}

function otherContact(message: SipRequest, star: HeaderField): HeaderField | undefined {
  return fieldsNamed(message, 'contact').find((field) => field !== star && readContacts(field).ok);
}
