import type { Span } from '../../core/span';
import { readContacts } from '../../sip/contact';
import { firstField, type SipRequest } from '../../sip/message';
import { type Param, paramNamed } from '../../sip/params';
import { isIms, registerOnly } from '../applies';
import type { HistoryCheck, Observation } from '../check';
import { fail, pass } from '../observe';
import { quoted } from '../text';
import { hasWholeHeader } from '../truncation';

/** Seconds that a terminal asks for (TS 24.229 clause 5.1.1.2.1). */
const WANTED = 600_000;

const met: readonly Observation[] = [pass('600000 seconds asked for')];
const nothing: readonly Observation[] = [];

/**
 * TS24229-5.1.1.2-4: the registration time that is asked for is 600000 seconds, in Contact or in Expires (TS 24.229 clause 5.1.1.2.1). A
 * removal asks for 0, a query for nothing, and after 423 for what the registrar demands.
 */
export const registrationTime: HistoryCheck = {
  looksBack: true,
  requirement: 'TS24229-5.1.1.2-4',
  kinds: registerOnly,
  appliesTo: (subject, context) => isIms(context) && subject.after?.status !== 423 && hasWholeHeader(subject),
  judge({ message }) {
    const contact = firstField(message, 'contact');
    const read = contact === undefined ? undefined : readContacts(contact);
    if (contact === undefined || !read?.ok || read.value.star) return nothing;
    const params = read.value.contacts[0]?.params ?? [];
    const asked = askedBy(paramNamed(params, 'expires'), message);
    const expected = `Expires: ${WANTED}`;
    if (asked === undefined) return [fail('no registration time is asked for', { expected, span: contact.span })];
    // What is no number breaks RFC3261-20.19-1.
    if (!/^\d+$/.test(asked.value) || Number(asked.value) === 0) return nothing;
    if (Number(asked.value) === WANTED) return met;
    return [fail(`${quoted(asked.value)} seconds asked for`, { expected, span: asked.span })];
  },
};

/** The Contact parameter comes before the header field (RFC 3261 §10.2.1.1). */
function askedBy(
  param: Param | undefined,
  message: SipRequest,
): { readonly value: string; readonly span: Span } | undefined {
  if (param?.value !== undefined) return { value: param.value, span: param.span };
  const field = firstField(message, 'expires');
  return field === undefined ? undefined : { value: field.value, span: field.valueSpan };
}
