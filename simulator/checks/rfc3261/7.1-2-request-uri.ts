import { anyRequest } from '../applies';
import type { FormCheck, Observation } from '../check';
import { judgeFaults } from '../common/syntax-faults';
import { pass } from '../observe';
import { hasWholeHeader } from '../truncation';

const met: readonly Observation[] = [pass('a bare URI as Request-URI')];

/**
 * RFC3261-7.1-2: the Request-URI is a URI by its grammar, without brackets, blanks, control characters, headers part or method
 * parameter (RFC 3261 §7.1; §19.1.1, table 1). A character of a SIP URI that had to be escaped breaks RFC3261-19.1.2-1, a parameter
 * that stands twice RFC3261-19.1.1-1. Of other schemes only brackets, blanks and characters of no URI are looked at.
 */
export const bareRequestUri: FormCheck = {
  requirement: 'RFC3261-7.1-2',
  kinds: anyRequest,
  appliesTo: ({ event, message }) => message.start.requestUri !== '' && hasWholeHeader({ event, message }),
  judge: (subject) => judgeFaults('RFC3261-7.1-2', subject, met),
};
