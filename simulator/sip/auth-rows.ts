import type { AuthHeader } from './authorization';
import type { HeaderField } from './message';
import { blankEnd, tokenEnd } from './octets';
import type { Param } from './params';

/**
 * All credentials or challenges that a row holds, as far as they can be made out: also where several are joined by commas, which RFC
 * 3261 §7.3.1 forbids, and where a value stands without the quotes that it needs. None where a quoted string has no end or no scheme
 * stands first. For those who look at what is wrong with a row; `readCredentials` and `readChallenge` take only what is right.
 */
export function readAuthRow(field: HeaderField): readonly AuthHeader[] {
  return new AuthRow(field).read();
}

interface Found {
  readonly scheme: string;
  readonly params: Param[];
}

/** A place in a row that moves forward. */
class AuthRow {
  readonly #text: string;
  readonly #offset: number;
  readonly #found: Found[] = [];
  #at = 0;
  /** A comma came before, or nothing at all: a scheme may stand here. */
  #isNew = true;

  constructor({ value, valueSpan }: HeaderField) {
    this.#text = value;
    this.#offset = valueSpan.start;
  }

  read(): readonly AuthHeader[] {
    while (this.#skipSeparators()) if (!this.#element()) return [];
    return this.#found;
  }

  /** A scheme, or a parameter of the scheme before; `false` where nothing can be made of it. */
  #element(): boolean {
    const start = this.#at;
    this.#at = tokenEnd(this.#text, start, this.#text.length);
    if (this.#at === start) return this.#skipRest();
    const nameEnd = this.#at;
    const name = this.#text.slice(start, nameEnd);
    const next = this.#blanksEnd(nameEnd);
    if (this.#text[next] === '=') return this.#param(name, start, nameEnd, next);
    if (next === nameEnd && next < this.#text.length && this.#text[next] !== ',') return this.#skipRest();
    // What follows a scheme by itself is the base64 of Basic and the like.
    if (this.#isNew) this.#found.push({ scheme: name, params: [] });
    return true;
  }

  #param(name: string, start: number, nameEnd: number, equals: number): boolean {
    const valueStart = this.#blanksEnd(equals + 1);
    const quoted = this.#text[valueStart] === '"';
    const value = quoted ? this.#quotedString(valueStart) : this.#bareValue(valueStart);
    const last = this.#found.at(-1);
    if (value === undefined || last === undefined) return false;
    last.params.push({
      name,
      key: name.toLowerCase(),
      value,
      quoted,
      span: this.#span(start, this.#at),
      nameSpan: this.#span(start, nameEnd),
      valueSpan: this.#span(valueStart, this.#at),
    });
    return true;
  }

  #quotedString(start: number): string | undefined {
    for (let index = start + 1; index < this.#text.length; index += 1) {
      if (this.#text[index] === '\\') index += 1;
      else if (this.#text[index] === '"') {
        this.#at = index + 1;
        return this.#text.slice(start + 1, index).replace(/\\([\s\S])/g, '$1');
      }
    }
    return undefined;
  }

  #bareValue(start: number): string {
    this.#at = start;
    while (this.#at < this.#text.length && !/[,\s]/.test(this.#text[this.#at] ?? ',')) this.#at += 1;
    return this.#text.slice(start, this.#at);
  }

  /** Steps over what is neither a name nor a separator, as in the base64 of Basic; `false` before the first scheme, and for a quote. */
  #skipRest(): boolean {
    if (this.#text[this.#at] === '"') return false;
    const comma = this.#text.indexOf(',', this.#at);
    this.#at = comma < 0 ? this.#text.length : comma;
    return this.#found.length > 0;
  }

  /** Whether something comes behind the white space and the commas. */
  #skipSeparators(): boolean {
    this.#isNew = this.#at === 0;
    for (; this.#at < this.#text.length; this.#at += 1) {
      if (this.#text[this.#at] === ',') this.#isNew = true;
      else if (this.#blanksEnd(this.#at) === this.#at) return true;
    }
    return false;
  }

  #blanksEnd(at: number): number {
    return blankEnd(this.#text, at, this.#text.length);
  }

  #span(start: number, end: number) {
    return { start: this.#offset + start, end: this.#offset + end };
  }
}
