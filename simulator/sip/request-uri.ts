import { shift } from '../core/span';
import type { Defect, Read, RequestLine, SipRequest } from './message';
import type { Uri } from './uri';
import { parseUri } from './uri';

/** The Request-URI, which has neither a headers part nor a method parameter (RFC 3261 §19.1.1, table 1). */
export function readRequestUri({ start }: SipRequest): Read<Uri> {
  if (start === last?.line) return last.read;
  const read = requestUri(start);
  last = { line: start, read };
  return read;
}

/** What came of the request line read last: many look at the same one, one after the other. */
let last: { readonly line: RequestLine; readonly read: Read<Uri> } | undefined;

function requestUri({ requestUri, requestUriSpan }: RequestLine): Read<Uri> {
  const read = parseUri(requestUri);
  if (!read.ok) return { ok: false, defect: { ...read.defect, span: shift(read.defect.span, requestUriSpan.start) } };
  const uri = read.value;
  if (uri.kind !== 'sip' && uri.kind !== 'sips') return read;
  const isMethod = ({ name }: { readonly name: string }): boolean => name.toLowerCase() === 'method';
  const excluded =
    uri.headers.length > 0 ? 'a headers part' : uri.params.some(isMethod) ? 'a method parameter' : undefined;
  if (excluded === undefined) return read;
  return {
    ok: false,
    defect: { rule: 'Request-URI', message: `a Request-URI has no ${excluded.slice(2)}`, span: requestUriSpan },
  };
}

/** The parser's rules for the Request-URI itself: its characters, blanks within, its scheme. */
const uriRules: ReadonlySet<string> = new Set(['Request-URI', 'SIP-URI', 'escaped']);

/**
 * Whether a defect of the message is one of the Request-URI itself. What else may be wrong with the start line (a version missing
 * or unknown, blanks between the parts) is a matter of RFC 3261 §7.1, even where it shows at the end of the URI.
 */
export function isOfRequestUri({ rule, span }: Defect, { start }: SipRequest): boolean {
  const { requestUriSpan } = start;
  return uriRules.has(rule) && span.start >= requestUriSpan.start && span.end <= requestUriSpan.end;
}
