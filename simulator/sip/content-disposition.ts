import type { Span } from '../core/span';
import { Cursor } from './cursor';
import { Field } from './field';
import type { HeaderField, Read } from './message';
import { type Params, readParams } from './params';

export interface ContentDisposition {
  /** In lower case: `render`, `session`, `icon`, `alert` or another token. */
  readonly type: string;
  readonly typeSpan: Span;
  readonly params: Params;
}

/** Content-Disposition = disp-type *(SEMI disp-param) (RFC 3261 §20.11) */
export function readContentDisposition(field: HeaderField): Read<ContentDisposition> {
  return Field.read(field, contentDispositionRow);
}

function contentDispositionRow(field: HeaderField): Read<ContentDisposition> {
  const cursor = Cursor.of(field);
  return cursor.result(contentDisposition(cursor), 'Content-Disposition');
}

function contentDisposition(cursor: Cursor): ContentDisposition | undefined {
  const type = cursor.token();
  const end = cursor.at;
  if (type === undefined) return cursor.fail('disp-type', 'the disposition type is missing');
  const params = readParams(cursor);
  return params && { type: type.toLowerCase(), typeSpan: cursor.span(0, end), params };
}
