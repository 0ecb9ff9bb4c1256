import { readContacts } from '../../sip/contact';
import { firstField, type SipRequest } from '../../sip/message';
import type { NameAddr } from '../../sip/name-addr';
import { paramNamed } from '../../sip/params';
import { readRequestUri } from '../../sip/request-uri';
import { isIms, registerOnly } from '../applies';
import type { FormCheck, JudgeContext, Observation } from '../check';
import { fail, pass } from '../observe';
import { quoted } from '../text';
import { hasWholeHeader } from '../truncation';

const met: readonly Observation[] = [pass('the address of the terminal in Contact, with the parts that it declares')];
const nothing: readonly Observation[] = [];

/**
 * TS24229-5.1.1.2-3: Contact of a REGISTER has the address or name of the terminal, +sip.instance where it supports GRUU or several
 * registrations, and reg-id for the latter (TS 24.229 clause 5.1.1.2.1, RFC 5626 §4.2). The home domain is no terminal. A REGISTER
 * that removes every binding, or only asks for them, has nothing to look at.
 */
export const registeredContact: FormCheck = {
  requirement: 'TS24229-5.1.1.2-3',
  kinds: registerOnly,
  appliesTo: (subject, context) => isIms(context) && hasWholeHeader(subject),
  judge({ message }, context) {
    const field = firstField(message, 'contact');
    const read = field === undefined ? undefined : readContacts(field);
    if (!read?.ok || read.value.star) return nothing;
    const [contact] = read.value.contacts;
    if (contact === undefined) return nothing;
    const found = [...judgeHost(contact, message), ...judgeParts(contact, context)];
    return found.length > 0 ? found : met;
  },
};

function judgeHost({ uri, uriSpan: span, parsed }: NameAddr, message: SipRequest): readonly Observation[] {
  const domain = readRequestUri(message);
  if (!domain.ok || (domain.value.kind !== 'sip' && domain.value.kind !== 'sips')) return nothing;
  if (parsed.kind !== 'sip' && parsed.kind !== 'sips') return nothing;
  if (parsed.host.toLowerCase() !== domain.value.host.toLowerCase()) return nothing;
  const expected = 'the address or name of the terminal in Contact';
  return [fail(`Contact ${quoted(uri)} names the domain, not the terminal`, { expected, span })];
}

function judgeParts({ params, span }: NameAddr, { pics }: JudgeContext): readonly Observation[] {
  const missing: string[] = [];
  const isIdentified = pics.gruu === true || pics.outbound === true;
  if (isIdentified && paramNamed(params, '+sip.instance') === undefined) missing.push('+sip.instance');
  if (pics.outbound === true && paramNamed(params, 'reg-id') === undefined) missing.push('reg-id');
  return missing.map((name) => fail(`Contact without ${name}`, { expected: `${name}, as PICS declares`, span }));
}
