import type { Defects } from './defects';
import { Field } from './field';
import { headerName } from './header-names';
import { textDefect } from './header-text';
import type { HeaderField } from './message';
import { blankEnd, COLON, CR, isBlank, isPlain, LF, lineEndAfter, tokenEnd } from './octets';
import { shown } from './shown';

/** Reads the header rows of one message in a single pass (RFC 3261 §7.3). */
export class HeaderRows {
  readonly fields: HeaderField[] = [];
  /** The next octet to look at; behind the empty row at the end. */
  at: number;
  /** Whether the empty row that ends the header was there. */
  ended = false;
  /** Whether a row looked like a header field of any protocol of this family. */
  anyLegalName = false;

  readonly #text: string;
  readonly #defects: Defects;
  readonly #maxRows: number;
  #line = 1;
  #rows = 0;
  #seen = 0;
  #folded = false;
  #needsCheck = false;

  constructor(text: string, from: number, maxRows: number, defects: Defects) {
    this.#text = text;
    this.at = from;
    this.#maxRows = maxRows;
    this.#defects = defects;
  }

  /** Steps over one line end and reports it when it is not CR LF. */
  lineEnd(index: number): number {
    const next = lineEndAfter(this.#text, index);
    if (next === index + 1) {
      const what = this.#text.charCodeAt(index) === CR ? 'CR without LF' : 'LF without CR';
      this.#defects.add('CRLF', `line ${this.#line} ends with ${what}`, index, next);
    }
    this.#line += 1;
    return next;
  }

  read(): void {
    const text = this.#text;
    const end = text.length;
    if (this.at < end && isBlank(text.charCodeAt(this.at))) this.#strayContinuation();
    while (this.at < end) {
      const code = text.charCodeAt(this.at);
      if (code === CR || code === LF) {
        this.at = this.lineEnd(this.at);
        this.ended = true;
        return;
      }
      if (this.#rows === this.#maxRows) this.#tooManyRows();
      else this.#row();
      this.#rows += 1;
    }
  }

  /** A row that starts with a blank continues the row before it, and behind the start line there is none. */
  #strayContinuation(): void {
    const start = this.at;
    const end = this.#rowEnd(start);
    this.#defects.add('message-header', 'a continuation line with no header field before it', start, end);
  }

  #tooManyRows(): void {
    const start = this.at;
    let end = start;
    // What follows is not read any more, only stepped over, to find the body.
    while (this.at < this.#text.length && !isLineEnd(this.#text.charCodeAt(this.at))) end = this.#rowEnd(this.at);
    this.#defects.add('row-limit', `more than ${this.#maxRows} header rows`, start, end);
  }

  /** message-header = header-name HCOLON header-value CRLF */
  #row(): void {
    const text = this.#text;
    const start = this.at;
    const line = this.#line;
    let nameEnd = tokenEnd(text, start, text.length);
    let colon = blankEnd(text, nameEnd, text.length);
    const regular = nameEnd > start && text.charCodeAt(colon) === COLON;
    if (regular) this.anyLegalName = true;
    else {
      colon = this.#colonInLine(start);
      nameEnd = colon;
      while (nameEnd > start && isBlank(text.charCodeAt(nameEnd - 1))) nameEnd -= 1;
    }
    const end = this.#rowEnd(colon < 0 ? start : colon + 1);
    if (colon < 0) this.#defects.add('HCOLON', 'a header row without a colon', start, end);
    else {
      if (!regular) this.#badName(start, nameEnd, colon);
      this.#field(start, nameEnd, colon, end, line);
    }
  }

  #badName(start: number, nameEnd: number, colon: number): void {
    const name = this.#text.slice(start, nameEnd);
    const message = name === '' ? 'a header row without a name' : `header name ${shown(name)} is not a token`;
    this.#defects.add('header-name', message, start, name === '' ? colon + 1 : nameEnd);
  }

  #field(start: number, nameEnd: number, colon: number, end: number, line: number): void {
    const text = this.#text;
    let from = colon + 1;
    let to = end;
    while (from < to && isSpace(text.charCodeAt(from))) from += 1;
    while (to > from && isSpace(text.charCodeAt(to - 1))) to -= 1;
    const name = text.slice(start, nameEnd);
    const { key, singleRow } = headerName(name);
    const value = text.slice(from, to);
    if (this.#needsCheck) this.#defects.addFound(textDefect(text, from, to));
    if ((this.#seen & singleRow) !== 0) this.#defects.addRepeat(key, start, end);
    this.#seen |= singleRow;
    const unfolded = this.#folded ? value.replace(/[\r\n]/g, ' ') : value;
    const valueSpan = { start: from, end: to };
    this.fields.push(new Field(name, key, unfolded, { start, end }, { start, end: nameEnd }, valueSpan, line));
  }

  /** The colon of a row with an irregular name, looked for in the row's first line; -1 without one. */
  #colonInLine(start: number): number {
    const text = this.#text;
    for (let index = start; index < text.length; index += 1) {
      const code = text.charCodeAt(index);
      if (code === COLON) return index;
      if (code === CR || code === LF) return -1;
    }
    return -1;
  }

  /** Steps over the row that `index` lies in, with its folded lines; returns where its last line ends. */
  #rowEnd(index: number): number {
    const text = this.#text;
    const end = text.length;
    let at = index;
    this.#folded = false;
    this.#needsCheck = false;
    while (at < end) {
      const code = text.charCodeAt(at);
      if (isPlain(code)) at += 1;
      else if (!isLineEnd(code)) {
        this.#needsCheck = true;
        at += 1;
      } else {
        this.at = this.lineEnd(at);
        if (this.at >= end || !isBlank(text.charCodeAt(this.at))) return at;
        this.#folded = true;
        at = this.at;
      }
    }
    this.at = end;
    return end;
  }
}

function isLineEnd(code: number): boolean {
  return code === CR || code === LF;
}

function isSpace(code: number): boolean {
  return isBlank(code) || isLineEnd(code);
}
