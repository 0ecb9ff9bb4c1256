import { firstField, type SipRequest } from '../../sip/message';
import { type NameAddr, readNameAddr } from '../../sip/name-addr';
import { readRequestUri } from '../../sip/request-uri';
import { readRoute } from '../../sip/route';
import { publishOrSubscribe } from '../applies';
import type { FormCheck, FormSubject, JudgeContext, Observation } from '../check';
import { isWholeAndNoRemoval } from '../common/no-removal';
import { isOutsideDialog } from '../common/outside-dialog';
import { imAddressOf, isOneOf } from '../im-address';
import { fail, pass } from '../observe';
import { quoted } from '../text';

const met: readonly Observation[] = [pass('the URI of To as Request-URI')];
const nothing: readonly Observation[] = [];

/**
 * RFC3261-8.1.1.1-1: the Request-URI of a new request is the URI of To (RFC 3261 §8.1.1.1), compared by §19.1.4; two names of one
 * IM Address are equal. Strict routing moves another URI into the Request-URI, so nothing is said of a request with a Route whose
 * first value has no lr, nor of one that follows a redirection (§8.1.3.4). What cannot be read is judged elsewhere.
 */
export const toIsTarget: FormCheck = {
  requirement: 'RFC3261-8.1.1.1-1',
  kinds: publishOrSubscribe,
  appliesTo: isWholeAndNoRemoval,
  judge(subject, context) {
    const { message } = subject;
    const field = firstField(message, 'to');
    const to = field === undefined ? undefined : readNameAddr(field);
    if (!to?.ok || !isOutsideDialog(subject)) return nothing;
    const { requestUri, requestUriSpan: span } = message.start;
    if (requestUri === to.value.uri) return met;
    if (!readRequestUri(message).ok || isStrictlyRouted(message) || subject.isRedirected) return nothing;
    if (isOneOf(requestUri, [to.value.uri]) || areAliases(requestUri, to.value, subject, context)) return met;
    const what = `Request-URI ${quoted(requestUri)}, but To ${quoted(to.value.uri)}`;
    return [fail(what, { expected: `Request-URI ${to.value.uri}, as in To`, span })];
  },
};

function areAliases(requestUri: string, to: NameAddr, subject: FormSubject, context: JudgeContext): boolean {
  const address = imAddressOf(subject, context);
  return address !== undefined && isOneOf(requestUri, address.uris) && isOneOf(to.uri, address.uris);
}

/** Whether the first Route value is there without lr, or cannot be read (RFC 3261 §8.1.2, §12.2.1.1). */
function isStrictlyRouted(message: SipRequest): boolean {
  const field = firstField(message, 'route');
  if (field === undefined) return false;
  const read = readRoute(field);
  const uri = read.ok ? read.value[0]?.parsed : undefined;
  if (uri === undefined || (uri.kind !== 'sip' && uri.kind !== 'sips')) return true;
  return !uri.params.some(({ name }) => name.toLowerCase() === 'lr');
}
