import { publishOnly } from '../applies';
import type { FormCheck, Observation } from '../check';
import { judgeForbidden } from '../common/forbidden-rows';
import { isWholeAndNoRemoval } from '../common/no-removal';
import { pass } from '../observe';

const met: readonly Observation[] = [pass('no header field that a PUBLISH does not have')];

/** The rows marked "-" for PUBLISH in tables 2 and 3, without Contact: RFC3903-4-3 judges that. */
const notApplicable: ReadonlySet<string> = new Set([
  'alert-info',
  'in-reply-to',
  'record-route',
  'reply-to',
  'subscription-state',
  'sip-etag',
  'min-expires',
]);

/** RFC3903-11.1.1-1: header fields marked not applicable are not sent in PUBLISH (RFC 3903 §11.1.1, RFC 3261 §20). */
export const notApplicableInPublish: FormCheck = {
  requirement: 'RFC3903-11.1.1-1',
  kinds: publishOnly,
  appliesTo: isWholeAndNoRemoval,
  judge: ({ message }) => judgeForbidden(message, notApplicable, 'a PUBLISH', met),
};
