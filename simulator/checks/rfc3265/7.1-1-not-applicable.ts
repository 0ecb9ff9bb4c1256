import { subscribeOnly } from '../applies';
import type { FormCheck, Observation } from '../check';
import { judgeForbidden } from '../common/forbidden-rows';
import { pass } from '../observe';
import { hasWholeHeader } from '../truncation';

const met: readonly Observation[] = [pass('no header field that a SUBSCRIBE does not have')];

/** The rows marked "-" for SUBSCRIBE in the table of RFC 3265 §7.1, and those that RFC 3903 §11.3 keeps for PUBLISH. */
const notApplicable: ReadonlySet<string> = new Set([
  'alert-info',
  'in-reply-to',
  'rack',
  'reply-to',
  'subject',
  'subscription-state',
  'sip-if-match',
  'sip-etag',
]);

/** RFC3265-7.1-1: header fields marked not applicable are not sent in SUBSCRIBE (RFC 3265 §7.1). */
export const notApplicableInSubscribe: FormCheck = {
  requirement: 'RFC3265-7.1-1',
  kinds: subscribeOnly,
  appliesTo: hasWholeHeader,
  judge: ({ message }) => judgeForbidden(message, notApplicable, 'a SUBSCRIBE', met),
};
