import type { Span } from '../core/span';
import { Cursor } from './cursor';
import { Field } from './field';
import type { HeaderField, Read } from './message';

/** One `priv-value`: `header`, `session`, `user`, `none`, `critical`, `id` or another token. */
export interface PrivacyValue {
  /** In lower case: tokens ignore case. */
  readonly value: string;
  readonly span: Span;
}

/** Privacy-hdr = priv-value *(";" priv-value) (RFC 3323 §4.2) */
export function readPrivacy(field: HeaderField): Read<readonly PrivacyValue[]> {
  return Field.read(field, privacyRow);
}

function privacyRow(field: HeaderField): Read<readonly PrivacyValue[]> {
  const cursor = Cursor.of(field);
  const values: PrivacyValue[] = [];
  do {
    const start = cursor.at;
    const value = cursor.token();
    if (value === undefined) return cursor.result<readonly PrivacyValue[]>(undefined, 'priv-value');
    values.push({ value: value.toLowerCase(), span: cursor.span(start, cursor.at) });
  } while (cursor.separator(';'));
  return cursor.result<readonly PrivacyValue[]>(values, 'priv-value');
}
