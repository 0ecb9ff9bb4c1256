import { readContacts } from '../../sip/contact';
import { fieldsNamed, type HeaderField, type SipRequest } from '../../sip/message';
import type { NameAddr } from '../../sip/name-addr';
import { subscribeOnly } from '../applies';
import type { FormCheck, Observation } from '../check';
import { isSound } from '../common/syntax-faults';
import { hasUnreadableRow } from '../common/unreadable-row';
import { fail, pass } from '../observe';
import { quoted } from '../text';
import { hasWholeHeader } from '../truncation';

const met: readonly Observation[] = [pass('one Contact with a SIP or SIPS URI')];
const nothing: readonly Observation[] = [];

/**
 * RFC3261-8.1.1.8-1: a SUBSCRIBE that can create a dialog has exactly one Contact value, a SIP or SIPS URI (RFC 3261 §8.1.1.8,
 * RFC 3265 §7.1). Inside a dialog Contact is recommended only (§12.2.1.1). A Contact that cannot be read breaks the entry of its
 * grammar.
 */
export const oneContact: FormCheck = {
  requirement: 'RFC3261-8.1.1.8-1',
  kinds: subscribeOnly,
  appliesTo: hasWholeHeader,
  judge({ message }) {
    const fields = fieldsNamed(message, 'contact');
    const [only] = fields;
    if (only === undefined) return missing(message);
    const read = fields.length === 1 ? readContacts(only) : undefined;
    if (read?.ok && !read.value.star && read.value.contacts.length === 1) {
      const [contact] = read.value.contacts;
      return contact !== undefined && isSip(contact) ? met : several(message, fields);
    }
    return several(message, fields);
  },
};

function missing(message: SipRequest): readonly Observation[] {
  if (hasUnreadableRow(message, 'contact')) return nothing;
  return [fail('no Contact header field', { actual: 'missing', span: message.start.span })];
}

/** Every value that is none, and every one behind the first. */
function several(message: SipRequest, fields: readonly HeaderField[]): readonly Observation[] {
  const found: Observation[] = [];
  let count = 0;
  for (const field of fields) {
    const read = readContacts(field);
    if (!read.ok) continue;
    if (read.value.star && isSound(field, message)) found.push(fail('Contact: *', { span: field.valueSpan }));
    for (const contact of read.value.star ? [] : read.value.contacts) {
      count += 1;
      if (!isSip(contact))
        found.push(fail(`Contact ${quoted(contact.uri)} is no SIP or SIPS URI`, { span: contact.span }));
      else if (count > 1) found.push(fail('more than one Contact value', { span: contact.span }));
    }
  }
  return found;
}

function isSip({ parsed }: NameAddr): boolean {
  return parsed.kind === 'sip' || parsed.kind === 'sips';
}
