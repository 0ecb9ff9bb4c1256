import type { Defect } from './message';
import { isHex, isUnreserved, PERCENT } from './octets';
import { shown } from './shown';

export interface UriParam {
  /** As written. */
  readonly name: string;
  readonly value?: string;
}

export interface UriHeader {
  readonly name: string;
  readonly value: string;
}

/** A SIP or SIPS URI (RFC 3261 §19.1.1); escapes are kept as written. */
export interface SipUri {
  readonly kind: 'sip' | 'sips';
  readonly user?: string;
  readonly password?: string;
  /** A name, an IPv4 address, or an IPv6 address in brackets. */
  readonly host: string;
  readonly port?: number;
  readonly params: readonly UriParam[];
  readonly headers: readonly UriHeader[];
}

/** A telephone number (RFC 3966). */
export interface TelUri {
  readonly kind: 'tel';
  /** Written with a leading plus sign. */
  readonly global: boolean;
  /** The number without plus sign and visual separators. */
  readonly digits: string;
  readonly params: readonly UriParam[];
}

/** A URI of another scheme, not looked into. */
export interface OtherUri {
  readonly kind: 'other';
  /** In lower case. */
  readonly scheme: string;
}

export type Uri = SipUri | TelUri | OtherUri;

/** A reader's answer that a rule of the URI grammar is broken. */
export function bad(rule: string, message: string, start: number, end: number): { ok: false; defect: Defect } {
  return { ok: false, defect: { rule, message, span: { start, end } } };
}

/** The first octet in a range that `allows` refuses, or a "%" without its two hexadecimal digits. */
export function illegalAt(
  text: string,
  start: number,
  end: number,
  allows: (code: number) => boolean,
  rule = 'absoluteURI',
): Defect | undefined {
  for (let index = start; index < end; index += 1) {
    const code = text.charCodeAt(index);
    if (code === PERCENT) {
      if (index + 2 < end && isHex(text.charCodeAt(index + 1)) && isHex(text.charCodeAt(index + 2))) continue;
      const span = { start: index, end: Math.min(index + 3, end) };
      return { rule: 'escaped', message: '"%" without two hexadecimal digits', span };
    }
    if (!allows(code)) {
      const message = `illegal character ${shown(text.charAt(index))} in ${rule}`;
      return { rule, message, span: { start: index, end: index + 1 } };
    }
  }
  return undefined;
}

/** unreserved characters and some of the reserved ones */
export function charactersOf(extra: string): (code: number) => boolean {
  return (code) => isUnreserved(code) || (code < 0x80 && extra.includes(String.fromCharCode(code)));
}

const isParamCharacter = charactersOf('[]/:&+$');

/** The index of a character in a range, or the end of the range. */
export function indexOrEnd(text: string, character: string, from: number, end: number): number {
  // Not indexOf: that would look beyond `end`, again and again in a long URI.
  const code = character.charCodeAt(0);
  let index = from;
  while (index < end && text.charCodeAt(index) !== code) index += 1;
  return Math.min(index, end);
}

/** uri-parameters = *(";" uri-parameter); a name occurs once (RFC 3261 §19.1.1) */
export function parseParams(text: string, start: number, end: number): UriParam[] | Defect {
  const params: UriParam[] = [];
  let seen: Set<string> | undefined;
  for (let from = start; from < end; ) {
    const to = indexOrEnd(text, ';', from + 1, end);
    const equals = indexOrEnd(text, '=', from + 1, to);
    const name = text.slice(from + 1, equals);
    if (name === '') return bad('uri-parameter', 'a URI parameter without a name', from, to).defect;
    if (equals + 1 === to)
      return bad('uri-parameter', `URI parameter ${shown(name)} has "=" and no value`, from + 1, to).defect;
    const illegal =
      illegalAt(text, from + 1, equals, isParamCharacter, 'paramchar') ??
      illegalAt(text, Math.min(equals + 1, to), to, isParamCharacter, 'paramchar');
    if (illegal !== undefined) return illegal;
    const key = name.toLowerCase();
    if (seen?.has(key)) return bad('uri-parameters', `URI parameter ${shown(name)} twice`, from + 1, to).defect;
    // The first parameter has nothing to be compared with, and most URIs have no other.
    if (seen !== undefined) seen.add(key);
    else if (to < end) seen = new Set([key]);
    params.push(equals < to ? { name, value: text.slice(equals + 1, to) } : { name });
    from = to;
  }
  return params;
}
