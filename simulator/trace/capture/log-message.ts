import { MAX_STREAM_BODY_BYTES, MAX_STREAM_HEADER_BYTES } from '../../sip/parse';
import { type FoundBody, LogBody, type Reading } from './log-body';
import type { Dress, LogHeader } from './log-header';
import type { LogLine } from './log-lines';
import { isHeaderRow, isStartLine, startLineInside, undress } from './log-start';
import { XmlEnd } from './log-xml-end';

/** What a log does with line ends, as far as it has been seen. */
export interface LineEnds {
  /** A line of a message ended with CR LF: the log shows the octets as they were. */
  keepsCr: boolean;
  /** A line of the log's own ended with CR LF: the whole file may have been rewritten. */
  hasCrEverywhere: boolean;
}

/** A message as it was before it was logged. */
export interface LoggedMessage {
  readonly bytes: Buffer;
  readonly truncated?: true;
  readonly lineEndsUnknown?: true;
}

const nothing: Dress = {};

/** Collects the lines of one message, from its start line on. */
export class LogMessage {
  readonly #header: LogHeader | undefined;
  readonly #dress: Dress;
  readonly #ends: LineEnds;
  readonly #head: LogLine[] = [];
  #headOctets = 0;
  #isHeadDone = false;
  #body: LogBody | undefined;
  #bodyOctets = 0;
  /** Where a body of unknown length ends, for it is XML. */
  #xmlEnd: XmlEnd | undefined;
  /** The lines as they came, to be read again where they turn out to be none of the message. */
  readonly #raw: LogLine[] = [];
  #isDone = false;
  #isTooLong = false;

  constructor(header: LogHeader | undefined, ends: LineEnds) {
    this.#header = header;
    this.#dress = header?.dress ?? nothing;
    this.#ends = ends;
  }

  /** Whether the message is complete, or too long to be read. */
  get isDone(): boolean {
    return this.#isDone;
  }

  get isTooLong(): boolean {
    return this.#isTooLong;
  }

  /** Whether a line that starts something else may do so here; inside a body it may be what the body quotes. */
  get mayEnd(): boolean {
    return this.#body === undefined || this.#body.mayEnd || !this.#quotesMessages();
  }

  /** Whether `line`, as the log shows it, is surely behind the message. */
  endsBefore(line: LogLine): boolean {
    if (this.#dress.end?.test(line.text)) return true;
    const { text, end } = undress(line, this.#dress);
    if (this.#isHeadDone) return this.mayEnd && isStartLine(text);
    if (text === '' || isHeaderRow(text) || /^[ \t]/.test(text)) return false;
    // Where a log keeps CR, its own lines show by their bare LF; where it does not, a line without a colon is rather the log's.
    return isStartLine(text) || end !== '\r\n';
  }

  /** Where in a line of the body the next message starts, for a body need not end with a line end; 0: nowhere. */
  splitAt({ text }: LogLine): number {
    if (this.#body === undefined || !/sip\/\d/i.test(text)) return 0;
    const inside = startLineInside(text);
    // Where CR was left out, the octets as they are lead into the middle of a word.
    if (inside > 0 && !this.#isExact()) return inside;
    return this.#body.offsets().find((offset) => offset < text.length && isStartLine(text.slice(offset))) ?? inside;
  }

  add(line: LogLine): void {
    const undressed = undress(line, this.#dress);
    if (this.#isHeadDone) this.#addToBody(line, undressed);
    else this.#addToHead(undressed);
  }

  #addToHead(line: LogLine): void {
    this.#head.push(line);
    this.#headOctets += line.text.length + line.end.length;
    if (line.end === '\r\n') this.#ends.keepsCr = true;
    if (this.#headOctets > MAX_STREAM_HEADER_BYTES) this.#giveUp();
    // The log counts the octets: the empty line that comes now would be its own.
    const isWhole = this.#isExact() && this.#headOctets === this.#header?.length;
    if (line.text === '' || isWhole) this.#endHead();
  }

  #endHead(): void {
    this.#isHeadDone = true;
    const lengths = this.#bodyLengths();
    if (lengths[0] === 0) this.#isDone = true;
    else if (lengths.length > 0) this.#body = new LogBody(lengths, this.#readings());
    else if (this.#valueOf('content-type|c') === undefined) this.#isDone = true;
    else {
      this.#body = new LogBody([], []);
      this.#xmlEnd = new XmlEnd();
    }
  }

  #addToBody(line: LogLine, undressed: LogLine): void {
    this.#raw.push(line);
    this.#body?.add(undressed);
    this.#bodyOctets += undressed.text.length + undressed.end.length;
    if (this.#bodyOctets > 2 * MAX_STREAM_BODY_BYTES) this.#giveUp();
    if (this.#body?.isFull(this.#isExact()) || this.#xmlEnd?.isAt(undressed.text)) this.#isDone = true;
  }

  #giveUp(): void {
    this.#isTooLong = true;
    this.#isDone = true;
  }

  /** Whether it has any of the fields that tell messages apart; prose about messages has a start line at most. */
  get hasIdentity(): boolean {
    return this.#valueOf('via|v|call-id|i|cseq') !== undefined;
  }

  /** The message, and the collected lines that are none of it. */
  finish(isFileEnd: boolean): { readonly message: LoggedMessage; readonly rest: readonly LogLine[] } {
    const isExact = this.#isExact();
    const body: FoundBody | undefined = this.#body?.found(isExact && !isFileEnd);
    const isHeadCut = !this.#isHeadDone && (this.#bodyLengths()[0] ?? (isFileEnd ? 1 : 0)) > 0;
    const head = this.#headText();
    const bytes = Buffer.from(head.text + (body?.text ?? ''), 'latin1');
    const message = {
      bytes,
      ...((isHeadCut || (body?.isDoubtful && this.#xmlEnd === undefined)) && { truncated: true as const }),
      ...(head.isRestored && { lineEndsUnknown: true as const }),
    };
    return { message, rest: this.#raw.slice(body?.used ?? 0) };
  }

  /** Whether the octets are those of the wire, except for what the log puts behind them. */
  #isExact(): boolean {
    return this.#dress.dots === true || (this.#ends.keepsCr && this.#dress.dropsCr === undefined);
  }

  /** The head as text, its line ends put back where the log shows none; the empty line, too, if the log has eaten it. */
  #headText(): { readonly text: string; readonly isRestored: boolean } {
    const isWhole = this.#isExact() && this.#headOctets === this.#header?.length;
    const restores = !this.#isExact();
    const rows = this.#head.map(({ text, end }) => text + (restores ? '\r\n' : end));
    if (isWhole) return { text: rows.join(''), isRestored: false };
    const last = this.#head.at(-1);
    const isLogsOwnEnd = last?.text === '' && last.end !== '\r\n' && this.#head.at(-2)?.end === '\r\n';
    if (isLogsOwnEnd) rows[rows.length - 1] = '\r\n';
    if (last?.text !== '') {
      if (last?.end === '' && !restores) rows.push('\r\n');
      rows.push('\r\n');
    }
    return { text: rows.join(''), isRestored: restores || isLogsOwnEnd || last?.text !== '' };
  }

  /** What is said of the length of the body: by the log, which counts the whole message, and by Content-Length. */
  #bodyLengths(): readonly number[] {
    const said = /^\s*(\d{1,9})\s*$/.exec(this.#valueOf('content-length|l') ?? '')?.[1];
    const announced = said === undefined ? [] : [Number(said)];
    const head = this.#isExact() ? this.#headOctets : this.#headText().text.length;
    const counted = this.#header?.length === undefined ? -1 : this.#header.length - head;
    if (counted < 0) return announced;
    // Without CR the count may be of other line ends than those that were put back.
    return this.#isExact() ? [counted, ...announced] : [...announced, counted];
  }

  #readings(): readonly Reading[] {
    if (!this.#isExact()) return ['as-is', 'crlf'];
    return this.#ends.hasCrEverywhere ? ['as-is', 'lf'] : ['as-is'];
  }

  #quotesMessages(): boolean {
    return /^\s*(?:message|multipart)\//i.test(this.#valueOf('content-type|c') ?? '');
  }

  #valueOf(names: string): string | undefined {
    const row = new RegExp(`^(?:${names})[ \\t]*:(.*)$`, 'i');
    for (const { text } of this.#head) {
      const value = row.exec(text)?.[1];
      if (value !== undefined) return value;
    }
    return undefined;
  }
}
