import { readIdentities } from '../sip/identity';
import { firstField, type SipMessage, type SipRequest } from '../sip/message';
import { readNameAddr } from '../sip/name-addr';
import { parseUri } from '../sip/uri';
import { urisEqual } from '../sip/uri-equality';
import type { FormSubject, JudgeContext, Registration } from './check';

/** The URIs that stand for the IM Address, the first one the address itself. */
export interface ImAddress {
  readonly uris: readonly string[];
  /** Learned from the registration, because nobody named it. */
  readonly learned: boolean;
}

/** The IM Address of the user whose client sent the request; `undefined` when neither told nor learned. */
export function imAddressOf(subject: FormSubject, context: JudgeContext): ImAddress | undefined {
  const { learned, registration } = subject;
  if (context.imAddress !== undefined) {
    const uris = [context.imAddress, ...context.imAddressAliases];
    return { uris: [...uris, ...identitiesInPlaceOf(uris, registration)], learned: false };
  }
  if (learned === undefined) return undefined;
  return { uris: [learned.uri, ...learned.aliases, ...context.imAddressAliases], learned: true };
}

/**
 * The identities of the user that an IMS core names where it bars the IM Address: registered, and missing in P-Associated-URI (TS 24.229
 * clause 5.1.1.2.1). A client has to use another one then, and each of them is the user's own.
 */
function identitiesInPlaceOf(uris: readonly string[], registration: Registration | undefined): readonly string[] {
  const { aor, associatedUris } = registration ?? { aor: '', associatedUris: [] };
  if (associatedUris.length === 0 || !isOneOf(aor, uris)) return [];
  return associatedUris.some((uri) => isOneOf(uri, uris)) ? [] : associatedUris;
}

/** Whether a URI is equivalent to one of a list (RFC 3261 section 19.1.4, RFC 3966 section 4). */
export function isOneOf(uri: string, uris: readonly string[]): boolean {
  return uris.includes(uri) || uris.some((known) => urisEqual(uri, known));
}

/** The URI in From or To, where it can be read. */
export function uriIn(message: SipMessage, key: 'from' | 'to'): string | undefined {
  const field = firstField(message, key);
  const read = field === undefined ? undefined : readNameAddr(field);
  return read?.ok ? read.value.uri : undefined;
}

/** Whether a request mentions one of the URIs where requests name users. */
export function names(message: SipRequest, uris: readonly string[]): boolean {
  const isNamed = (uri: string | undefined) => uri !== undefined && isOneOf(uri, uris);
  if (isNamed(message.start.requestUri) || isNamed(uriIn(message, 'from')) || isNamed(uriIn(message, 'to')))
    return true;
  return (['p-preferred-identity', 'p-asserted-identity'] as const).some((key) => {
    const identities = readIdentities(message, key);
    return identities.ok && identities.value.some(({ uri }) => isNamed(uri));
  });
}

/** A key under which a user is found again: user part without needless escapes, host in lower case, digits of a tel URI. */
export function userKey(uri: string): string {
  const read = parseUri(uri);
  if (!read.ok) return `?${uri}`;
  const { value } = read;
  if (value.kind === 'tel') return `tel:${value.global ? '+' : ''}${value.digits}`;
  return value.kind === 'other'
    ? `?${uri}`
    : `${value.kind}:${unescaped(value.user ?? '')}@${value.host.toLowerCase()}`;
}

/** A character and its escape are one, but for those with a meaning of their own (RFC 3261 §19.1.4). */
function unescaped(user: string): string {
  if (!user.includes('%')) return user;
  return user.replace(/%([0-9A-Fa-f]{2})/g, (triplet, digits: string) => {
    const character = String.fromCharCode(Number.parseInt(digits, 16));
    return /[A-Za-z0-9\-_.!~*'()]/.test(character) ? character : triplet.toUpperCase();
  });
}
