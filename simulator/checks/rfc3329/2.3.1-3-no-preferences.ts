import { firstField } from '../../sip/message';
import { paramNamed } from '../../sip/params';
import { readSecurityMechanisms } from '../../sip/security-mechanism';
import { registerOnly } from '../applies';
import type { FormCheck, Observation } from '../check';
import { fail, pass } from '../observe';

const met: readonly Observation[] = [pass('Security-Client without preferences')];
const nothing: readonly Observation[] = [];

/** RFC3329-2.3.1-3: a client adds no q to Security-Client (RFC 3329 §2.3.1); in Security-Verify it repeats those of the server. */
export const noPreferences: FormCheck = {
  requirement: 'RFC3329-2.3.1-3',
  kinds: registerOnly,
  judge({ message }) {
    if (firstField(message, 'security-client') === undefined) return nothing;
    const read = readSecurityMechanisms(message, 'security-client');
    if (!read.ok) return nothing;
    for (const { params } of read.value) {
      const q = paramNamed(params, 'q');
      if (q !== undefined) return [fail('Security-Client with a preference', { expected: 'no q', span: q.span })];
    }
    return met;
  },
};
