import { isIms, isRemoval, publishOrSubscribe } from '../applies';
import type { FormCheck, Observation } from '../check';
import { isBarred, isTemporary } from '../common/barred';
import { namedIdentities } from '../common/named-identities';
import { fail, pass } from '../observe';
import { quoted } from '../text';

const met: readonly Observation[] = [pass('no barred identity')];
const nothing: readonly Observation[] = [];

/**
 * TS24229-5.1.1.2-11: an identity that was registered and is missing in P-Associated-URI counts as barred and is not used (TS 24.229 clause
 * 5.1.1.2.1). The temporary identity of the IMSI is the matter of TS24229-5.1.1.1A-1, one that never was registered that of
 * TS24229-5.1.2A.1.1-5 and -6.
 */
export const barredIdentity: FormCheck = {
  requirement: 'TS24229-5.1.1.2-11',
  kinds: publishOrSubscribe,
  appliesTo: (subject, context) => isIms(context) && !isRemoval(subject),
  judge({ message, registration }) {
    if (registration === undefined || registration.associatedUris.length === 0) return nothing;
    const used = namedIdentities(message).filter(({ uri }) => isBarred(uri, registration) && !isTemporary(uri));
    const [first, ...others] = used.toSorted((a, b) => Number(b.where === 'From') - Number(a.where === 'From'));
    if (first === undefined) return met;
    const more = others.map(({ where }) => where);
    const text = `barred identity ${quoted(first.uri)} in ${[first.where, ...more].join(', ')}`;
    const expected = `one of ${registration.associatedUris.join(', ')}`;
    return [fail(text, { expected, span: first.span })];
  },
};
