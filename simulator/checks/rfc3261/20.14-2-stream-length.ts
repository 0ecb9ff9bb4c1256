import { firstField } from '../../sip/message';
import { anyRequest } from '../applies';
import type { Answer, FormCheck, FormSubject, Observation } from '../check';
import { hasUnreadableRow } from '../common/unreadable-row';
import { fail, pass } from '../observe';
import { hasWholeHeader } from '../truncation';

const met: readonly Observation[] = [pass('Content-Length on a stream')];
const nothing: readonly Observation[] = [];

/** RFC3261-20.14-2: over TCP or TLS every message has Content-Length (RFC 3261 §20.14, §18.3). */
export const streamLength: FormCheck = {
  requirement: 'RFC3261-20.14-2',
  kinds: anyRequest,
  judge: streamLengthOf,
  judgeAnswer: streamLengthOf,
};

function streamLengthOf(seen: FormSubject | Answer): readonly Observation[] {
  const { event, message } = seen;
  if (event.transport !== 'tcp' && event.transport !== 'tls') return nothing;
  if (!hasWholeHeader(seen) || hasUnreadableRow(message, 'content-length')) return nothing;
  if (firstField(message, 'content-length') !== undefined) return met;
  const span = { start: message.body.start, end: message.body.start };
  return [fail('no Content-Length header field', { expected: 'Content-Length', actual: 'missing', span })];
}
