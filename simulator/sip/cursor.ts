import type { Span } from '../core/span';
import { shift } from '../core/span';
import type { Defect, HeaderField, Read } from './message';
import { blankEnd, isDigit, tokenEnd } from './octets';
import { shown } from './shown';

/**
 * A place in a header value that moves forward while a reader takes the value apart. A rule that is not met is noted with
 * `fail` (the first one counts) and `undefined` is handed up; `result` turns the outcome into a `Read`.
 */
export class Cursor {
  readonly text: string;
  at = 0;
  readonly #offset: number;
  #defect: Defect | undefined;

  /** @param offset the octet of the message where `text` starts */
  constructor(text: string, offset: number) {
    this.text = text;
    this.#offset = offset;
  }

  static of(field: HeaderField): Cursor {
    return new Cursor(field.value, field.valueSpan.start);
  }

  get atEnd(): boolean {
    return this.at >= this.text.length;
  }

  /** Octets of the message for indices of the value. */
  span(start: number, end: number): Span {
    return { start: this.#offset + start, end: this.#offset + end };
  }

  fail(rule: string, message: string, start = this.at, end = this.text.length): undefined {
    this.#defect ??= { rule, message, span: this.span(start, end) };
    return undefined;
  }

  /** As `fail`, with a span in octets of the message. */
  failAt(rule: string, message: string, span: Span): undefined {
    this.#defect ??= { rule, message, span };
    return undefined;
  }

  /** Takes over a defect whose span counts from index `start` of the value. */
  failWith(defect: Defect, start: number): undefined {
    this.#defect ??= { ...defect, span: shift(defect.span, this.#offset + start) };
    return undefined;
  }

  /** SWS; folds are blanks already. */
  skipBlanks(): void {
    this.at = blankEnd(this.text, this.at, this.text.length);
  }

  peek(): string | undefined {
    return this.text[this.at];
  }

  /** Takes a separator with the white space around it (`SEMI`, `COMMA`, `EQUAL`, `SLASH`, `COLON`), if it comes next. */
  separator(character: string): boolean {
    const next = blankEnd(this.text, this.at, this.text.length);
    if (this.text[next] !== character) return false;
    this.at = blankEnd(this.text, next + 1, this.text.length);
    return true;
  }

  /** 1*tchar, or `undefined` without noting a defect. */
  token(): string | undefined {
    const start = this.at;
    this.at = tokenEnd(this.text, start, this.text.length);
    return this.at > start ? this.text.slice(start, this.at) : undefined;
  }

  /** 1*DIGIT, or `undefined` without noting a defect. */
  digits(): string | undefined {
    const start = this.at;
    while (this.at < this.text.length && isDigit(this.text.charCodeAt(this.at))) this.at += 1;
    return this.at > start ? this.text.slice(start, this.at) : undefined;
  }

  /** quoted-string = DQUOTE *(qdtext / quoted-pair) DQUOTE; returns the text without quotes and escapes. */
  quotedString(): string | undefined {
    const start = this.at;
    let escaped = false;
    for (let index = start + 1; index < this.text.length; index += 1) {
      const character = this.text[index];
      if (character === '\\') {
        escaped = true;
        index += 1;
      } else if (character === '"') {
        this.at = index + 1;
        const inner = this.text.slice(start + 1, index);
        return escaped ? inner.replace(/\\([\s\S])/g, '$1') : inner;
      }
    }
    return this.fail('quoted-string', 'a quoted string without its closing quote', start);
  }

  /** The value when everything was read, else the first defect. */
  result<T>(value: T | undefined, rule: string): Read<T> {
    this.skipBlanks();
    if (value !== undefined && this.#defect === undefined && this.atEnd) return { ok: true, value };
    this.fail(
      rule,
      this.atEnd ? 'the value ends too early' : `unexpected ${shown(this.text.slice(this.at, this.at + 20))}`,
    );
    return { ok: false, defect: this.#defect as Defect };
  }
}

/** element *(COMMA element): reads at least one. */
export function commaList<T>(cursor: Cursor, element: (cursor: Cursor) => T | undefined): T[] | undefined {
  const found: T[] = [];
  do {
    const value = element(cursor);
    if (value === undefined) return undefined;
    found.push(value);
  } while (cursor.separator(','));
  return found;
}

/** Joins what the rows of one header field hold; the first defect wins. */
export function readRows<T>(
  fields: readonly HeaderField[],
  read: (field: HeaderField) => Read<readonly T[]>,
): Read<readonly T[]> {
  const all: T[] = [];
  for (const field of fields) {
    const row = read(field);
    if (!row.ok) return row;
    all.push(...row.value);
  }
  return { ok: true, value: all };
}
