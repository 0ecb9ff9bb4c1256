import { readContacts } from '../../sip/contact';
import { readIdentity } from '../../sip/identity';
import type { HeaderField, SipMessage } from '../../sip/message';
import { type NameAddr, readNameAddr } from '../../sip/name-addr';
import { anyRequest } from '../applies';
import type { Answer, FormCheck, FormSubject, Observation } from '../check';
import { isSound, judgeFaults } from '../common/syntax-faults';
import { fail, pass } from '../observe';
import { quoted } from '../text';
import { hasWholeHeader } from '../truncation';

/** Parameters that belong to URIs: behind an address without brackets they were meant as part of it. */
const uriParams: ReadonlySet<string> = new Set([
  'transport',
  'user',
  'method',
  'maddr',
  'ttl',
  'lr',
  'comp',
  'gr',
  'ob',
]);

const expected = 'the URI in angle brackets, its parameters with it';
const met: readonly Observation[] = [pass('angle brackets around every URI that needs them')];
const nothing: readonly Observation[] = [];
const noAddresses: readonly NameAddr[] = [];

/**
 * RFC3261-20-1: a URI with comma, semicolon or question mark stands in angle brackets (RFC 3261 §20, §20.10; RFC 8217 §3). Without
 * them what follows a semicolon belongs to the header field; where its name is one of URI parameters, the brackets were lost.
 * P-Preferred-Identity, which has no parameters of its own, then breaks RFC3325-9.2-2 as well. From and To of a response are the
 * word of the other side.
 */
export const brackets: FormCheck = {
  requirement: 'RFC3261-20-1',
  kinds: anyRequest,
  judge: (subject) => bracketsOf(subject, false),
  judgeAnswer: (answer) => bracketsOf(answer, true),
};

function bracketsOf(seen: FormSubject | Answer, isAnswer: boolean): readonly Observation[] {
  if (!hasWholeHeader(seen)) return nothing;
  const faults = judgeFaults('RFC3261-20-1', seen, met);
  let found: Observation[] | undefined;
  for (const field of seen.message.headers) {
    if (isAnswer && (field.key === 'from' || field.key === 'to')) continue;
    const lost = lostIn(field, seen.message);
    if (lost === undefined) continue;
    if (found === undefined) found = [lost];
    else found.push(lost);
  }
  if (found === undefined) return faults;
  return faults === met ? found : [...faults, ...found];
}

function lostIn(field: HeaderField, message: SipMessage): Observation | undefined {
  switch (field.key) {
    case 'from':
    case 'to':
    case 'reply-to': {
      const read = readNameAddr(field);
      return read.ok ? lostAround(read.value, field, message) : undefined;
    }
    case 'contact':
      return lostInContact(field, message);
    case 'p-preferred-identity':
    case 'p-asserted-identity':
      return lostIdentity(field, message);
    default:
      return undefined;
  }
}

function lostInContact(field: HeaderField, message: SipMessage): Observation | undefined {
  const read = readContacts(field);
  for (const address of read.ok && !read.value.star ? read.value.contacts : noAddresses) {
    const lost = lostAround(address, field, message);
    if (lost !== undefined) return lost;
  }
  return undefined;
}

function lostAround(
  { brackets: isBracketed, params, uri }: NameAddr,
  field: HeaderField,
  message: SipMessage,
): Observation | undefined {
  if (isBracketed) return undefined;
  const param = params.find(({ key }) => uriParams.has(key));
  if (param === undefined || !isSound(field, message)) return undefined;
  return fail(`parameter ${quoted(param.name)} behind ${quoted(uri)} without brackets`, { expected, span: param.span });
}

/** These cannot be read with a parameter behind the address: then the reader stops in front of it. */
function lostIdentity(field: HeaderField, message: SipMessage): Observation | undefined {
  const read = readIdentity(field);
  if (read.ok || !isSound(field, message)) return undefined;
  const { rule, span } = read.defect;
  const index = span.start - field.valueSpan.start;
  const isQuestion = rule === 'RFC 3261 §20';
  const name = /^;[ \t]*([^ \t;=,]*)/.exec(field.value.slice(index))?.[1]?.toLowerCase() ?? '';
  const before = field.value.slice(0, index);
  const isBare = !before.slice(before.lastIndexOf(',') + 1).includes('<');
  if (!isQuestion && !(isBare && uriParams.has(name))) return undefined;
  return fail(`${field.name} ${quoted(field.value)} without brackets`, { expected, span });
}
