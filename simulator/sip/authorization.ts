import { Cursor, commaList } from './cursor';
import type { HeaderField, Read } from './message';
import type { Params } from './params';
import { readParam } from './params';
import { shown } from './shown';

/** Credentials or a challenge: one scheme with its parameters; a row holds exactly one (RFC 3261 §20.7). */
export interface AuthHeader {
  /** As written; compared case-insensitively. */
  readonly scheme: string;
  readonly params: Params;
}

/** credentials = ("Digest" LWS digest-response) / other-response: Authorization, Proxy-Authorization. */
export function readCredentials(field: HeaderField): Read<AuthHeader> {
  return read(field, 'credentials');
}

/** challenge = ("Digest" LWS digest-cln *(COMMA digest-cln)) / other-challenge: WWW-Authenticate, Proxy-Authenticate. */
export function readChallenge(field: HeaderField): Read<AuthHeader> {
  return read(field, 'challenge');
}

function read(field: HeaderField, rule: string): Read<AuthHeader> {
  const cursor = Cursor.of(field);
  return cursor.result(authHeader(cursor, rule), rule);
}

/** auth-scheme LWS auth-param *(COMMA auth-param) */
function authHeader(cursor: Cursor, rule: string): AuthHeader | undefined {
  const scheme = cursor.token();
  const end = cursor.at;
  cursor.skipBlanks();
  if (scheme === undefined || cursor.at === end) return cursor.fail(rule, 'a scheme and parameters are due', 0);
  const params = commaList(cursor, (at) => readParam(at, 'auth-param'));
  const flag = params?.find((param) => param.value === undefined);
  if (flag !== undefined) return cursor.failAt('auth-param', `parameter ${shown(flag.name)} has no value`, flag.span);
  return params && { scheme, params };
}
