import type { SipRequest } from '../../sip/message';
import type { NameAddr } from '../../sip/name-addr';
import { isOfRequestUri, readRequestUri } from '../../sip/request-uri';
import { readRoutes } from '../../sip/route';
import type { FormSubject, JudgeContext, Observation } from '../check';
import { imAddressOf, isOneOf } from '../im-address';
import { fail, inconc, info, pass } from '../observe';
import { quoted } from '../text';

/** The Request-URI is the IM Address: URI equivalence of RFC 3261 §19.1.4 and RFC 3966 §4 (decision D-13). A redirection sends the client elsewhere. */
export function judgeRequestUri(subject: FormSubject, context: JudgeContext): readonly Observation[] {
  const { message } = subject;
  const { requestUri, requestUriSpan: span } = message.start;
  // RFC3261-7.1-1 fails for a start line of two parts.
  if (requestUri === '') return [inconc('there is no Request-URI to look at', { span: message.start.span })];
  // What is left of the target of a redirection, RFC3261-8.1.3.4-2 and RFC3261-7.1-2 judge.
  if (subject.isRedirected) return [];
  const problem = syntaxProblem(message);
  const address = imAddressOf(subject, context);
  const [own] = address?.uris ?? [];
  const expected = own === undefined ? 'a URI by RFC 3261 §19.1.1, table 1' : `${own}, the IM Address`;
  if (problem !== undefined) return [fail(`Request-URI ${quoted(requestUri)}: ${problem}`, { expected, span })];
  if (address === undefined || own === undefined) {
    const why = 'the IM Address is unknown: it was neither configured nor seen in a registration';
    return [inconc(`Request-URI ${quoted(requestUri)} cannot be compared; ${why}`, { span })];
  }
  const learned = address.learned ? [info(`IM Address ${quoted(own)} learned from the registration`, { span })] : [];
  if (isOneOf(requestUri, address.uris)) return [pass(`Request-URI ${quoted(requestUri)}`, { span }), ...learned];
  const target = strictTarget(message);
  if (target !== undefined && isOneOf(target.uri, address.uris)) {
    return [pass(`strict routing: ${quoted(target.uri)} as last Route value`, { span: target.uriSpan }), ...learned];
  }
  const route = target === undefined ? '' : `, last Route value ${quoted(target.uri)}`;
  return [fail(`Request-URI ${quoted(requestUri)}${route}`, { expected, span }), ...learned];
}

/** Why the Request-URI is none: brackets, blanks, a headers part, or what the parser found in it. */
function syntaxProblem(message: SipRequest): string | undefined {
  const read = readRequestUri(message);
  if (!read.ok) return read.defect.message;
  return message.defects.find((defect) => isOfRequestUri(defect, message))?.message;
}

/** The last Route value when the first one has no lr parameter: strict routing moves the target there (RFC 3261 §16.12). */
function strictTarget(message: SipRequest): NameAddr | undefined {
  const read = readRoutes(message, 'route');
  const [first] = read.ok ? read.value : [];
  if (!read.ok || first === undefined || /;lr(?:[=;?]|$)/i.test(first.uri)) return undefined;
  return read.value.at(-1);
}
