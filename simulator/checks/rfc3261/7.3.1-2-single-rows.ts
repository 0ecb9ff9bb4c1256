import { anyRequest } from '../applies';
import type { Answer, FormCheck, FormSubject, Observation } from '../check';
import { judgeFaults } from '../common/syntax-faults';
import { pass } from '../observe';
import { hasWholeHeader } from '../truncation';

const met: readonly Observation[] = [pass('no header field twice that stands once')];
const nothing: readonly Observation[] = [];

/**
 * RFC3261-7.3.1-2: a header field that is no comma list stands in one row, compact and long name counted together (RFC 3261
 * §7.3.1). A repeated Event or Expires also breaks what speaks of exactly one of these: the items of the change request,
 * RFC3903-4.1-1, RFC3265-3.1.2-1.
 */
export const singleRows: FormCheck = {
  requirement: 'RFC3261-7.3.1-2',
  kinds: anyRequest,
  judge: singleRowsOf,
  judgeAnswer: singleRowsOf,
};

function singleRowsOf(seen: FormSubject | Answer): readonly Observation[] {
  return hasWholeHeader(seen) ? judgeFaults('RFC3261-7.3.1-2', seen, met) : nothing;
}
