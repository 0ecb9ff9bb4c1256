import { fieldsNamed, firstField } from '../../sip/message';
import { publishOnly } from '../applies';
import type { FormCheck, Observation } from '../check';
import { isWholeAndNoRemoval } from '../common/no-removal';
import { fail, pass } from '../observe';

const met: readonly Observation[] = [pass('no Expires header field')];

/**
 * RFC3903-4.2-4: RFC 3903 §4.2 to §4.4 let a PUBLISH suggest a lifetime with at most one Expires; the change request does not, and
 * item 6 of clause 6.1.1.1 is what judges it. A second row also breaks RFC3261-7.3.1-2.
 */
export const noSuggestedLifetime: FormCheck = {
  requirement: 'RFC3903-4.2-4',
  kinds: publishOnly,
  appliesTo: isWholeAndNoRemoval,
  judge({ message }) {
    const first = firstField(message, 'expires');
    if (first === undefined) return met;
    const [, second] = fieldsNamed(message, 'expires');
    if (second !== undefined) return [fail('more than one Expires header field', { span: second.span })];
    return [fail('an Expires header field; 6.1.1.1-6 judges it', { span: first.span })];
  },
};
