import { firstField } from '../../sip/message';
import { readNameAddr } from '../../sip/name-addr';
import { isIms, registerOnly } from '../applies';
import type { FormCheck, FormSubject, JudgeContext, Observation } from '../check';
import { isOneOf, userKey } from '../im-address';
import { fail, pass } from '../observe';
import { quoted } from '../text';

const met: readonly Observation[] = [pass('a SIP address-of-record in To')];
const nothing: readonly Observation[] = [];

/**
 * RFC3261-10.2-2: To of a REGISTER is the address-of-record, a SIP or SIPS URI (RFC 3261 §10.2). Which one it is can be compared
 * where the IM Address is a known SIP address; parameters and port of it are left out of the comparison, for they do not belong
 * there at all (RFC3261-19.1.1-1). In an IMS core TS24229-5.1.1.2-1 tells the same, and other public identities of the user may be
 * registered.
 */
export const addressOfRecord: FormCheck = {
  requirement: 'RFC3261-10.2-2',
  kinds: registerOnly,
  judge(subject, context) {
    const field = firstField(subject.message, 'to');
    const to = field === undefined ? undefined : readNameAddr(field);
    if (!to?.ok) return nothing;
    const { uri, uriSpan: span, parsed } = to.value;
    if (parsed.kind !== 'sip' && parsed.kind !== 'sips') {
      const details = { expected: 'a SIP or SIPS URI in To', span };
      return isIms(context) ? nothing : [fail(`To ${quoted(uri)} is no SIP or SIPS URI`, details)];
    }
    const own = knownAddresses(subject, context);
    if (own.length === 0 || isIms(context) || isOneOf(uri, own)) return met;
    const key = userKey(uri);
    if (own.some((known) => userKey(known) === key)) return met;
    return [fail(`To ${quoted(uri)} is another address`, { expected: `To with ${own[0]}`, span })];
  },
};

/** The addresses of the client that a REGISTER may be for; none where they are not known, or not as SIP URIs. */
function knownAddresses(
  { registration }: FormSubject,
  { imAddress, imAddressAliases }: JudgeContext,
): readonly string[] {
  if (imAddress === undefined) return [];
  const all = [imAddress, ...imAddressAliases, ...(registration?.associatedUris ?? [])];
  return all.filter((uri) => /^sips?:/i.test(uri));
}
