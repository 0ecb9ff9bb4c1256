import { missingMandatory } from '../../sip/mandatory';
import { anyRequest } from '../applies';
import type { FormCheck, Observation } from '../check';
import { hasUnreadableRow } from '../common/unreadable-row';
import { fail, pass } from '../observe';
import { hasWholeHeader } from '../truncation';

const met: readonly Observation[] = [pass('Via, Max-Forwards, From, To, Call-ID and CSeq')];

/**
 * RFC3261-8.1.1-1: every request has Via, Max-Forwards, From, To, Call-ID and CSeq (RFC 3261 §8.1.1). The entry of a missing
 * header field: RFC3261-8.1.1.6-1 and the others look at values. One that stands twice breaks RFC3261-7.3.1-2, a row that cannot be
 * read as a header field RFC3261-7.3.1-1.
 */
export const mandatory: FormCheck = {
  requirement: 'RFC3261-8.1.1-1',
  kinds: anyRequest,
  appliesTo: hasWholeHeader,
  judge({ message }) {
    const missing = missingMandatory(message);
    if (missing.length === 0) return met;
    return missing
      .filter((name) => !hasUnreadableRow(message, name.toLowerCase()))
      .map((name) => fail(`no ${name} header field`, { actual: 'missing', span: message.start.span }));
  },
};
