import { firstField } from '../../sip/message';
import { publishOnly } from '../applies';
import type { FormCheck, Observation } from '../check';
import { isWholeAndNoRemoval } from '../common/no-removal';
import { fail, pass } from '../observe';
import { hasBody, isUnframed } from '../settings-body';

const met: readonly Observation[] = [pass('a first PUBLISH with a body')];
const nothing: readonly Observation[] = [];

/**
 * RFC3903-4.2-3: the first PUBLISH of a publication, the one without SIP-If-Match, carries the event state in its body (RFC 3903
 * §4.2, table 1). The items 7 of clause 6.1.1.1 miss their settings then, too.
 */
export const initialBody: FormCheck = {
  requirement: 'RFC3903-4.2-3',
  kinds: publishOnly,
  appliesTo: isWholeAndNoRemoval,
  judge(subject) {
    const { message } = subject;
    if (firstField(message, 'sip-if-match') !== undefined) return nothing;
    if (hasBody(message)) return met;
    if (isUnframed(subject)) return nothing;
    return [fail('a first PUBLISH without a body', { actual: 'no body', span: message.start.span })];
  },
};
