import { readIdentities } from '../../sip/identity';
import { firstField } from '../../sip/message';
import { isIms, isRemoval, publishOrSubscribe } from '../applies';
import type { FormCheck, Observation } from '../check';
import { isBarredOrTemporary } from '../common/barred';
import { registeredUris } from '../common/registered';
import { isOneOf } from '../im-address';
import { fail, inconc, pass } from '../observe';
import { quoted } from '../text';

const met: readonly Observation[] = [pass('a registered identity in P-Preferred-Identity')];
const nothing: readonly Observation[] = [];

/**
 * TS24229-5.1.2A.1.1-5: P-Preferred-Identity names a registered identity (TS 24.229 clause 5.1.2A.1.1). A sip and a tel URI may stand
 * side by side (RFC 3325 §9.2), and the P-CSCF takes one that is registered: only where none is, the client has not obeyed. Without
 * P-Associated-URI the registered address alone is known. A barred or temporary identity breaks TS24229-5.1.1.2-11 or
 * TS24229-5.1.1.1A-1. What cannot be read breaks RFC3325-9.2-1 or -2.
 */
export const preferredIdentity: FormCheck = {
  requirement: 'TS24229-5.1.2A.1.1-5',
  kinds: publishOrSubscribe,
  appliesTo: (subject, context) => isIms(context) && subject.registration !== undefined && !isRemoval(subject),
  judge({ message, registration }) {
    if (registration === undefined || firstField(message, 'p-preferred-identity') === undefined) return nothing;
    const read = readIdentities(message, 'p-preferred-identity');
    if (!read.ok) return nothing;
    const registered = registeredUris(registration);
    const [first] = read.value;
    if (first === undefined || read.value.some(({ uri }) => isOneOf(uri, registered))) return met;
    if (read.value.some(({ uri }) => isBarredOrTemporary(uri, registration))) return nothing;
    const text = `P-Preferred-Identity ${quoted(read.value.map(({ uri }) => uri).join(', '))}`;
    const span = first.uriSpan;
    if (registration.associatedUris.length === 0) {
      return [inconc(`${text} cannot be compared: the registration told no P-Associated-URI`, { span })];
    }
    return [fail(`${text} is not registered`, { expected: `one of ${registered.join(', ')}`, span })];
  },
};
