import { publishOnly } from '../applies';
import type { HistoryCheck, Observation } from '../check';
import { entryOfForgottenTag, forgottenTag, namesPublication } from '../common/forgotten-tag';
import { isWholeAndNoRemoval } from '../common/no-removal';
import { pass } from '../observe';

const met: readonly Observation[] = [pass('the entity-tag from before the registration')];
const nothing: readonly Observation[] = [];

/**
 * RFC3903-4.2-2: a client that stored an entity-tag which it expects to be valid tries to modify the publication first (RFC 3903 §4.2):
 * the first PUBLISH after a restart or a new registration has SIP-If-Match while the lifetime runs. A client of which PICS
 * persistent_etag says that it keeps none may publish anew. Without either, RFC3903-4.3-2 or RFC3903-4.4-1 is the entry.
 */
export const storedTag: HistoryCheck = {
  looksBack: true,
  requirement: 'RFC3903-4.2-2',
  kinds: publishOnly,
  appliesTo: isWholeAndNoRemoval,
  judge(subject, context) {
    if (subject.isReregistered && namesPublication(subject)) return met;
    if (entryOfForgottenTag(subject, context) !== 'RFC3903-4.2-2') return nothing;
    return forgottenTag(subject, `a first PUBLISH after ${subject.isReregistered ? 'a registration' : 'a restart'}`);
  },
};
