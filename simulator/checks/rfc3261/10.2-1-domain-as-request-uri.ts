import { readRequestUri } from '../../sip/request-uri';
import { registerOnly } from '../applies';
import type { FormCheck, Observation } from '../check';
import { fail, pass } from '../observe';
import { quoted } from '../text';

const met: readonly Observation[] = [pass('a domain as Request-URI')];
const nothing: readonly Observation[] = [];

/**
 * RFC3261-10.2-1: the Request-URI of a REGISTER names the domain without a user part (RFC 3261 §10.2). One that cannot be read
 * breaks RFC3261-7.1-2.
 */
export const domainAsRequestUri: FormCheck = {
  requirement: 'RFC3261-10.2-1',
  kinds: registerOnly,
  judge({ message }) {
    const read = readRequestUri(message);
    if (!read.ok || (read.value.kind !== 'sip' && read.value.kind !== 'sips')) return nothing;
    if (read.value.user === undefined) return met;
    const { requestUri, requestUriSpan: span } = message.start;
    return [fail(`Request-URI ${quoted(requestUri)} has a user part`, { span })];
  },
};
