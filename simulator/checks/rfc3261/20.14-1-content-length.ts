import { firstField } from '../../sip/message';
import { anyRequest } from '../applies';
import type { Answer, FormCheck, FormSubject, Observation } from '../check';
import { judgeFaults } from '../common/syntax-faults';
import { fail, pass, warn } from '../observe';
import { hasWholeHeader } from '../truncation';

const met: readonly Observation[] = [pass('Content-Length as long as the body')];
const nothing: readonly Observation[] = [];

/**
 * RFC3261-20.14-1: Content-Length is the number of octets of the body (RFC 3261 §20.14, §18.3). Octets behind the announced ones in
 * a datagram or WebSocket message are a remark, because receivers drop them; on a stream they are taken for the next message. Where
 * nothing follows at all, RFC3261-20.14-3 judges the number; a repeat of the same number breaks RFC3261-7.3.1-2.
 */
export const contentLength: FormCheck = {
  requirement: 'RFC3261-20.14-1',
  kinds: anyRequest,
  judge: contentLengthOf,
  judgeAnswer: contentLengthOf,
};

function contentLengthOf(seen: FormSubject | Answer): readonly Observation[] {
  const { event, message } = seen;
  const field = firstField(message, 'content-length');
  if (field === undefined || !hasWholeHeader(seen)) return nothing;
  if (event.truncated === true) return judgeFaults('RFC3261-20.14-1', seen, nothing);
  const { body, bytes } = message;
  const found = judgeFaults('RFC3261-20.14-1', seen, met);
  if (found !== met || bytes.length === body.end) return found;
  const surplus = bytes.length - body.end;
  const what = `Content-Length ${field.value}, and ${surplus} more octets follow`;
  const details = { expected: `Content-Length: ${bytes.length - body.start}`, span: field.valueSpan };
  const isStream = event.transport === 'tcp' || event.transport === 'tls';
  return [isStream ? fail(what, details) : warn(what, details)];
}
