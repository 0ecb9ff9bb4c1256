import { Cursor, commaList, readRows } from './cursor';
import { Field } from './field';
import type { HeaderField, Read, SipMessage } from './message';
import { fieldsNamed } from './message';
import type { NameAddr } from './name-addr';
import { nameAddr } from './name-addr';
import { bracketedAddr } from './route';

/**
 * All values of an identity header field in order. P-Preferred-Identity and P-Asserted-Identity have no header parameters
 * (RFC 3325 §9.1, §9.2); P-Associated-URI has them, wants brackets, and may be empty (RFC 7315 §5.1).
 */
export function readIdentities(
  message: SipMessage,
  key: 'p-preferred-identity' | 'p-asserted-identity' | 'p-associated-uri',
): Read<readonly NameAddr[]> {
  return readRows(fieldsNamed(message, key), key === 'p-associated-uri' ? readAssociated : readIdentity);
}

/** Reads one row of P-Preferred-Identity or P-Asserted-Identity. */
export function readIdentity(field: HeaderField): Read<readonly NameAddr[]> {
  return Field.read(field, identityRow);
}

function identityRow(field: HeaderField): Read<readonly NameAddr[]> {
  const cursor = Cursor.of(field);
  const list = commaList(cursor, (at) => nameAddr(at, false));
  return cursor.result(list, 'P-Preferred-Identity');
}

function readAssociated(field: HeaderField): Read<readonly NameAddr[]> {
  if (field.value === '') return { ok: true, value: [] };
  const cursor = Cursor.of(field);
  return cursor.result(commaList(cursor, bracketedAddr), 'P-Associated-URI');
}
