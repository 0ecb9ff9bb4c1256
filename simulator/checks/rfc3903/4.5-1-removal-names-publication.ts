import { fieldsNamed, firstField } from '../../sip/message';
import { publishOnly } from '../applies';
import type { FormCheck, FormSubject, Observation } from '../check';
import { isSound } from '../common/syntax-faults';
import { fail, pass } from '../observe';
import { hasWholeHeader } from '../truncation';

const met: readonly Observation[] = [pass('a removal with SIP-If-Match')];
const nothing: readonly Observation[] = [];

/**
 * RFC3903-4.5-1: a removal is a PUBLISH with Expires: 0 and SIP-If-Match (RFC 3903 §4.5). Where the rules permit a removal at all; which
 * entity-tag it is, is the matter of RFC3903-4.1-3, and a body that of RFC3903-4.5-2.
 */
export const removalNamesPublication: FormCheck = {
  requirement: 'RFC3903-4.5-1',
  kinds: publishOnly,
  appliesTo: (subject) => hasWholeHeader(subject) && asksForEnd(subject),
  judge({ message }) {
    if (firstField(message, 'sip-if-match') !== undefined) return met;
    const expires = firstField(message, 'expires');
    if (expires === undefined) return nothing;
    return [fail('Expires: 0 without SIP-If-Match', { actual: 'missing', span: expires.span })];
  },
};

/** One Expires, which is 0. */
export function asksForEnd({ message }: FormSubject): boolean {
  const [field, ...others] = fieldsNamed(message, 'expires');
  if (field === undefined || others.length > 0) return false;
  return /^0+$/.test(field.value) && isSound(field, message);
}
