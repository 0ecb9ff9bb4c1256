import { numberOfOctets } from '../core/octets-number';
import { RecentNumbers } from '../core/recent-numbers';
import { Field } from './field';
import { headerName } from './header-names';
import type { HeaderField, MessageForm, ParseResult, SipMessage } from './message';
import { blankEnd } from './octets';

/** Forms that are remembered at once: a client has three or four. */
const FORMS = 2_048;
/** Longer messages are not worth the comparison. */
const MAX_OCTETS = 4_096;

const RESPONSE = 'SIP/';
const BRANCH = ';branch=z9hG4bK';
const TAG = ';tag=';

/** Where the values begin and end that each request has anew, in turn; those of the request that was looked at last. */
const places: number[] = [];

/**
 * Reads messages and remembers the forms of requests: of a request like one before, only the fields are read that differ. These are
 * the branch behind its cookie, the tags, the local part of Call-ID, the number of CSeq and the entity-tag, each as far as it is
 * letters, digits, hyphens, dots and underscores, and as long as before: nothing that a reader of the syntax could stumble over.
 * What was read of the other fields is shared. Nothing is remembered of a request until another one of its form comes.
 */
export class FormReader {
  readonly #parse: (bytes: Buffer) => ParseResult;
  readonly #known = new RecentNumbers<Known>(FORMS);
  /** The forms that came once. */
  readonly #met = new Float64Array(FORMS);

  constructor(parse: (bytes: Buffer) => ParseResult) {
    this.#parse = parse;
  }

  /** What the parser returns, with the form of the message where it has one. */
  read(bytes: Buffer): ParseResult {
    if (bytes.length > MAX_OCTETS) return this.#parse(bytes);
    const text = bytes.toString('latin1');
    if (text.startsWith(RESPONSE)) return this.#parse(bytes);
    findPlaces(text);
    const number = formNumber(bytes);
    const known = this.#known.get(number);
    if (known?.isFormOf(text)) return { ok: true, message: known.with(bytes, text) };
    const place = number % FORMS;
    if (this.#met[place] !== number) {
      this.#met[place] = number;
      return this.#parse(bytes);
    }
    const result = this.#parse(bytes);
    const form = result.ok ? Known.of(result.message) : undefined;
    if (form === undefined) return result;
    this.#known.set(number, form);
    return { ok: true, message: form.first };
  }
}

class Known implements MessageForm {
  readonly first: SipMessage;
  readonly #places: readonly number[];
  /** The fields that each request has anew, by their place. */
  readonly #anew: readonly number[];

  constructor(message: SipMessage, anew: readonly number[]) {
    this.first = { ...message, form: this };
    this.#places = places.slice();
    this.#anew = anew;
  }

  /** Not of a message with defects, nor with folded lines among these fields: there the octets are not the value. */
  static of(message: SipMessage): Known | undefined {
    if (message.defects.length > 0) return undefined;
    const starts = places.filter((_, index) => index % 2 === 0);
    const anew = new Set(starts.map((place) => indexOfFieldAt(message.headers, place)));
    const isPlain = [...anew].every((index) => isAsWritten(message, index));
    return isPlain ? new Known(message, [...anew]) : undefined;
  }

  /** Whether the text whose `places` were found last has this form; the number alone does not prove it. */
  isFormOf(text: string): boolean {
    const { text: first } = this.first;
    if (text.length !== first.length || places.length !== this.#places.length) return false;
    let done = 0;
    for (let index = 0; index < places.length; index += 2) {
      const [start, end] = [places[index] as number, places[index + 1] as number];
      if (start !== this.#places[index] || end !== this.#places[index + 1]) return false;
      if (text.slice(done, start) !== first.slice(done, start)) return false;
      done = end;
    }
    return text.slice(done) === first.slice(done);
  }

  with(bytes: Buffer, text: string): SipMessage {
    const { start, span, headers: known, body, defects } = this.first;
    const headers = known.slice();
    for (const index of this.#anew) {
      const { name, key, span: whole, nameSpan, valueSpan, line } = headers[index] as HeaderField;
      const value = text.slice(valueSpan.start, valueSpan.end);
      headers[index] = new Field(name, key, value, whole, nameSpan, valueSpan, line);
    }
    // Written out twice rather than spread: see `Writable`.
    return start.kind === 'request'
      ? { start, bytes, text, span, headers, body, defects, form: this }
      : { start, bytes, text, span, headers, body, defects, form: this };
  }
}

function indexOfFieldAt(headers: readonly HeaderField[], place: number): number {
  return headers.findIndex(({ valueSpan }) => valueSpan.start <= place && place < valueSpan.end);
}

function isAsWritten({ headers, text }: SipMessage, index: number): boolean {
  const field = headers[index];
  return field !== undefined && field.value === text.slice(field.valueSpan.start, field.valueSpan.end);
}

/** What stands for the octets between the places. */
function formNumber(bytes: Buffer): number {
  const octets = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  let number = bytes.length;
  let done = 0;
  for (let index = 0; index < places.length; index += 2) {
    number = numberOfOctets(octets, number, done, places[index] as number);
    done = places[index + 1] as number;
  }
  return numberOfOctets(octets, number, done, bytes.length);
}

/** Finds the values that each request has anew, line by line. */
function findPlaces(text: string): void {
  places.length = 0;
  for (let at = text.indexOf('\n') + 1; at > 0; ) {
    const lineEnd = text.indexOf('\n', at);
    if (lineEnd - at < 2) return;
    const which = fieldAt(text, at);
    if (which !== undefined) {
      const start = valueStart(text, which, at, lineEnd);
      const length = start < 0 ? 0 : valueLength(text, which, start);
      if (length > 0) places.push(start, start + length);
    }
    at = lineEnd + 1;
  }
}

/** Which of the fields a line begins that have such a value. */
type Anew = 'branch' | 'tag' | 'word' | 'number';

const anewOf: Readonly<Record<string, Anew | undefined>> = {
  via: 'branch',
  from: 'tag',
  to: 'tag',
  'call-id': 'word',
  cseq: 'number',
  'sip-if-match': 'word',
};

/** Which of these fields begins at an octet; names are in their usual spelling nearly always. */
function fieldAt(text: string, at: number): Anew | undefined {
  switch (text.charCodeAt(at) | 0x20) {
    case 0x76: // v
      return text.startsWith('Via:', at) ? 'branch' : otherwise(text, at);
    case 0x66: // f
      return text.startsWith('From:', at) ? 'tag' : otherwise(text, at);
    case 0x74: // t
      return text.startsWith('To:', at) ? 'tag' : otherwise(text, at);
    case 0x63: // c
      if (text.startsWith('Call-ID:', at)) return 'word';
      if (text.startsWith('CSeq:', at)) return 'number';
      return text.startsWith('Conte', at) || text.startsWith('Conta', at) ? undefined : otherwise(text, at);
    case 0x69: // i
    case 0x73: // s
      return otherwise(text, at);
    default:
      return undefined;
  }
}

function otherwise(text: string, at: number): Anew | undefined {
  const colon = text.indexOf(':', at);
  return colon < 0 || colon - at > 'sip-if-match'.length ? undefined : anewOf[headerName(text.slice(at, colon)).key];
}

/** Where in a line the value begins that is another each time; negative where it has none. */
function valueStart(text: string, which: Anew, at: number, lineEnd: number): number {
  switch (which) {
    case 'branch':
      return behind(text, BRANCH, at, lineEnd);
    case 'tag':
      return behind(text, TAG, Math.max(at, text.lastIndexOf('>', lineEnd)), lineEnd);
    default:
      return blankEnd(text, text.indexOf(':', at) + 1, lineEnd);
  }
}

function behind(text: string, what: string, from: number, lineEnd: number): number {
  const at = text.indexOf(what, from);
  return at < 0 || at > lineEnd ? -1 : at + what.length;
}

function valueLength(text: string, which: Anew, start: number): number {
  let end = start;
  if (which !== 'number') {
    while (isPlain(text.charCodeAt(end))) end += 1;
    return end - start;
  }
  while (isDigit(text.charCodeAt(end))) end += 1;
  // A number without leading zeros that is below 2**31 for certain.
  return end - start > 9 || text.charCodeAt(start) === ZERO ? 0 : end - start;
}

const ZERO = 0x30;

function isPlain(code: number): boolean {
  return isDigit(code) || (code >= 0x61 && code <= 0x7a) || (code >= 0x41 && code <= 0x5a) || isJoint(code);
}

function isDigit(code: number): boolean {
  return code >= ZERO && code <= 0x39;
}

/** Hyphen, dot, underscore. */
function isJoint(code: number): boolean {
  return code === 0x2d || code === 0x2e || code === 0x5f;
}
