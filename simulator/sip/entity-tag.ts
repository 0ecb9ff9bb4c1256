import type { HeaderField, Read } from './message';
import { isTokenText } from './octets';
import { shown } from './shown';

/** entity-tag = token (RFC 3903 §11.3): SIP-ETag, SIP-If-Match. Compared octet by octet. */
export function readEntityTag(field: HeaderField): Read<string> {
  if (isTokenText(field.value)) return { ok: true, value: field.value };
  const message = `${shown(field.value)} is no entity-tag, which is one token`;
  return { ok: false, defect: { rule: 'entity-tag', message, span: field.valueSpan } };
}
