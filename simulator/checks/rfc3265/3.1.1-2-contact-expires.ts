import { readContacts } from '../../sip/contact';
import { firstField } from '../../sip/message';
import { paramNamed } from '../../sip/params';
import { subscribeOnly } from '../applies';
import type { FormCheck, Observation } from '../check';
import { fail, pass } from '../observe';

const met: readonly Observation[] = [pass('no expires parameter in the place of Expires')];
const nothing: readonly Observation[] = [];

/**
 * RFC3265-3.1.1-2: an expires parameter of Contact means nothing in a SUBSCRIBE and does not replace Expires (RFC 3265 §3.1.1).
 * Beside an Expires header field it is simply ignored, so only one that stands alone is told: there the client seems to rely on it.
 */
export const contactExpires: FormCheck = {
  requirement: 'RFC3265-3.1.1-2',
  kinds: subscribeOnly,
  judge({ message }) {
    const field = firstField(message, 'contact');
    const read = field === undefined ? undefined : readContacts(field);
    if (!read?.ok || read.value.star) return nothing;
    if (firstField(message, 'expires') !== undefined) return met;
    for (const { params } of read.value.contacts) {
      const expires = paramNamed(params, 'expires');
      if (expires !== undefined) {
        return [fail('expires parameter of Contact and no Expires header field', { span: expires.span })];
      }
    }
    return met;
  },
};
