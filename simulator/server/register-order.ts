import type { Seconds } from '../core/time';
import { readContacts } from '../sip/contact';
import { fieldsNamed, firstField, type SipRequest } from '../sip/message';
import type { NameAddr } from '../sip/name-addr';
import { readDeltaSeconds } from '../sip/numbers';

/** Contacts of one REGISTER, and bindings of one address-of-record. */
export const MAX_CONTACTS = 64;
/** The octets of them: the 200 that lists them has to fit into a datagram. */
export const MAX_CONTACT_OCTETS = 32 * 1_024;

/** What a REGISTER asks for (RFC 3261 §10.3 steps 6 and 7). */
export type RegisterOrder =
  | { readonly kind: 'query' }
  | { readonly kind: 'remove-all' }
  | { readonly kind: 'update'; readonly contacts: readonly NameAddr[]; readonly expires: Seconds | undefined }
  | { readonly kind: 'wrong'; readonly problem: string };

/** Reads Contact and Expires. More contacts than a user has devices are refused, for each is compared with each. */
export function readRegister(message: SipRequest): RegisterOrder {
  const read = readAllContacts(message);
  if ('problem' in read) return { kind: 'wrong', problem: read.problem };
  const { contacts, isStar } = read;
  const expires = readExpires(message);
  if (!isStar) return contacts.length === 0 ? { kind: 'query' } : { kind: 'update', contacts, expires };
  if (contacts.length > 0) return { kind: 'wrong', problem: 'Contact * Beside Other Contacts' };
  return expires === 0 ? { kind: 'remove-all' } : { kind: 'wrong', problem: 'Contact * Without Expires 0' };
}

type AllContacts = { readonly contacts: readonly NameAddr[]; readonly isStar: boolean } | { readonly problem: string };

function readAllContacts(message: SipRequest): AllContacts {
  const contacts: NameAddr[] = [];
  let isStar = false;
  let octets = 0;
  for (const field of fieldsNamed(message, 'contact')) {
    octets += field.value.length;
    if (octets > MAX_CONTACT_OCTETS) return { problem: `Contacts Longer Than ${MAX_CONTACT_OCTETS} Octets` };
    const read = readContacts(field);
    if (!read.ok) return { problem: 'Unreadable Contact' };
    if (read.value.star) isStar = true;
    else contacts.push(...read.value.contacts);
    if (contacts.length > MAX_CONTACTS) return { problem: `More Than ${MAX_CONTACTS} Contacts` };
  }
  return { contacts, isStar };
}

function readExpires(message: SipRequest): Seconds | undefined {
  const field = firstField(message, 'expires');
  const read = field === undefined ? undefined : readDeltaSeconds(field);
  return read?.ok ? read.value : undefined;
}
