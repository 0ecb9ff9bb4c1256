import type { Span } from '../core/span';
import { Cursor, commaList } from './cursor';
import { Field } from './field';
import type { HeaderField, Read } from './message';
import { blankEnd, isBlank, isToken } from './octets';
import type { Params } from './params';
import { readParams, tokenValue } from './params';
import { parseUri, type Uri } from './uri';
import type { Writable } from './writable';

/** `name-addr` or `addr-spec` with the header parameters behind it. */
export interface NameAddr {
  /** Without quotes and escapes; one character per octet. */
  readonly displayName?: string;
  /** As written, without angle brackets. */
  readonly uri: string;
  readonly uriSpan: Span;
  /** The URI taken apart. */
  readonly parsed: Uri;
  /** Whether the URI stands in angle brackets. */
  readonly brackets: boolean;
  /** The parameters of the header field. Without brackets all parameters are these (RFC 3261 §20.10). */
  readonly params: Params;
  /** The `tag` of From and To. */
  readonly tag?: string;
  readonly span: Span;
}

/** Reads a header field with exactly one address: From, To, Refer-To. */
export function readNameAddr(field: HeaderField): Read<NameAddr> {
  return Field.read(field, nameAddrRow);
}

function nameAddrRow(field: HeaderField): Read<NameAddr> {
  const cursor = Cursor.of(field);
  return cursor.result(nameAddr(cursor, true), 'name-addr');
}

/** Reads a comma list of addresses with parameters. */
export function readNameAddrs(field: HeaderField): Read<readonly NameAddr[]> {
  return Field.read(field, nameAddrsRow);
}

function nameAddrsRow(field: HeaderField): Read<readonly NameAddr[]> {
  const cursor = Cursor.of(field);
  const list = commaList(cursor, (at) => nameAddr(at, true));
  return cursor.result(list, 'name-addr');
}

/** (name-addr / addr-spec) *(SEMI generic-param), the parameters where the header field has any. */
export function nameAddr(cursor: Cursor, withParams: boolean): NameAddr | undefined {
  cursor.skipBlanks();
  const start = cursor.at;
  const displayName = readDisplayName(cursor);
  if (displayName === null) return undefined;
  const brackets = cursor.peek() === '<';
  if (displayName !== undefined && !brackets) return cursor.fail('name-addr', 'no "<" behind the display name');
  const range = brackets ? bracketed(cursor) : bare(cursor);
  if (range === undefined) return undefined;
  const [uriStart, uriEnd] = range;
  const uri = cursor.text.slice(uriStart, uriEnd);
  const parsed = parseUri(uri);
  if (!parsed.ok) {
    // No URI, and angle brackets behind it: somebody left out the quotes.
    if (!brackets && cursor.text.includes('<')) {
      return cursor.fail('display-name', 'the display name is neither tokens nor a quoted string', start);
    }
    return cursor.failWith(parsed.defect, uriStart);
  }
  const params = withParams ? readParams(cursor) : [];
  if (params === undefined) return undefined;
  const address: Writable<NameAddr> = {
    uri,
    uriSpan: cursor.span(uriStart, uriEnd),
    parsed: parsed.value,
    brackets,
    params,
    span: cursor.span(start, cursor.at),
  };
  if (displayName !== undefined) address.displayName = displayName;
  const tag = tokenValue(params, 'tag');
  if (tag !== undefined) address.tag = tag;
  return address;
}

/**
 * display-name = *(token LWS) / quoted-string. `undefined`: there is none, `null`: it is broken. The blank before "<" may be
 * missing, which the grammar forgot to allow (RFC 4475 §3.1.1.6).
 */
function readDisplayName(cursor: Cursor): string | undefined | null {
  const { text, at } = cursor;
  if (text[at] === '"') {
    const quoted = cursor.quotedString();
    cursor.skipBlanks();
    return quoted ?? null;
  }
  let index = at;
  while (index < text.length && (isToken(text.charCodeAt(index)) || isBlank(text.charCodeAt(index)))) index += 1;
  if (text[index] !== '<') return undefined;
  cursor.at = index;
  return index === at ? undefined : text.slice(at, index).trimEnd();
}

/** LAQUOT addr-spec RAQUOT; the white space of these two lies outside. */
function bracketed(cursor: Cursor): readonly [number, number] | undefined {
  const start = cursor.at + 1;
  const end = cursor.text.indexOf('>', start);
  if (end < 0) return cursor.fail('RAQUOT', 'no ">" behind the address', start - 1);
  if (isBlank(cursor.text.charCodeAt(start)) || isBlank(cursor.text.charCodeAt(end - 1))) {
    return cursor.fail('addr-spec', 'blanks inside the angle brackets', start, end);
  }
  cursor.at = end + 1;
  return [start, end];
}

/** addr-spec without brackets: ends before a blank, comma or semicolon, and has no question mark (RFC 3261 §20.10). */
function bare(cursor: Cursor): readonly [number, number] | undefined {
  const { text, at } = cursor;
  let end = at;
  while (end < text.length && !isBlank(text.charCodeAt(end)) && text[end] !== ',' && text[end] !== ';') end += 1;
  if (end === at) return cursor.fail('addr-spec', 'the address is missing', at, blankEnd(text, at, text.length));
  const question = text.slice(at, end).indexOf('?');
  if (question >= 0) {
    return cursor.fail('RFC 3261 §20', 'an address with "?" has to stand in angle brackets', at + question, end);
  }
  if (isInsideUser(text, at, end)) return cursor.fail('user', 'illegal character " " in user', end, end + 1);
  cursor.at = end;
  return [at, end];
}

/** Whether the blank behind an address breaks its user part: "@" follows before anything that ends an address. */
function isInsideUser(text: string, start: number, blank: number): boolean {
  if (!isBlank(text.charCodeAt(blank)) || text.slice(start, blank).includes('@')) return false;
  const next = /[,;<>@"]/g;
  next.lastIndex = blank;
  return next.exec(text)?.[0] === '@';
}
