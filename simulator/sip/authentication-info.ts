import { Cursor, commaList } from './cursor';
import type { HeaderField, Read } from './message';
import { type Params, readParam } from './params';

/** Authentication-Info = ainfo *(COMMA ainfo): `nextnonce` and others (RFC 3261 §20.6, RFC 7616 §3.5). */
export function readAuthenticationInfo(field: HeaderField): Read<Params> {
  const cursor = Cursor.of(field);
  return cursor.result(
    commaList(cursor, (at) => readParam(at, 'ainfo')),
    'Authentication-Info',
  );
}
