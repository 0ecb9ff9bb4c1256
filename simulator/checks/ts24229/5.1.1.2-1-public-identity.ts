import { firstField } from '../../sip/message';
import { type NameAddr, readNameAddr } from '../../sip/name-addr';
import type { SipUri } from '../../sip/uri';
import { urisEqual } from '../../sip/uri-equality';
import { isIms, registerOnly } from '../applies';
import type { FormCheck, FormSubject, JudgeContext, Observation } from '../check';
import { fail, pass } from '../observe';
import { quoted } from '../text';

const met: readonly Observation[] = [pass('a public user identity in From and To')];
const nothing: readonly Observation[] = [];

/** The public identity that a terminal without one makes of its IMSI, which is also its private identity (TS 23.003 clause 13). */
const DERIVED = /^\d{6,15}@ims\.mnc\d{2,3}\.mcc\d{3}\.3gppnetwork\.org$/i;

/**
 * TS24229-5.1.1.2-1: From and To of a REGISTER hold the public user identity to be registered, a SIP URI (TS 24.229 clause 5.1.1.2.1).
 * The private identity, where the user name of the credentials tells it, is none; but the one that a terminal derives from its IMSI
 * looks the same. Which of its identities a user registers is not for us to say.
 */
export const publicIdentity: FormCheck = {
  requirement: 'TS24229-5.1.1.2-1',
  kinds: registerOnly,
  appliesTo: (_, context) => isIms(context),
  judge({ message }: FormSubject, context) {
    const from = addressIn(message, 'from');
    const to = addressIn(message, 'to');
    if (from === undefined || to === undefined) return nothing;
    const wrong = judgeIdentity('To', to, context) ?? judgeIdentity('From', from, context);
    if (wrong !== undefined) return [wrong];
    if (from.uri === to.uri || urisEqual(from.uri, to.uri)) return met;
    const expected = `From with ${to.uri}, as To`;
    return [fail(`From ${quoted(from.uri)}, but To ${quoted(to.uri)}`, { expected, span: from.uriSpan })];
  },
};

function judgeIdentity(
  name: string,
  { uri, uriSpan: span, parsed }: NameAddr,
  context: JudgeContext,
): Observation | undefined {
  const expected = `a public user identity as SIP URI in ${name}`;
  if (parsed.kind !== 'sip' && parsed.kind !== 'sips')
    return fail(`${name} ${quoted(uri)} is no SIP URI`, { expected, span });
  if (!isPrivate(parsed, context)) return undefined;
  return fail(`${name} ${quoted(uri)} is the private identity`, { expected, span });
}

/** A private identity has the form user@realm (TS 23.003 clause 13.3). */
function isPrivate({ user, host }: SipUri, { username, imAddress, imAddressAliases }: JudgeContext): boolean {
  if (user === undefined || username === undefined || !username.includes('@')) return false;
  const identity = `${user}@${host}`;
  if (identity.toLowerCase() !== username.toLowerCase() || DERIVED.test(identity)) return false;
  // An operator may give one name to both.
  return ![imAddress, ...imAddressAliases].some((known) => known?.toLowerCase() === `sip:${identity.toLowerCase()}`);
}

function addressIn(message: FormSubject['message'], key: 'from' | 'to'): NameAddr | undefined {
  const field = firstField(message, key);
  const read = field === undefined ? undefined : readNameAddr(field);
  return read?.ok ? read.value : undefined;
}
