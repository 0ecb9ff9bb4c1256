import { isIms, isRemoval, publishOrSubscribe } from '../applies';
import type { FormCheck, Observation } from '../check';
import { isTemporary } from '../common/barred';
import { namedIdentities } from '../common/named-identities';
import { isOneOf } from '../im-address';
import { fail, pass } from '../observe';
import { quoted } from '../text';

const met: readonly Observation[] = [pass('no temporary public user identity')];

/**
 * TS24229-5.1.1.1A-1: the temporary public user identity that is derived from the IMSI appears only in REGISTER (TS 24.229 clause
 * 5.1.1.1A). One that P-Associated-URI lists is not barred. Where From names it, the identities of TS24229-5.1.1.2-11 and
 * TS24229-5.1.2A.1.1-5 and -6 are not judged, too.
 */
export const temporaryIdentity: FormCheck = {
  requirement: 'TS24229-5.1.1.1A-1',
  kinds: publishOrSubscribe,
  appliesTo: (subject, context) => isIms(context) && !isRemoval(subject),
  judge({ message, registration }) {
    const listed = registration?.associatedUris ?? [];
    const used = namedIdentities(message).filter(({ uri }) => isTemporary(uri) && !isOneOf(uri, listed));
    const [first, ...others] = used.toSorted((a, b) => Number(b.where === 'From') - Number(a.where === 'From'));
    if (first === undefined) return met;
    const more = others.map(({ where }) => where);
    const text = `temporary identity ${quoted(first.uri)} in ${[first.where, ...more].join(', ')}`;
    return [fail(text, { span: first.span })];
  },
};
