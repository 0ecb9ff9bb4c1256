import { Cursor, commaList, readRows } from './cursor';
import { Field } from './field';
import type { HeaderField, Read, SipMessage } from './message';
import { fieldsNamed } from './message';
import type { NameAddr } from './name-addr';
import { nameAddr } from './name-addr';

/** All values of a route header field in order; each is a name-addr, so brackets are a must (RFC 3261 §20.34). */
export function readRoutes(
  message: SipMessage,
  key: 'route' | 'record-route' | 'service-route' | 'path',
): Read<readonly NameAddr[]> {
  return readRows(fieldsNamed(message, key), readRoute);
}

/** Reads one row. */
export function readRoute(field: HeaderField): Read<readonly NameAddr[]> {
  return Field.read(field, routeRow);
}

function routeRow(field: HeaderField): Read<readonly NameAddr[]> {
  const cursor = Cursor.of(field);
  return cursor.result(commaList(cursor, bracketedAddr), 'route-param');
}

/** name-addr *(SEMI generic-param) */
export function bracketedAddr(cursor: Cursor): NameAddr | undefined {
  cursor.skipBlanks();
  const start = cursor.at;
  const address = nameAddr(cursor, true);
  if (address === undefined || address.brackets) return address;
  return cursor.fail('name-addr', 'the address has to stand in angle brackets', start, cursor.at);
}
