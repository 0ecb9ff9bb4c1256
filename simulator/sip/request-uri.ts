import { shift } from '../core/span';
import type { Read, SipRequest } from './message';
import type { Uri } from './uri';
import { parseUri } from './uri';

/** The Request-URI, which has neither a headers part nor a method parameter (RFC 3261 §19.1.1, table 1). */
export function readRequestUri(request: SipRequest): Read<Uri> {
  const { requestUri, requestUriSpan } = request.start;
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
