import { type Span, shift } from '../../core/span';
import { readCredentials } from '../../sip/authorization';
import type { HeaderField } from '../../sip/message';
import { type Param, paramNamed } from '../../sip/params';
import { readRequestUri } from '../../sip/request-uri';
import { readRoute } from '../../sip/route';
import { parseUri } from '../../sip/uri';
import { urisEqual } from '../../sip/uri-equality';
import { registerPublishOrSubscribe } from '../applies';
import type { FormCheck, FormSubject, Observation } from '../check';
import { isLoose, isLooseText } from '../common/loose-route';
import { showsProxy } from '../common/via-proxy';
import { fail, pass, warn } from '../observe';
import { quoted } from '../text';
import { hasWholeHeader } from '../truncation';

const met: readonly Observation[] = [pass('the Request-URI in the credentials')];
const nothing: readonly Observation[] = [];

/**
 * RFC3261-22.4-1: the uri of the credentials stands in quotes and is the Request-URI (RFC 3261 §22.4, RFC 8760 §2.6). An equivalent
 * URI is a warning: servers compare octets. For a REGISTER the URI of the home domain is right. Strict routing and proxies change the
 * Request-URI after the credentials were made.
 */
export const credentialsUri: FormCheck = {
  requirement: 'RFC3261-22.4-1',
  kinds: [...registerPublishOrSubscribe, 'settings-subscribe-in-dialog'],
  appliesTo: (subject, { rules }) => rules.capture_point === 'client-edge' && hasWholeHeader(subject),
  judge(subject) {
    let found: readonly Observation[] = nothing;
    for (const field of subject.message.headers) {
      if (field.key !== 'authorization' && field.key !== 'proxy-authorization') continue;
      const seen = judgeField(field, subject);
      if (seen.some(({ outcome }) => outcome !== 'pass')) return seen;
      if (seen.length > 0) found = seen;
    }
    return found;
  },
};

function judgeField(field: HeaderField, subject: FormSubject): readonly Observation[] {
  const read = readCredentials(field);
  if (!read.ok) return judgeUnreadable(field);
  if (read.value.scheme.toLowerCase() !== 'digest') return nothing;
  const expected = `uri="${subject.message.start.requestUri}"`;
  const uri = paramNamed(read.value.params, 'uri');
  if (uri?.value === undefined) return [fail('credentials without uri', { expected, span: field.valueSpan })];
  if (!uri.quoted) return [fail('an unquoted uri in the credentials', { expected, span: uri.span })];
  return judgeUri(uri, expected, subject);
}

/** A URI is no token, so credentials in which it is not quoted cannot be read at all; other faults of them are judged elsewhere. */
function judgeUnreadable({ value, valueSpan }: HeaderField): readonly Observation[] {
  const place = unquotedUri(value);
  if (place === undefined) return nothing;
  const span = shift(place, valueSpan.start);
  return [fail('an unquoted uri in the credentials', { expected: 'the URI in quotes', span })];
}

/** Where `uri=` stands outside quoted strings with something else than a quote behind it. */
function unquotedUri(value: string): Span | undefined {
  let isQuoted = false;
  for (let index = 0; index < value.length; index += 1) {
    const character = value[index];
    if (isQuoted && character === '\\') index += 1;
    else if (character === '"') isQuoted = !isQuoted;
    else if (!isQuoted && (character === ',' || character === ' ' || character === '\t')) {
      const match = uriParam.exec(value.slice(index + 1, index + 1 + LONGEST));
      if (match !== null) return { start: index + 1, end: index + 1 + match[0].length };
    }
  }
  return undefined;
}

/** As much of a row as is looked at for a parameter. */
const LONGEST = 1_000;
const uriParam = /^uri\s*=\s*[^"\s,][^\s,]*/i;

function judgeUri(uri: Param, expected: string, subject: FormSubject): readonly Observation[] {
  const { message } = subject;
  const { requestUri, method } = message.start;
  const text = uri.value ?? '';
  if (text === requestUri) return met;
  if (isRewritten(subject)) return nothing;
  const details = { expected, span: uri.span };
  if (urisEqual(text, requestUri))
    return [warn(`uri ${quoted(text)} is equivalent to the Request-URI, not equal`, details)];
  if (method === 'REGISTER' && isSameDomain(text, requestUri)) return met;
  return [fail(`uri ${quoted(text)} is not the Request-URI`, details)];
}

/** A proxy or strict routing may have put another Request-URI in the place of the one that the credentials were made for. */
function isRewritten({ message }: FormSubject): boolean {
  if (showsProxy(message) || !readRequestUri(message).ok) return true;
  const field = message.headers.find(({ key }) => key === 'route');
  const read = field === undefined ? undefined : readRoute(field);
  if (read === undefined) return false;
  const top = read.ok ? read.value[0]?.parsed : undefined;
  return top === undefined || !isLoose(top) || isLooseText(message.start.requestUri);
}

/** The registrar's domain by itself, with or without port and parameters. */
function isSameDomain(a: string, b: string): boolean {
  const [left, right] = [parseUri(a), parseUri(b)];
  if (!left.ok || !right.ok || left.value.kind !== right.value.kind) return false;
  if (left.value.kind !== 'sip' && left.value.kind !== 'sips') return false;
  const other = right.value as typeof left.value;
  return left.value.user === undefined && left.value.host.toLowerCase() === other.host.toLowerCase();
}
