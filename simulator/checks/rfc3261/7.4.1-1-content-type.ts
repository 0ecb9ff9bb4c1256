import { readMediaType } from '../../sip/media-type';
import { firstField } from '../../sip/message';
import { anyRequest } from '../applies';
import type { Answer, FormCheck, FormSubject, Observation } from '../check';
import { isSound } from '../common/syntax-faults';
import { hasUnreadableRow } from '../common/unreadable-row';
import { fail, pass } from '../observe';
import { hasBody, hasNoLength } from '../settings-body';
import { hasWholeHeader } from '../truncation';

const met: readonly Observation[] = [pass('a media type in Content-Type')];
const nothing: readonly Observation[] = [];

/**
 * RFC3261-7.4.1-1: a message with a body names its media type (RFC 3261 §7.4.1, §20.15). Silent where nobody knows whether there
 * is a body: on a stream Content-Length alone says so, and what is wrong with it breaks RFC3261-20.14-1 or -2.
 */
export const contentType: FormCheck = {
  requirement: 'RFC3261-7.4.1-1',
  kinds: anyRequest,
  judge: contentTypeOf,
  judgeAnswer: contentTypeOf,
};

function contentTypeOf(seen: FormSubject | Answer): readonly Observation[] {
  const { message } = seen;
  if (!hasBody(message) || hasNoLength(seen) || !hasWholeHeader(seen)) return nothing;
  const field = firstField(message, 'content-type');
  if (field === undefined) {
    if (hasUnreadableRow(message, 'content-type')) return nothing;
    return [fail('no Content-Type header field, but a body', { actual: 'missing', span: message.start.span })];
  }
  const read = readMediaType(field);
  if (read.ok) return met;
  return isSound(field, message) ? [fail(read.defect.message, { span: read.defect.span })] : nothing;
}
