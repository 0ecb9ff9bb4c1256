import { readAcceptContact } from '../sip/accept-contact';
import { readContacts } from '../sip/contact';
import { readEvent } from '../sip/event';
import { readMediaType } from '../sip/media-type';
import type { HeaderField, SipMessage } from '../sip/message';
import { readNameAddr, readNameAddrs } from '../sip/name-addr';
import type { Params } from '../sip/params';
import { readVia } from '../sip/via';
import type { Breach } from './breach';
import { quoted } from './text';

/** The parameters of each value in a row; none where the row cannot be read, which another rule tells. */
const readers: ReadonlyMap<string, (field: HeaderField) => readonly Params[]> = new Map([
  ['from', one(readNameAddr)],
  ['to', one(readNameAddr)],
  ['via', many(readVia)],
  ['contact', contacts],
  ['route', many(readNameAddrs)],
  ['event', one(readEvent)],
  ['accept-contact', many(readAcceptContact)],
  ['content-type', one(readMediaType)],
]);

/**
 * Parameter names that stand twice in one value, letter case ignored (RFC 3261 §7.3.1). The values of a comma list are separate,
 * and the parameters of a URI between angle brackets are those of the URI.
 */
export function repeatedParams({ headers }: SipMessage): readonly Breach[] {
  const suspects = headers.filter(({ value }) => value.indexOf(';') !== value.lastIndexOf(';'));
  return suspects.flatMap((field) => {
    const read = readers.get(field.key);
    if (read === undefined || !mayRepeat(field.value)) return [];
    return read(field).flatMap((params) =>
      params
        .filter(({ key }, index) => params.findIndex((other) => other.key === key) < index)
        .map(({ name, span }) => ({ message: `parameter ${quoted(name)} of ${field.name} twice in one value`, span })),
    );
  });
}

/** Whether a name behind a semicolon comes twice, whatever is a parameter there: spares reading what surely has no repeats. */
function mayRepeat(value: string): boolean {
  let at = value.indexOf(';');
  if (at < 0 || value.indexOf(';', at + 1) < 0) return false;
  const names: string[] = [];
  for (; at >= 0; at = value.indexOf(';', at + 1)) {
    const name = nameAt(value, at + 1);
    if (names.includes(name)) return true;
    names.push(name);
  }
  return false;
}

function nameAt(value: string, start: number): string {
  name.lastIndex = start;
  return name.exec(value)?.[1]?.toLowerCase() ?? '';
}

const name = /[ \t]*([^ \t;=,>]*)/y;

type Read<T> = { readonly ok: true; readonly value: T } | { readonly ok: false };
type WithParams = { readonly params: Params };

function one(read: (field: HeaderField) => Read<WithParams>) {
  return (field: HeaderField): readonly Params[] => {
    const value = read(field);
    return value.ok ? [value.value.params] : [];
  };
}

function many(read: (field: HeaderField) => Read<readonly WithParams[]>) {
  return (field: HeaderField): readonly Params[] => {
    const values = read(field);
    return values.ok ? values.value.map(({ params }) => params) : [];
  };
}

function contacts(field: HeaderField): readonly Params[] {
  const read = readContacts(field);
  return read.ok && !read.value.star ? read.value.contacts.map(({ params }) => params) : [];
}
