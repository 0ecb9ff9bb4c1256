import { firstField } from '../../sip/message';
import { anyRequest } from '../applies';
import type { Answer, FormCheck, FormSubject, Observation } from '../check';
import { hasUnreadableRow } from '../common/unreadable-row';
import { fail, pass } from '../observe';
import { hasWholeHeader } from '../truncation';

const met: readonly Observation[] = [pass('Content-Length over UDP')];
const nothing: readonly Observation[] = [];

/** RFC3261-20.14-4: Content-Length is sent over UDP as well (RFC 3261 §20.14), where the end of the datagram ends the body. */
export const datagramLength: FormCheck = {
  requirement: 'RFC3261-20.14-4',
  kinds: anyRequest,
  judge: datagramLengthOf,
  judgeAnswer: datagramLengthOf,
};

function datagramLengthOf(seen: FormSubject | Answer): readonly Observation[] {
  const { event, message } = seen;
  if (event.transport !== 'udp' || !hasWholeHeader(seen)) return nothing;
  if (firstField(message, 'content-length') !== undefined) return met;
  if (hasUnreadableRow(message, 'content-length')) return nothing;
  return [fail('no Content-Length header field', { actual: 'missing', span: message.start.span })];
}
