/** Character classes of RFC 3261 §25.1, one bit each, looked up by octet. */
const TOKEN = 1;
const BLANK = 2;
const PLAIN = 4;
const URI = 8;
const PHRASE = 16;
const DIGIT = 32;
const UNRESERVED = 64;
const HEX = 128;
const WORD = 256;

const ALPHANUM = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789';
const UNRESERVED_CHARS = `${ALPHANUM}-_.!~*'()`;
const RESERVED_CHARS = ';/?:@&=+$,';

const classes = new Uint16Array(256);

function mark(characters: string, bit: number): void {
  for (const character of characters) classes[character.charCodeAt(0)] = (classes[character.charCodeAt(0)] ?? 0) | bit;
}

mark(`${ALPHANUM}-.!%*_+\`'~`, TOKEN);
mark(' \t', BLANK);
for (let octet = 0x20; octet < 0x7f; octet += 1) mark(String.fromCharCode(octet), PLAIN);
mark('\t', PLAIN);
// IPv6 references bring brackets into a URI; "%" is checked for its two digits where URIs are read.
mark(`${UNRESERVED_CHARS}${RESERVED_CHARS}%[]`, URI);
mark(`${UNRESERVED_CHARS}${RESERVED_CHARS}% \t`, PHRASE);
mark('0123456789', DIGIT);
mark(UNRESERVED_CHARS, UNRESERVED);
mark('0123456789abcdefABCDEF', HEX);
mark(`${ALPHANUM}-.!%*_+\`'~()<>:\\"/[]?{}`, WORD);

export const CR = 0x0d;
export const LF = 0x0a;
export const SP = 0x20;
export const COLON = 0x3a;
export const PERCENT = 0x25;

/** `token` characters. */
export function isToken(code: number): boolean {
  return ((classes[code] ?? 0) & TOKEN) !== 0;
}

/** SP or HTAB (`WSP`). */
export function isBlank(code: number): boolean {
  return ((classes[code] ?? 0) & BLANK) !== 0;
}

/** Printable US-ASCII and HTAB: what a header value may hold without a closer look. */
export function isPlain(code: number): boolean {
  return ((classes[code] ?? 0) & PLAIN) !== 0;
}

/** Characters that may occur somewhere in a URI. */
export function isUriCharacter(code: number): boolean {
  return ((classes[code] ?? 0) & URI) !== 0;
}

/** US-ASCII characters of a `Reason-Phrase`. */
export function isPhrase(code: number): boolean {
  return ((classes[code] ?? 0) & PHRASE) !== 0;
}

export function isDigit(code: number): boolean {
  return ((classes[code] ?? 0) & DIGIT) !== 0;
}

/** `unreserved`: letters, digits and `mark`. */
export function isUnreserved(code: number): boolean {
  return ((classes[code] ?? 0) & UNRESERVED) !== 0;
}

/** `word` characters. */
export function isWord(code: number): boolean {
  return ((classes[code] ?? 0) & WORD) !== 0;
}

export function isHex(code: number): boolean {
  return ((classes[code] ?? 0) & HEX) !== 0;
}

/** Whether `text` is a `token`: not empty, and made of token characters only. */
export function isTokenText(text: string): boolean {
  return tokenEnd(text, 0, text.length) === text.length && text.length > 0;
}

/** The index behind the token characters that start at `from`. */
export function tokenEnd(text: string, from: number, end: number): number {
  let index = from;
  while (index < end && isToken(text.charCodeAt(index))) index += 1;
  return index;
}

/** The index behind the blanks that start at `from`. */
export function blankEnd(text: string, from: number, end: number): number {
  let index = from;
  while (index < end && isBlank(text.charCodeAt(index))) index += 1;
  return index;
}

/** Where a line end starts with `index`, the index behind it; CR LF, a bare CR and a bare LF each end a line. */
export function lineEndAfter(text: string, index: number): number {
  return text.charCodeAt(index) === CR && text.charCodeAt(index + 1) === LF ? index + 2 : index + 1;
}
