import { readCredentials } from '../../sip/authorization';
import { readIdentities } from '../../sip/identity';
import { fieldsNamed, firstField, type SipRequest } from '../../sip/message';
import { type NameAddr, readNameAddr } from '../../sip/name-addr';
import { paramNamed } from '../../sip/params';
import { parseUri } from '../../sip/uri';
import type { FormSubject, JudgeContext, Observation } from '../check';
import { identityRuleOf } from '../identity-rule';
import { type ImAddress, imAddressOf, isOneOf } from '../im-address';
import { fail, inconc, info, pass } from '../observe';
import { quoted } from '../text';

type IdentityKey = 'p-preferred-identity' | 'p-asserted-identity';

const written: Readonly<Record<IdentityKey, string>> = {
  'p-preferred-identity': 'P-Preferred-Identity',
  'p-asserted-identity': 'P-Asserted-Identity',
};

/** The deciding header names the IM Address (decision D-04). */
export function judgeOriginator(subject: FormSubject, context: JudgeContext): readonly Observation[] {
  const address = imAddressOf(subject, context);
  const [own] = address?.uris ?? [];
  if (address === undefined || own === undefined) {
    return [
      inconc('the originator cannot be compared: the IM Address was neither configured nor seen in a registration'),
    ];
  }
  const learned = address.learned ? [info(`IM Address ${quoted(own)} learned from the registration`)] : [];
  return [...judgeBy(subject, context, address), ...learned];
}

function judgeBy(subject: FormSubject, context: JudgeContext, address: ImAddress): readonly Observation[] {
  switch (identityRuleOf(context)) {
    case 'ppi-required':
      return [judgeIdentity(subject.message, 'p-preferred-identity', address)];
    case 'ppi-or-default':
      return [judgeIdentityOrDefault(subject, address)];
    case 'pai':
      return [judgeIdentity(subject.message, 'p-asserted-identity', address)];
    case 'from':
      return [judgeFrom(subject.message, address), ...judgeCredentials(subject.message, context, address)];
    case 'from-or-ppi': {
      const byFrom = judgeFrom(subject.message, address);
      if (byFrom.outcome === 'pass') return [byFrom, ...judgeCredentials(subject.message, context, address)];
      const byIdentity = judgeIdentity(subject.message, 'p-preferred-identity', address);
      return [byIdentity.outcome === 'pass' ? byIdentity : byFrom];
    }
  }
}

function judgeIdentity(message: SipRequest, key: IdentityKey, address: ImAddress): Observation {
  const name = written[key];
  const expected = `${name} with ${address.uris[0]}`;
  const [field] = fieldsNamed(message, key);
  if (field === undefined) {
    const other = key === 'p-preferred-identity' ? firstField(message, 'p-asserted-identity') : undefined;
    const instead = other === undefined ? '' : '; P-Asserted-Identity is the word of the core, not of a client';
    const details = { expected, actual: 'missing', span: other?.span ?? message.start.span };
    return fail(`no ${name} header field${instead}`, details);
  }
  const read = readIdentities(message, key);
  if (!read.ok) return fail(`${name}: ${read.defect.message}`, { expected, span: read.defect.span });
  const identities = decidingIdentities(read.value);
  const match = identities.find(({ uri }) => isOneOf(uri, address.uris));
  if (match !== undefined) return pass(`${name} ${quoted(match.uri)}`, { span: match.uriSpan });
  const span = identities[0]?.uriSpan ?? field.valueSpan;
  return fail(`${name} ${quoted(field.value)} names another identity`, { expected, span });
}

/** The first sip or sips URI and the first tel URI: receivers ignore what is beyond (RFC 5876 §4.5). */
function decidingIdentities(identities: readonly NameAddr[]): readonly NameAddr[] {
  const kindOf = ({ uri }: NameAddr): string => {
    const read = parseUri(uri);
    return read.ok ? read.value.kind : 'other';
  };
  const sip = identities.find((identity) => kindOf(identity).startsWith('sip'));
  const tel = identities.find((identity) => kindOf(identity) === 'tel');
  return [sip, tel].filter((identity) => identity !== undefined);
}

/** Without the header the core asserts the default identity, the first P-Associated-URI value. */
function judgeIdentityOrDefault({ message, registration }: FormSubject, address: ImAddress): Observation {
  if (firstField(message, 'p-preferred-identity') !== undefined) {
    return judgeIdentity(message, 'p-preferred-identity', address);
  }
  const standard = registration?.associatedUris[0];
  if (standard === undefined) {
    return inconc('no P-Preferred-Identity, and the default identity is unknown: no P-Associated-URI was seen');
  }
  if (isOneOf(standard, address.uris)) return pass(`no P-Preferred-Identity; the core asserts ${quoted(standard)}`);
  const expected = `P-Preferred-Identity with ${address.uris[0]}`;
  const details = { expected, actual: 'missing', span: message.start.span };
  return fail(`no P-Preferred-Identity, so the core asserts ${quoted(standard)}`, details);
}

function judgeFrom(message: SipRequest, address: ImAddress): Observation {
  const expected = `From with ${address.uris[0]}`;
  const field = firstField(message, 'from');
  if (field === undefined) {
    return fail('no From header field names the originator', { expected, actual: 'missing', span: message.start.span });
  }
  const read = readNameAddr(field);
  // Item 1 fails for the syntax; whom it would have named cannot be said.
  if (!read.ok) return inconc(`From cannot be read: ${read.defect.message}`, { expected, span: read.defect.span });
  const { uri, uriSpan: span } = read.value;
  if (isOneOf(uri, address.uris)) return pass(`From ${quoted(uri)}`, { span });
  return fail(`From ${quoted(uri)}${isAnonymous(uri) ? ' is anonymous' : ''}`, { expected, span });
}

/** RFC 3323 §4.1.1.3, RFC 3261 §8.1.1.3 */
function isAnonymous(uri: string): boolean {
  return /^sips?:anonymous@|@anonymous\.invalid(?:[;:?]|$)/i.test(uri);
}

/** Digest credentials belong to the same user; where nobody knows whose they are, nothing is said. */
function judgeCredentials(message: SipRequest, context: JudgeContext, address: ImAddress): readonly Observation[] {
  const found = credentialsIn(message);
  const [first] = found;
  if (first === undefined) return [];
  const belonging = context.username === undefined ? namesOf(address) : [context.username];
  const own = found.find(({ username }) => belonging.includes(username));
  if (own !== undefined) return [pass(`Digest username ${quoted(own.username)}`, { span: own.span })];
  if (context.username === undefined) return [];
  const expected = `Digest username "${context.username}"`;
  return [fail(`Digest username ${quoted(first.username)} is another user`, { expected, span: first.span })];
}

function credentialsIn(message: SipRequest) {
  return ['authorization', 'proxy-authorization'].flatMap((key) =>
    fieldsNamed(message, key).flatMap((field) => {
      const read = readCredentials(field);
      if (!read.ok || read.value.scheme.toLowerCase() !== 'digest') return [];
      const username = paramNamed(read.value.params, 'username');
      // A hashed user name (RFC 7616 §3.4.4) tells nothing.
      const isHashed = paramNamed(read.value.params, 'userhash')?.value?.toLowerCase() === 'true';
      return username?.value === undefined || isHashed ? [] : [{ username: username.value, span: username.span }];
    }),
  );
}

/** The user names that are surely the user's: `alice` and `alice@example.com`. */
function namesOf({ uris }: ImAddress): readonly string[] {
  return uris.flatMap((uri) => {
    const read = parseUri(uri);
    if (!read.ok || (read.value.kind !== 'sip' && read.value.kind !== 'sips') || read.value.user === undefined)
      return [];
    return [read.value.user, `${read.value.user}@${read.value.host}`];
  });
}
