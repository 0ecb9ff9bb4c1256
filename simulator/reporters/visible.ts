import type { Span } from '../core/span';

/**
 * Characters that a screen does not show, or that change how others are shown: controls, format characters (bidi
 * overrides, zero-width ones), separators other than the blank, code points that stand for nothing.
 */
const hidden = /[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Cn}\p{Zl}\p{Zp}\p{DI}]|(?! )\p{Zs}/u;
const anyHidden = new RegExp(hidden.source, 'gu');

/** Signs that every reader knows; the Unicode pictures of controls are missing in most fonts. */
const named: Readonly<Record<number, string>> = { 9: '\\t', 10: '\\n', 13: '\\r' };

/** One character as people see it: `\r` for CR, `\u202e` for a bidi override, itself when it is plainly visible. */
export function visibleCharacter(character: string): string {
  if (!hidden.test(character)) return character;
  const code = character.codePointAt(0) ?? 0;
  if (code < 0x80) return named[code] ?? octet(code);
  const digits = code.toString(16).padStart(4, '0');
  return code > 0xffff ? `\\u{${digits}}` : `\\u${digits}`;
}

function octet(value: number): string {
  return `\\x${value.toString(16).padStart(2, '0')}`;
}

/** Text on one line in which nothing hides: every control and format character is shown by a visible sign. */
export function visible(text: string): string {
  return text.replace(anyHidden, visibleCharacter);
}

/** An escape as `visible` writes it; the longest has ten characters. */
const escaped = /\\(?:[tnr]|x[\da-f]{2}|u[\da-f]{4}|u\{[\da-f]{5,6}\})/y;
const longestEscape = 10;

/** The last place up to `end` at which text can be cut: never inside an escape or a surrogate pair. */
export function cutAt(text: string, end: number): number {
  if (end >= text.length) return text.length;
  const slash = text.lastIndexOf('\\', end - 1);
  if (slash >= 0 && slash > end - longestEscape) {
    escaped.lastIndex = slash;
    if (escaped.test(text) && escaped.lastIndex > end) return slash;
  }
  const isInPair = /[\ud800-\udbff]/.test(text[end - 1] ?? '') && /[\udc00-\udfff]/.test(text[end] ?? '');
  return isInPair ? end - 1 : end;
}

/** At most `length` characters of visible text, the last one an ellipsis when something was cut. */
export function clip(text: string, length: number): string {
  if (text.length <= length) return text;
  return `${text.slice(0, cutAt(text, length - 1))}…`;
}

/** `clip(visible(text), length)`, which looks only at the part of a long text that is shown. */
export function clipVisible(text: string, length: number): string {
  // Visible text is never shorter than the text; one place more, because a pair that is cut loses a half.
  const head = text.length > length + 2 ? text.slice(0, cutAt(text, length + 2)) : text;
  return clip(visible(head), length);
}

/** What is shown for a few octets of a message: one character, or an escape. */
export interface Cell {
  readonly text: string;
  /** The octets of the message that it stands for. */
  readonly span: Span;
  /** Whether `text` is a sign for what cannot be shown itself. */
  readonly escaped: boolean;
}

/** The octets of a range as visible characters; what is no UTF-8 (RFC 3629) is shown as `\xNN`. */
export function cellsOf(bytes: Buffer, { start, end }: Span): readonly Cell[] {
  const cells: Cell[] = [];
  let at = start;
  while (at < end) {
    const cell = cellAt(bytes, at, end);
    cells.push(cell);
    at = cell.span.end;
  }
  return cells;
}

function cellAt(bytes: Buffer, start: number, limit: number): Cell {
  const first = bytes[start] ?? 0;
  // Most octets by far are ASCII that is shown as it is.
  if (first >= 0x20 && first < 0x7f) {
    return { text: String.fromCharCode(first), span: { start, end: start + 1 }, escaped: false };
  }
  const end = start + sequenceLength(first);
  const character = end <= limit ? bytes.toString('utf8', start, end) : '';
  if (!isOneCharacter(character) || isReplaced(bytes, character, start)) {
    return { text: octet(first), span: { start, end: start + 1 }, escaped: true };
  }
  const text = visibleCharacter(character);
  return { text, span: { start, end }, escaped: text !== character };
}

/** The length of a UTF-8 sequence by its first octet (RFC 3629 §3); 1 for an octet that starts none. */
function sequenceLength(first: number): number {
  if (first >= 0xf0) return 4;
  if (first >= 0xe0) return 3;
  return first >= 0xc0 ? 2 : 1;
}

function isOneCharacter(text: string): boolean {
  const code = text.codePointAt(0);
  return code !== undefined && text.length === (code > 0xffff ? 2 : 1);
}

/** The decoder puts U+FFFD where octets are no UTF-8; sent as such it is EF BF BD. */
function isReplaced(bytes: Buffer, character: string, start: number): boolean {
  return character === '\ufffd' && bytes[start] !== 0xef;
}
