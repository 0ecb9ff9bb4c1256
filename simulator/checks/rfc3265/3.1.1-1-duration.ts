import { firstField } from '../../sip/message';
import { subscribeOnly } from '../applies';
import type { FormCheck, Observation } from '../check';
import { hasUnreadableRow } from '../common/unreadable-row';
import { fail, pass } from '../observe';
import { hasWholeHeader } from '../truncation';

const met: readonly Observation[] = [pass('an Expires header field')];
const nothing: readonly Observation[] = [];

/**
 * RFC3265-3.1.1-1: a SUBSCRIBE states its duration with Expires (RFC 3265 §3.1.1). Which value, and that there is only one, is
 * judged by 6.1.1.2-5, which wants the header field as well.
 */
export const statedDuration: FormCheck = {
  requirement: 'RFC3265-3.1.1-1',
  kinds: subscribeOnly,
  appliesTo: hasWholeHeader,
  judge({ message }) {
    if (firstField(message, 'expires') !== undefined) return met;
    if (hasUnreadableRow(message, 'expires')) return nothing;
    return [fail('no Expires header field', { actual: 'missing', span: message.start.span })];
  },
};
