import { firstField } from '../../sip/message';
import { publishOnly } from '../applies';
import type { FormCheck, Observation } from '../check';
import { isWholeAndNoRemoval } from '../common/no-removal';
import { fail, pass } from '../observe';

const met: readonly Observation[] = [pass('no Contact header field')];

/**
 * RFC3903-4-3: a Contact in PUBLISH has no meaning. RFC 3903 contradicts itself: §4 lets it be there and be ignored, table 2 has
 * it as not applicable (decision D-09).
 */
export const contactInPublish: FormCheck = {
  requirement: 'RFC3903-4-3',
  kinds: publishOnly,
  appliesTo: (subject, { rules }) => rules.contact_in_publish !== 'ignore' && isWholeAndNoRemoval(subject),
  judge({ message }) {
    const field = firstField(message, 'contact');
    return field === undefined
      ? met
      : [fail('a Contact header field, which has no meaning here', { span: field.span })];
  },
};
