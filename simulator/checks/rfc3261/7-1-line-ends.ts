import { anyRequest } from '../applies';
import type { Answer, FormCheck, FormSubject, Observation } from '../check';
import { judgeFaults } from '../common/syntax-faults';
import { inconc, pass } from '../observe';
import { isHeaderCut } from '../truncation';

const met: readonly Observation[] = [pass('CR LF behind every line, and the empty line')];
const nothing: readonly Observation[] = [];
const cut: readonly Observation[] = [inconc('the capture cut the message off before the end of its header part')];

/**
 * RFC3261-7-1: every line up to the body ends with CR LF, the empty line is there (RFC 3261 §7). Also what else is wrong with the
 * status line of a response, because section 7 has the start line and no entry speaks of §7.2. A text log that may have changed the
 * line ends says nothing of them. An empty line that a WebSocket message lacks breaks RFC7118-5-1: the rest may stand in the next.
 */
export const lineEnds: FormCheck = {
  requirement: 'RFC3261-7-1',
  kinds: anyRequest,
  judge: lineEndsOf,
  judgeAnswer: lineEndsOf,
};

function lineEndsOf(seen: FormSubject | Answer): readonly Observation[] {
  if (seen.event.lineEndsUnknown) return nothing;
  if (!isHeaderCut(seen.event, seen.message)) return judgeFaults('RFC3261-7-1', seen, met);
  return judgeFaults('RFC3261-7-1', seen, seen.event.truncated ? cut : nothing);
}
