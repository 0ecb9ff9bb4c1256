import { Cursor, commaList } from './cursor';
import { Field } from './field';
import type { HeaderField, Read } from './message';

/** Content-Encoding = content-coding *(COMMA content-coding), in lower case, in the order applied (RFC 3261 §20.12). */
export function readContentCodings(field: HeaderField): Read<readonly string[]> {
  return Field.read(field, contentCodingRow);
}

function contentCodingRow(field: HeaderField): Read<readonly string[]> {
  const cursor = Cursor.of(field);
  return cursor.result(commaList(cursor, contentCoding), 'content-coding');
}

function contentCoding(cursor: Cursor): string | undefined {
  return cursor.token()?.toLowerCase() ?? cursor.fail('content-coding', 'a content coding is missing');
}
