import { Cursor, commaList } from './cursor';
import { Field } from './field';
import type { HeaderField, Read } from './message';

/** option-tag *(COMMA option-tag), as written: Require, Proxy-Require, Unsupported (RFC 3261 §20.29, §20.32, §20.40). */
export function readOptionTags(field: HeaderField): Read<readonly string[]> {
  return Field.read(field, optionTagRow);
}

/** Supported may also be empty, which says that no extension is supported (RFC 3261 §20.37). */
export function readSupported(field: HeaderField): Read<readonly string[]> {
  return field.value === '' ? noTags : readOptionTags(field);
}

const noTags: Read<readonly string[]> = { ok: true, value: [] };

function optionTagRow(field: HeaderField): Read<readonly string[]> {
  const cursor = Cursor.of(field);
  return cursor.result(commaList(cursor, optionTag), 'option-tag');
}

function optionTag(cursor: Cursor): string | undefined {
  return cursor.token() ?? cursor.fail('option-tag', 'an option tag is missing');
}
