import { readContacts } from '../../sip/contact';
import { fieldsNamed, firstField, type SipRequest } from '../../sip/message';
import { readRoute } from '../../sip/route';
import { subscribeOnly } from '../applies';
import type { FormCheck, Observation } from '../check';
import { fail, pass } from '../observe';
import { quoted } from '../text';
import { hasWholeHeader } from '../truncation';

const met: readonly Observation[] = [pass('a SIPS URI in Contact')];
const nothing: readonly Observation[] = [];

/**
 * RFC3261-8.1.1.8-2: where the Request-URI or the top Route is a SIPS URI, so is Contact (RFC 3261 §8.1.1.8). One of another scheme
 * than sip breaks RFC3261-8.1.1.8-1.
 */
export const sipsContact: FormCheck = {
  requirement: 'RFC3261-8.1.1.8-2',
  kinds: subscribeOnly,
  appliesTo: (subject) => isSecure(subject.message) && hasWholeHeader(subject),
  judge({ message }) {
    const contacts = fieldsNamed(message, 'contact').flatMap((field) => {
      const read = readContacts(field);
      return read.ok && !read.value.star ? read.value.contacts : [];
    });
    if (contacts.length === 0) return nothing;
    const expected = 'a SIPS URI in Contact, as in the Request-URI or the top Route';
    const found = contacts
      .filter(({ parsed }) => parsed.kind === 'sip')
      .map(({ uri, uriSpan }) => fail(`Contact ${quoted(uri)}`, { expected, span: uriSpan }));
    if (found.length > 0) return found;
    return contacts.every(({ parsed }) => parsed.kind === 'sips') ? met : nothing;
  },
};

function isSecure(message: SipRequest): boolean {
  if (/^sips:/i.test(message.start.requestUri)) return true;
  const field = firstField(message, 'route');
  const read = field === undefined ? undefined : readRoute(field);
  return read?.ok === true && read.value[0]?.parsed.kind === 'sips';
}
