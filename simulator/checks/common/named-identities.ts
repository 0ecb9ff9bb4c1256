import type { Span } from '../../core/span';
import { readIdentities } from '../../sip/identity';
import { firstField, type SipRequest } from '../../sip/message';
import { readNameAddr } from '../../sip/name-addr';

/** An identity of the user in a request. */
export interface NamedIdentity {
  /** Where it stands, in words for people. */
  readonly where: string;
  readonly uri: string;
  readonly span: Span;
}

/** The URIs by which a request names its user: From, To, Request-URI and P-Preferred-Identity; those that can be read. */
export function namedIdentities(message: SipRequest): readonly NamedIdentity[] {
  const { requestUri, requestUriSpan } = message.start;
  const found: NamedIdentity[] = [{ where: 'Request-URI', uri: requestUri, span: requestUriSpan }];
  for (const [key, where] of [
    ['from', 'From'],
    ['to', 'To'],
  ] as const) {
    const field = firstField(message, key);
    const read = field === undefined ? undefined : readNameAddr(field);
    if (field !== undefined && read?.ok) found.push({ where, uri: read.value.uri, span: field.span });
  }
  const preferred = readIdentities(message, 'p-preferred-identity');
  const field = firstField(message, 'p-preferred-identity');
  for (const { uri } of preferred.ok ? preferred.value : []) {
    if (field !== undefined) found.push({ where: 'P-Preferred-Identity', uri, span: field.span });
  }
  return found;
}
