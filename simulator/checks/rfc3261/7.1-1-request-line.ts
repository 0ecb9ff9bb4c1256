import { anyRequest } from '../applies';
import type { FormCheck, Observation } from '../check';
import { judgeFaults } from '../common/syntax-faults';
import { pass } from '../observe';
import { hasWholeHeader } from '../truncation';

const met: readonly Observation[] = [pass('method, Request-URI and SIP/2.0 with single spaces between them')];

/**
 * RFC3261-7.1-1: method SP Request-URI SP SIP/2.0, and nothing else (RFC 3261 §7.1). White space inside the Request-URI breaks
 * RFC3261-7.1-2, which names it in its statement.
 */
export const requestLine: FormCheck = {
  requirement: 'RFC3261-7.1-1',
  kinds: anyRequest,
  appliesTo: hasWholeHeader,
  judge: (subject) => judgeFaults('RFC3261-7.1-1', subject, met),
};
