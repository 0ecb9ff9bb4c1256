import { firstField } from '../../sip/message';
import { anyRequest } from '../applies';
import type { Answer, FormCheck, FormSubject, Observation } from '../check';
import { judgeFaults } from '../common/syntax-faults';
import { pass } from '../observe';
import { hasBody } from '../settings-body';
import { hasWholeHeader } from '../truncation';

const met: readonly Observation[] = [pass('Content-Length 0 without a body')];
const nothing: readonly Observation[] = [];

/**
 * RFC3261-20.14-3: a message without a body has Content-Length 0, where it has that field (RFC 3261 §20.14). Silent where the number
 * is none (RFC3261-20.14-1), where octets follow that nobody announced, and where the capture cut off what may have been a body.
 */
export const emptyBody: FormCheck = {
  requirement: 'RFC3261-20.14-3',
  kinds: anyRequest,
  judge: emptyBodyOf,
  judgeAnswer: emptyBodyOf,
};

function emptyBodyOf(seen: FormSubject | Answer): readonly Observation[] {
  const { message } = seen;
  if (hasBody(message)) return nothing;
  const field = firstField(message, 'content-length');
  if (field === undefined || !hasWholeHeader(seen) || message.bytes.length > message.body.end) return nothing;
  return judgeFaults('RFC3261-20.14-3', seen, /^0+$/.test(field.value) ? met : nothing);
}
