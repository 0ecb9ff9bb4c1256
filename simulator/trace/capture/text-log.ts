import type { Millis } from '../../core/time';
import type { Captured, CaptureReader } from './captured';
import { Counts, notSip } from './counts';
import { wayOf } from './log-addresses';
import type { LogHeader } from './log-header';
import { readHeader } from './log-headers';
import { type LogLine, LogLines } from './log-lines';
import { type LineEnds, LogMessage } from './log-message';
import { hasFieldInside, hasStartLineInside, isHeaderRow, isStartLine, startInPacket, undress } from './log-start';
import { LogClock } from './log-time';

/** What a log said of the message that has to come now. */
interface Pending {
  readonly header: LogHeader;
  readonly at: Millis;
  readonly isExact: boolean;
  /** Lines that may come before the start line. */
  patience: number;
  /** A message came; another one may follow directly, as in one segment of a stream. */
  isUsed: boolean;
}

/** An IP header that is printed as text can hold line ends. */
const PACKET_PATIENCE = 5;

const wrapped = { reason: 'packets that ngrep printed without "-W byline"' };
const prefixed = { reason: 'start lines behind other text: the log puts words before each line of a message' };
const tooLong = { reason: 'messages that are too long, or whose end cannot be found' };
const fragment = { reason: 'start lines with a few header fields, but none of Via, Call-ID and CSeq' };
const wide = { reason: 'text in UTF-16: convert the file to UTF-8' };

/**
 * Reads SIP messages in text: the logs of tools and stacks that say what they are (`log-tools.ts`, `log-stacks.ts`), and messages
 * that simply follow each other, with or without lines between them. A message begins with a start line that a header field
 * follows, and ends where its Content-Length, the log's own count, or the next message says.
 *
 * What a log does not show is not made up: see `addressesUnknown`, `timeUnknown` and `lineEndsUnknown` of `CapturedMessage`.
 */
export class TextLog implements CaptureReader {
  readonly counts = new Counts();
  readonly #lines: LogLines;
  readonly #ends: LineEnds;
  readonly #isWide: boolean;
  readonly #clock = new LogClock();
  #found: Captured[] = [];
  /** The lines of a header that takes several. */
  #open: LogHeader | undefined;
  #pending: Pending | undefined;
  /** What looks like a start line; the next line decides. */
  #candidate: LogLine | undefined;
  /** The line before had a start line in it, behind other text. */
  #hasStartInside = false;
  #message: LogMessage | undefined;

  /** @param head the first octets of the file; they are only looked at, and come again with `push` */
  constructor(head: Buffer) {
    const text = head.toString('latin1');
    this.#isWide = /^(?:\xff\xfe|\xfe\xff)/.test(text);
    const isTextMode = /SIP\/\d\.\d[^\r\n]*\r\r\n/i.test(text);
    this.#lines = new LogLines(isTextMode);
    const keepsCr = isTextMode || /^[^\r\n]*SIP\/\d\.\d[^\r\n]*\r\n/im.test(text);
    this.#ends = { keepsCr, hasCrEverywhere: false };
    if (this.#isWide) this.counts.refuse(wide);
  }

  push(chunk: Buffer): readonly Captured[] {
    if (this.#isWide) return [];
    for (const line of this.#lines.push(chunk)) this.#take(line);
    return this.#given();
  }

  end(): readonly Captured[] {
    for (const line of this.#lines.end()) this.#take(line);
    // What lies behind a body that is shorter than it looked can be a message again.
    while (this.#message !== undefined) this.#finish(true);
    this.#forget();
    return this.#given();
  }

  #given(): readonly Captured[] {
    const found = this.#found;
    if (found.length > 0) this.#found = [];
    return found;
  }

  #take(line: LogLine): void {
    if (this.#message !== undefined) {
      const isBehind = this.#message.endsBefore(line) || readHeader(line.text, this.#open) !== undefined;
      const start = isBehind ? 0 : this.#message.splitAt(line);
      if (start > 0) {
        this.#take({ text: line.text.slice(0, start), end: '' });
        this.#take({ text: line.text.slice(start), end: line.end });
        return;
      }
      if (!isBehind) {
        this.#message.add(line);
        if (this.#message.isDone) this.#finish();
        return;
      }
      this.#finish();
      // The lines that were given back may have begun another message.
      if (this.#message !== undefined) {
        this.#take(line);
        return;
      }
    }
    this.#between(line);
  }

  /** A line between messages. */
  #between(line: LogLine): void {
    if (this.#candidate !== undefined && this.#begins(this.#candidate, line)) return;
    if (this.#hasStartInside && hasFieldInside(line.text)) this.counts.refuse(prefixed);
    this.#hasStartInside = this.#pending === undefined && hasStartLineInside(line.text);
    this.#candidate = undefined;
    const header = readHeader(line.text, this.#open ?? this.#pending?.header);
    if (header !== undefined) {
      this.#announce(header, line);
      return;
    }
    const start = this.#startIn(line);
    if (start !== undefined) this.#candidate = start;
    else this.#pass(line);
  }

  /** A line about the message that comes. */
  #announce(header: LogHeader, line: LogLine): void {
    if (line.end === '\r\n') this.#ends.hasCrEverywhere = true;
    if (header.isOpen) {
      if (this.#open === undefined) this.#forget();
      this.#open = header;
      return;
    }
    this.#open = undefined;
    this.#forget();
    this.counts.packets += 1;
    const patience = header.dress.packet ? PACKET_PATIENCE : 0;
    this.#pending = { header, ...this.#clock.read(header.time), patience, isUsed: false };
  }

  /** The packet that was announced brought no message. */
  #forget(): void {
    if (this.#pending !== undefined && !this.#pending.isUsed) this.counts.refuse(notSip);
    this.#pending = undefined;
  }

  /** The start line in a line, or what stands in its place. */
  #startIn(line: LogLine): LogLine | undefined {
    const header = this.#pending?.header;
    if (header === undefined) return isStartLine(line.text) ? line : undefined;
    if (header.dress.packet) return startInPacket(line) ?? (isStartLine(line.text) ? line : undefined);
    const { text } = undress(line, header.dress);
    // Where the log says that a message follows, the line may be as wrong as it likes.
    const isAnnounced = this.#pending?.isUsed === false && text !== '' && !isHeaderRow(text);
    return isStartLine(text) || (isAnnounced && !isWrapped(header, line.text)) ? line : undefined;
  }

  /** Whether `line` shows that the candidate is a start line; then the message begins. */
  #begins(candidate: LogLine, line: LogLine): boolean {
    const header = this.#pending?.header;
    const { text } = header === undefined ? line : undress(line, header.dress);
    const isBare = header !== undefined && text === '' && isStartLine(undress(candidate, header.dress).text);
    if (!isHeaderRow(text) && !isBare) return false;
    this.#candidate = undefined;
    if (header === undefined) this.counts.packets += 1;
    this.#message = new LogMessage(header, this.#ends);
    this.#message.add(candidate);
    this.#message.add(line);
    if (this.#message.isDone) this.#finish();
    return true;
  }

  /** A line that is none of a message. */
  #pass(line: LogLine): void {
    if (line.text === '') return;
    const pending = this.#pending;
    if (pending === undefined) return;
    if (isWrapped(pending.header, line.text)) {
      this.#pending = undefined;
      this.counts.refuse(wrapped);
    } else if (pending.patience === 0) this.#forget();
    // tcpdump -v shows the message a first time, behind tabs.
    else if (!line.text.startsWith('\t')) pending.patience -= 1;
  }

  #finish(isFileEnd = false): void {
    const logged = this.#message;
    this.#message = undefined;
    if (logged === undefined) return;
    const { message, rest } = logged.finish(isFileEnd);
    if (logged.isTooLong) this.counts.refuse(tooLong);
    else if (this.#pending === undefined && !logged.hasIdentity) this.counts.refuse(fragment);
    else this.#give(message);
    for (const line of rest) this.#take(line);
  }

  #give({ bytes, truncated, lineEndsUnknown }: ReturnType<LogMessage['finish']>['message']): void {
    const pending = this.#pending;
    const { at, isExact } = pending ?? this.#clock.read(undefined);
    this.counts.messages += 1;
    this.#found.push({
      kind: 'message',
      at,
      captureFrame: this.counts.messages,
      ...wayOf(pending?.header, bytes),
      bytes,
      ...(truncated && { truncated }),
      ...(!isExact && { timeUnknown: true as const }),
      ...(lineEndsUnknown && { lineEndsUnknown }),
    });
    if (pending === undefined) return;
    const { length: _, ...header } = pending.header;
    this.#pending = { ...pending, header, patience: 0, isUsed: true };
  }
}

/** ngrep cuts a packet into columns, and CR LF cannot be told from other octets. */
function isWrapped(header: LogHeader, text: string): boolean {
  return header.log === 'ngrep' && /^ {2}\S.{20}/.test(text) && text.includes('..');
}
