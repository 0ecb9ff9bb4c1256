import type { Span } from '../core/span';
import { Cursor, commaList, readRows } from './cursor';
import type { HeaderField, Read, SipMessage } from './message';
import { fieldsNamed } from './message';
import type { Params } from './params';
import { readParams } from './params';

/** One security mechanism with its parameters. */
export interface SecurityMechanism {
  /** In lower case: `ipsec-3gpp`, `tls`, `digest`. */
  readonly name: string;
  readonly params: Params;
  readonly span: Span;
}

/** The header fields of RFC 3329 §2.2. */
export type SecurityRow = 'security-client' | 'security-server' | 'security-verify';

/** All values of Security-Client, Security-Server or Security-Verify in order; none without such a row. */
export function readSecurityMechanisms(message: SipMessage, key: SecurityRow): Read<readonly SecurityMechanism[]> {
  return readRows(fieldsNamed(message, key), readSecurityRow);
}

/** sec-mechanism *(COMMA sec-mechanism) (RFC 3329 §2.2) */
function readSecurityRow(field: HeaderField): Read<readonly SecurityMechanism[]> {
  const cursor = Cursor.of(field);
  return cursor.result(commaList(cursor, securityMechanism), 'sec-mechanism');
}

/** sec-mechanism = mechanism-name *(SEMI mech-parameters) */
function securityMechanism(cursor: Cursor): SecurityMechanism | undefined {
  cursor.skipBlanks();
  const start = cursor.at;
  const name = cursor.token();
  if (name === undefined) return cursor.fail('mechanism-name', 'a security mechanism without a name');
  const params = readParams(cursor);
  return params && { name: name.toLowerCase(), params, span: cursor.span(start, cursor.at) };
}
