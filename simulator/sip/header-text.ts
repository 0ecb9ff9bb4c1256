import type { ParserDefect, ParserRule } from './defects';
import { isPlain } from './octets';

const BACKSLASH = 0x5c;
const DQUOTE = 0x22;
const OPEN = 0x28;
const CLOSE = 0x29;

/** How many `UTF8-CONT` octets follow the first one; -1 where it cannot be a first one (RFC 3261 §25.1, `UTF8-NONASCII`). */
function continuations(first: number): number {
  // The grammar allows stray UTF8-CONT octets in header values of extensions.
  if (first < 0xc0) return 0;
  if (first < 0xe0) return 1;
  if (first < 0xf0) return 2;
  if (first < 0xf8) return 3;
  if (first < 0xfc) return 4;
  return first < 0xfe ? 5 : -1;
}

/** The index behind a UTF-8 character at `index`, or -1 where the octets are not UTF-8. */
function utf8End(text: string, index: number, end: number): number {
  const count = continuations(text.charCodeAt(index));
  if (count < 0 || index + count >= end) return -1;
  for (let next = index + 1; next <= index + count; next += 1) {
    const code = text.charCodeAt(next);
    if (code < 0x80 || code > 0xbf) return -1;
  }
  return index + count + 1;
}

/**
 * The first octet of a header value or reason phrase that no rule allows: a control character outside a `quoted-pair`, or
 * octets that are not UTF-8. CR and LF are line ends and have been looked at before.
 */
export function textDefect(text: string, start: number, end: number): ParserDefect | undefined {
  let quoted = false;
  let comments = 0;
  let index = start;
  while (index < end) {
    const code = text.charCodeAt(index);
    if (code >= 0x80) {
      const next = utf8End(text, index, end);
      if (next < 0) return defectAt('UTF8-NONASCII', 'octet that is not UTF-8', code, index);
      index = next;
      continue;
    }
    // quoted-pair = "\" (%x00-09 / %x0B-0C / %x0E-7F), in quoted strings and comments only
    if (code === BACKSLASH && (quoted || comments > 0) && text.charCodeAt(index + 1) < 0x80) {
      index += 2;
      continue;
    }
    if (!isPlain(code) && !isLineEnd(code)) return defectAt('header-value', 'control character', code, index);
    if (code === DQUOTE && comments === 0) quoted = !quoted;
    else if (!quoted && code === OPEN) comments += 1;
    else if (!quoted && code === CLOSE && comments > 0) comments -= 1;
    index += 1;
  }
  return undefined;
}

function isLineEnd(code: number): boolean {
  return code === 0x0d || code === 0x0a;
}

function defectAt(rule: ParserRule, what: string, code: number, index: number): ParserDefect {
  const octet = code.toString(16).toUpperCase().padStart(2, '0');
  return { rule, message: `${what} (0x${octet})`, span: { start: index, end: index + 1 } };
}
