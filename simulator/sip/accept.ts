import { Cursor, commaList } from './cursor';
import type { MediaType } from './media-type';
import { mediaRange } from './media-type';
import type { HeaderField, Read } from './message';

/** Accept = [accept-range *(COMMA accept-range)]; an empty Accept means that nothing is acceptable (RFC 3261 §20.1). */
export function readAccept(field: HeaderField): Read<readonly MediaType[]> {
  if (field.value === '') return { ok: true, value: [] };
  const cursor = Cursor.of(field);
  return cursor.result(commaList(cursor, mediaRange), 'accept-range');
}
