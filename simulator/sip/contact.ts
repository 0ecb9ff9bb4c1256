import type { HeaderField, Read } from './message';
import type { NameAddr } from './name-addr';
import { readNameAddrs } from './name-addr';

/** What one Contact row holds. */
export type Contacts = { readonly star: true } | { readonly star: false; readonly contacts: readonly NameAddr[] };

/** Contact = STAR / contact-param *(COMMA contact-param) (RFC 3261 §20.10) */
export function readContacts(field: HeaderField): Read<Contacts> {
  if (field.value === '*') return { ok: true, value: { star: true } };
  const list = readNameAddrs(field);
  return list.ok ? { ok: true, value: { star: false, contacts: list.value } } : list;
}
