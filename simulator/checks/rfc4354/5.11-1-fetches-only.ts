import { firstField } from '../../sip/message';
import { readDeltaSeconds } from '../../sip/numbers';
import { subscribeOnly } from '../applies';
import type { FormCheck, Observation } from '../check';
import { fail, pass } from '../observe';

const met: readonly Observation[] = [pass('a one-shot fetch')];
const nothing: readonly Observation[] = [];

/**
 * RFC4354-5.11-1: RFC 4354 has a terminal subscribe to its own settings for as long as it wants them coherent; the change request
 * replaces this by one-shot fetches. A lifetime breaks 6.1.1.2-5 as well; where none is stated, RFC3265-3.1.1-1 and that item say so.
 */
export const fetchesOnly: FormCheck = {
  requirement: 'RFC4354-5.11-1',
  kinds: subscribeOnly,
  judge({ message }) {
    const field = firstField(message, 'expires');
    const read = field === undefined ? undefined : readDeltaSeconds(field);
    if (field === undefined || !read?.ok) return nothing;
    return read.value === 0 ? met : [fail('a SUBSCRIBE for longer than a fetch', { span: field.span })];
  },
};
