import type { Span } from '../core/span';
import { Cursor, commaList } from './cursor';
import { Field } from './field';
import type { HeaderField, Read } from './message';

/** One directive to the servers on the way: `proxy`, `no-fork`, `queue` and the like, or a token that we do not know. */
export interface Directive {
  /** In lower case: tokens ignore case. */
  readonly name: string;
  readonly span: Span;
}

/** Request-Disposition = directive *(COMMA directive) (RFC 3841 §10) */
export function readRequestDisposition(field: HeaderField): Read<readonly Directive[]> {
  return Field.read(field, dispositionRow);
}

function dispositionRow(field: HeaderField): Read<readonly Directive[]> {
  const cursor = Cursor.of(field);
  return cursor.result(commaList(cursor, directive), 'directive');
}

function directive(cursor: Cursor): Directive | undefined {
  const start = cursor.at;
  const name = cursor.token();
  if (name === undefined) return cursor.fail('directive', 'a directive is missing');
  return { name: name.toLowerCase(), span: cursor.span(start, cursor.at) };
}
