import type { Span } from '../core/span';
import { Cursor, commaList } from './cursor';
import { Field } from './field';
import type { HeaderField, Read } from './message';
import type { Params } from './params';
import { readParam, readParams } from './params';

/** One `ac-value` (RFC 3841 §10). */
export interface AcValue {
  /** Whether it starts with the "*" that the grammar demands; without it the rest is read all the same. */
  readonly star: boolean;
  readonly params: Params;
  readonly span: Span;
}

/** Accept-Contact = ac-value *(COMMA ac-value); ac-value = "*" *(SEMI ac-params) */
export function readAcceptContact(field: HeaderField): Read<readonly AcValue[]> {
  return Field.read(field, acceptContactRow);
}

function acceptContactRow(field: HeaderField): Read<readonly AcValue[]> {
  const cursor = Cursor.of(field);
  return cursor.result(commaList(cursor, acValue), 'ac-value');
}

function acValue(cursor: Cursor): AcValue | undefined {
  const start = cursor.at;
  const star = cursor.token() === '*';
  if (!star) cursor.at = start;
  // Left out, the "*" leaves either a parameter or a semicolon in its place.
  const first = star || cursor.peek() === ';' ? [] : readParam(cursor, 'ac-value');
  const params = first && readParams(cursor);
  if (first === undefined || params === undefined) return undefined;
  return { star, params: [first, params].flat(), span: cursor.span(start, cursor.at) };
}
