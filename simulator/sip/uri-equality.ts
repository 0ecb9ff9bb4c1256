import { hostsEqual } from './host';
import { bareNumber } from './tel-uri';
import type { SipUri, TelUri, UriHeader, UriParam } from './uri';
import { parseUri } from './uri';

/** Parameters that never match when only one of the URIs has them (RFC 3261 §19.1.4; transport by its examples). */
const NEVER_ONE_SIDED = ['user', 'ttl', 'method', 'maddr', 'transport'];
const RESERVED = ';/?:@&=+$,';

/**
 * Whether two URIs mean the same: SIP and SIPS by RFC 3261 §19.1.4 and RFC 5954, tel by RFC 3966 §4, other schemes octet by
 * octet. A URI that cannot be read equals nothing. Not transitive.
 */
export function urisEqual(a: string, b: string): boolean {
  const left = parseUri(a);
  const right = parseUri(b);
  if (!left.ok || !right.ok) return false;
  if (left.value.kind === 'other') {
    return (
      right.value.kind === 'other' && left.value.scheme === right.value.scheme && afterScheme(a) === afterScheme(b)
    );
  }
  if (left.value.kind === 'tel') return right.value.kind === 'tel' && telEqual(left.value, right.value);
  return left.value.kind === right.value.kind && sipEqual(left.value, right.value as SipUri);
}

function afterScheme(uri: string): string {
  return uri.slice(uri.indexOf(':'));
}

/**
 * Decodes every escape of a character that is not reserved, once. An escaped reserved character is another thing than the
 * character itself, so it is moved out of the range of octets; then "%2B", "%2b" and "+", "%252B" stay apart as they must.
 */
function decode(text: string): string {
  if (!text.includes('%')) return text;
  return text.replace(/%([0-9A-Fa-f]{2})/g, (_escape, hex: string) => {
    const code = Number.parseInt(hex, 16);
    return String.fromCharCode(RESERVED.includes(String.fromCharCode(code)) ? code + 0x100 : code);
  });
}

function sameOptional(a: string | undefined, b: string | undefined): boolean {
  if (a === undefined || b === undefined) return a === b;
  return decode(a) === decode(b);
}

function sipEqual(a: SipUri, b: SipUri): boolean {
  return (
    sameOptional(a.user, b.user) &&
    sameOptional(a.password, b.password) &&
    hostsEqual(a.host, b.host) &&
    a.port === b.port &&
    paramsEqual(a.params, b.params) &&
    headersEqual(a.headers, b.headers)
  );
}

/** Names and values in lower case, decoded. */
function paramMap(params: readonly UriParam[]): Map<string, string | undefined> {
  return new Map(params.map(({ name, value }) => [decode(name).toLowerCase(), value && decode(value).toLowerCase()]));
}

function paramsEqual(a: readonly UriParam[], b: readonly UriParam[]): boolean {
  const left = paramMap(a);
  const right = paramMap(b);
  for (const name of new Set([...left.keys(), ...right.keys()])) {
    if (left.has(name) && right.has(name)) {
      if (left.get(name) !== right.get(name)) return false;
    } else if (NEVER_ONE_SIDED.includes(name)) return false;
  }
  return true;
}

/** The same header components on both sides, in any order; none is ever ignored. */
function headersEqual(a: readonly UriHeader[], b: readonly UriHeader[]): boolean {
  const canonical = (headers: readonly UriHeader[]): string[] =>
    // An "&" or "=" of a name or value is escaped, and decoding leaves it apart.
    headers.map(({ name, value }) => `${decode(name).toLowerCase()}=${decode(value)}`).sort();
  return canonical(a).join('&') === canonical(b).join('&');
}

/** RFC 3966 §4: a parameter on one side only makes the URIs different. */
function telEqual(a: TelUri, b: TelUri): boolean {
  if (a.global !== b.global || a.digits !== b.digits || a.params.length !== b.params.length) return false;
  const right = new Map(b.params.map((param) => [param.name.toLowerCase(), telParamValue(param)]));
  return a.params.every((param) => {
    const name = param.name.toLowerCase();
    return right.has(name) && right.get(name) === telParamValue(param);
  });
}

/** A phone-context that is a number, and an extension, are compared without visual separators. */
function telParamValue({ name, value }: UriParam): string | undefined {
  if (value === undefined) return undefined;
  const isNumber = name.toLowerCase() === 'ext' || (name.toLowerCase() === 'phone-context' && value.startsWith('+'));
  return isNumber ? bareNumber(value) : decode(value).toLowerCase();
}
