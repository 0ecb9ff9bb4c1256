import type { Seconds } from '../../core/time';
import { readContacts } from '../../sip/contact';
import { fieldsNamed, firstField, type SipMessage, type SipRequest } from '../../sip/message';
import type { NameAddr } from '../../sip/name-addr';
import { paramNamed } from '../../sip/params';
import { urisEqual } from '../../sip/uri-equality';
import { uriIn, userKey } from '../im-address';

/** The Contact values, without a star and what cannot be read. */
export function contactsIn(message: SipMessage): readonly NameAddr[] {
  return fieldsNamed(message, 'contact').flatMap((field) => {
    const read = readContacts(field);
    return read.ok && !read.value.star ? read.value.contacts : [];
  });
}

/** Whether two REGISTERs are for one address-of-record. */
export function isSameAddress(one: SipRequest, other: SipRequest): boolean {
  const [a, b] = [uriIn(one, 'to'), uriIn(other, 'to')];
  return a !== undefined && b !== undefined && (a === b || userKey(a) === userKey(b));
}

/** The flow that a REGISTER is for (RFC 5626 §4.2). */
export function flowOf(message: SipRequest): string | undefined {
  const [contact] = contactsIn(message);
  return contact === undefined ? undefined : paramNamed(contact.params, 'reg-id')?.value;
}

/** What a REGISTER asks for: the `expires` of its first Contact, else Expires (RFC 3261 §10.2.1.1). */
export function askedLifetime(message: SipRequest): Seconds | undefined {
  const [contact] = contactsIn(message);
  return lifetimeOf(contact, message);
}

/**
 * What the 200 to a REGISTER grants its Contact: the `expires` of that Contact, else Expires (RFC 3261 §10.2.4). Among those of other
 * devices it is found by its URI; `undefined` where it cannot be found, and for a REGISTER that only asks.
 */
export function grantedLifetime(request: SipRequest, response: SipMessage): Seconds | undefined {
  const [own] = contactsIn(request);
  if (own === undefined) return undefined;
  const listed = contactsIn(response);
  const found = listed.length === 1 ? listed[0] : listed.find(({ uri }) => uri === own.uri || urisEqual(uri, own.uri));
  return listed.length > 0 && found === undefined ? undefined : lifetimeOf(found, response);
}

function lifetimeOf(contact: NameAddr | undefined, message: SipMessage): Seconds | undefined {
  const own = contact === undefined ? undefined : paramNamed(contact.params, 'expires')?.value;
  const text = own ?? firstField(message, 'expires')?.value ?? '';
  return /^\d{1,10}$/.test(text) ? Number(text) : undefined;
}
