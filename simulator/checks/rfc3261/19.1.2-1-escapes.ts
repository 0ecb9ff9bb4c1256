import { anyRequest } from '../applies';
import type { FormCheck, Observation } from '../check';
import { judgeFaults } from '../common/syntax-faults';
import { pass } from '../observe';
import { hasWholeHeader } from '../truncation';

const met: readonly Observation[] = [pass('characters of URIs, and escapes of two hexadecimal digits')];

/**
 * RFC3261-19.1.2-1: what a part of a SIP URI may not hold is written as %HH, and a host has no escapes (RFC 3261 §19.1.2). Looked
 * at are Request-URI, From, To, Contact and Route. White space, brackets and control characters in the Request-URI break
 * RFC3261-7.1-2, which names them.
 */
export const escapes: FormCheck = {
  requirement: 'RFC3261-19.1.2-1',
  kinds: anyRequest,
  appliesTo: hasWholeHeader,
  judge: (subject) => judgeFaults('RFC3261-19.1.2-1', subject, met),
};
