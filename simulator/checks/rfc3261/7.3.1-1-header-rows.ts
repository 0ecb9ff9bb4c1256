import { anyRequest } from '../applies';
import type { Answer, FormCheck, FormSubject, Observation } from '../check';
import { judgeFaults } from '../common/syntax-faults';
import { inconc, pass } from '../observe';
import { isHeaderCut } from '../truncation';

const met: readonly Observation[] = [pass('header rows of name, colon and value')];
const nothing: readonly Observation[] = [];

/**
 * RFC3261-7.3.1-1: header rows have a name, a colon and a value of UTF-8 without control characters (RFC 3261 §7.3.1), and the
 * value follows the grammar of its header field (§25.1, `message-header`). Looked at that way are From, To, Reply-To, Contact,
 * Route, Via and Date, as far as no other entry has what is wrong there; the other header fields are read by the entries that are
 * about them. Unknown header fields may hold anything that is TEXT.
 */
export const headerRows: FormCheck = {
  requirement: 'RFC3261-7.3.1-1',
  kinds: anyRequest,
  judge: headerRowsOf,
  judgeAnswer: headerRowsOf,
};

function headerRowsOf(seen: FormSubject | Answer): readonly Observation[] {
  const { event, message } = seen;
  if (message.defects.length === 0) return judgeFaults('RFC3261-7.3.1-1', seen, met);
  if (isHeaderCut(event, message)) return nothing;
  const found = judgeFaults('RFC3261-7.3.1-1', seen, met);
  const limit = message.defects.find(({ rule }) => rule === 'row-limit');
  if (limit === undefined) return found;
  const others = found.filter(({ span }) => span !== limit.span);
  return [inconc(`${limit.message}: the others are not read`, { span: limit.span }), ...others];
}
