import { readContacts } from '../../sip/contact';
import type { HeaderField } from '../../sip/message';
import { type NameAddr, readNameAddr } from '../../sip/name-addr';
import { readRoute } from '../../sip/route';
import type { Uri } from '../../sip/uri';
import { anyRequest } from '../applies';
import type { FormCheck, FormSubject, Observation } from '../check';
import { judgeFaults } from '../common/syntax-faults';
import { fail, pass } from '../observe';
import { hasWholeHeader } from '../truncation';

/** Columns of table 1 in RFC 3261 §19.1.1. */
type Place = 'From and To' | 'a Contact of REGISTER' | 'a Contact of a dialog' | 'Route';

/** What table 1 leaves out in each column. */
const excluded: Readonly<Record<Place, ReadonlySet<string>>> = {
  'From and To': new Set(['port', 'method', 'maddr', 'ttl', 'transport', 'lr', 'headers']),
  'a Contact of REGISTER': new Set(['method', 'lr']),
  'a Contact of a dialog': new Set(['method', 'ttl', 'headers']),
  Route: new Set(['method', 'ttl', 'headers']),
};

/** Requests whose Contact is the remote target of a dialog (RFC 3261 §12.1.1, RFC 3265 §3.1.4.1). */
const dialogMethods: ReadonlySet<string> = new Set(['INVITE', 'NOTIFY', 'REFER', 'SUBSCRIBE', 'UPDATE']);

const met: readonly Observation[] = [pass('SIP URIs with the parts that table 1 allows')];
const noAddresses: readonly NameAddr[] = [];

/**
 * RFC3261-19.1.1-1: a SIP URI has no empty user, no parameter name twice, and only the parts that table 1 allows where it stands
 * (RFC 3261 §19.1.1). Headers part, method parameter and empty user in the Request-URI break RFC3261-7.1-2, which names them; a
 * Contact that belongs to no dialog nor registration, as in OPTIONS or PUBLISH, is not looked at.
 */
export const uriParts: FormCheck = {
  requirement: 'RFC3261-19.1.1-1',
  kinds: anyRequest,
  appliesTo: hasWholeHeader,
  judge(subject) {
    const found = misplacedIn(subject);
    const faults = judgeFaults('RFC3261-19.1.1-1', subject, met);
    if (found === undefined) return faults;
    return faults === met ? found : [...faults, ...found];
  },
};

function misplacedIn({ message }: FormSubject): readonly Observation[] | undefined {
  let found: Observation[] | undefined;
  for (const field of message.headers) {
    const place = placeOf(field.key, message.start.method);
    if (place === undefined) continue;
    const more = misplacedInRow(field, place);
    if (more !== undefined) found = found === undefined ? more : [...found, ...more];
  }
  return found;
}

function misplacedInRow(field: HeaderField, place: Place): Observation[] | undefined {
  if (place === 'From and To') {
    const read = readNameAddr(field);
    return read.ok && !isAllowed(read.value.parsed, place) ? [misplaced(read.value, field, place)] : undefined;
  }
  let found: Observation[] | undefined;
  for (const address of listIn(field)) {
    if (isAllowed(address.parsed, place)) continue;
    found ??= [];
    found.push(misplaced(address, field, place));
  }
  return found;
}

function misplaced({ parsed, uriSpan: span }: NameAddr, { name }: HeaderField, place: Place): Observation {
  const parts = partsOf(parsed).filter((part) => excluded[place].has(part));
  return fail(`${parts.join(', ')} in the URI of ${name}`, {
    expected: `RFC 3261 §19.1.1, table 1: no ${[...excluded[place]].join(', ')} in ${place}`,
    span,
  });
}

function placeOf(key: string, method: string): Place | undefined {
  if (key === 'from' || key === 'to') return 'From and To';
  if (key === 'route') return 'Route';
  if (key !== 'contact') return undefined;
  if (method === 'REGISTER') return 'a Contact of REGISTER';
  return dialogMethods.has(method) ? 'a Contact of a dialog' : undefined;
}

function listIn(field: HeaderField): readonly NameAddr[] {
  if (field.key === 'route') {
    const read = readRoute(field);
    return read.ok ? read.value : noAddresses;
  }
  const read = readContacts(field);
  return read.ok && !read.value.star ? read.value.contacts : noAddresses;
}

/** Whether a URI has nothing but what its place allows. Nearly all have, so nothing is put together to find out. */
function isAllowed(uri: Uri, place: Place): boolean {
  if (uri.kind !== 'sip' && uri.kind !== 'sips') return true;
  const out = excluded[place];
  if (uri.port !== undefined && out.has('port')) return false;
  if (uri.headers.length > 0 && out.has('headers')) return false;
  for (const { name } of uri.params) if (out.has(name.toLowerCase())) return false;
  return true;
}

/** The parts of a SIP URI by the names of table 1. */
function partsOf(uri: Uri): readonly string[] {
  if (uri.kind !== 'sip' && uri.kind !== 'sips') return [];
  const parts = uri.params.map(({ name }) => name.toLowerCase());
  if (uri.port !== undefined) parts.unshift('port');
  if (uri.headers.length > 0) parts.push('headers');
  return parts;
}
