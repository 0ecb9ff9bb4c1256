import { registerOnly } from '../applies';
import type { FormCheck, Observation } from '../check';
import { judgeForbidden } from '../common/forbidden-rows';
import { pass } from '../observe';
import { hasWholeHeader } from '../truncation';

const met: readonly Observation[] = [pass('no caller preferences')];

const preferences: ReadonlySet<string> = new Set(['accept-contact', 'reject-contact']);

/**
 * RFC3841-9-1: a REGISTER carries no Accept-Contact and no Reject-Contact (RFC 3841 §9, table). What the client is able to do
 * stands in the parameters of Contact; Request-Disposition may be there.
 */
export const noPreferencesInRegister: FormCheck = {
  requirement: 'RFC3841-9-1',
  kinds: registerOnly,
  appliesTo: hasWholeHeader,
  judge: ({ message }) => judgeForbidden(message, preferences, 'a REGISTER', met),
};
