import { contentLengthDefect } from './content-length';
import type { Defect, SipMessage } from './message';
import { fieldsNamed } from './message';
import { CR, LF } from './octets';
import { MAX_STREAM_BODY_BYTES, MAX_STREAM_HEADER_BYTES, parseMessage } from './parse';
import { shown } from './shown';

/** How much one message of a stream may bring. */
export interface FrameLimits {
  readonly maxHeaderBytes: number;
  readonly maxBodyBytes: number;
}

/** What a stream holds, in order. Spans of a problem count in `bytes`. */
export type Frame =
  | { readonly kind: 'message'; readonly bytes: Buffer }
  /** The ping of RFC 5626 §3.5.1: the answer is one CR LF. */
  | { readonly kind: 'keep-alive' }
  /** The stream cannot be read on from here; `bytes` is the header part, as far as it came. */
  | { readonly kind: 'broken'; readonly bytes: Buffer; readonly problem: Defect };

const DEFAULT_LIMITS: FrameLimits = { maxHeaderBytes: MAX_STREAM_HEADER_BYTES, maxBodyBytes: MAX_STREAM_BODY_BYTES };

/**
 * Cuts a stream into messages by Content-Length (RFC 3261 §18.3). Wherever the stream is split into chunks, the frames are
 * the same. Every octet is looked at once, and no more than one message and one chunk is kept.
 */
export class StreamFramer {
  readonly #limits: FrameLimits;
  #buffer: Buffer = Buffer.alloc(0);
  /** The octets of `#buffer` in use. */
  #start = 0;
  #end = 0;
  /** Octets of the current header part that have been looked at, counted from `#start`. */
  #scanned = 0;
  #inMessage = false;
  /** Whether the header part has begun with something else than line ends, and whether a line of it has just ended. */
  #hasText = false;
  #atLineStart = false;
  /** The length of the current message, known once its header part is complete. */
  #frameLength: number | undefined;
  #broken = false;
  #rest: Buffer = Buffer.alloc(0);

  constructor(limits: FrameLimits = DEFAULT_LIMITS) {
    this.#limits = limits;
  }

  /** Takes the next octets of the stream; after a `broken` frame nothing more comes. */
  push(chunk: Buffer): readonly Frame[] {
    if (this.#broken) return [];
    this.#append(chunk);
    const frames: Frame[] = [];
    for (let frame = this.#next(); frame !== undefined; frame = this.#next()) frames.push(frame);
    if (this.#broken || this.#start === this.#end) this.#release();
    return frames;
  }

  /** Octets of line ends between messages that wait for what comes behind them: a ping, or a message (RFC 3261 §7.5). */
  get waiting(): number {
    return this.#inMessage ? 0 : this.#end - this.#start;
  }

  /** What came behind a `broken` frame in the same chunk: who reads a capture can look for the next message there. */
  get rest(): Buffer {
    return this.#rest;
  }

  /** The stream has ended: what lies there of an unfinished message. */
  end(): readonly Frame[] {
    if (this.#broken || !this.#inMessage) return [];
    const span = { start: 0, end: this.#end - this.#start };
    const problem = { rule: 'SIP-message', message: 'the stream ended inside a message', span };
    return [this.#breakOff(span.end, problem)];
  }

  #append(chunk: Buffer): void {
    const kept = this.#end - this.#start;
    if (this.#end + chunk.length > this.#buffer.length) {
      const size = kept + chunk.length;
      // Doubling keeps octet-wise arrival linear.
      const grown = Buffer.allocUnsafe(Math.max(2 * kept, size, 1024));
      this.#buffer.copy(grown, 0, this.#start, this.#end);
      this.#buffer = grown;
      this.#start = 0;
      this.#end = kept;
    }
    chunk.copy(this.#buffer, this.#end);
    this.#end += chunk.length;
  }

  #release(): void {
    this.#buffer = Buffer.alloc(0);
    this.#start = 0;
    this.#end = 0;
  }

  #next(): Frame | undefined {
    if (this.#broken) return undefined;
    if (!this.#inMessage) {
      const between = this.#betweenMessages();
      if (between !== 'message') return between;
    }
    if (this.#frameLength === undefined) {
      const complete = this.#scanHead();
      if (this.#scanned > this.#limits.maxHeaderBytes) return this.#headTooLong();
      if (!complete) return undefined;
      const problem = this.#readHead();
      if (problem !== undefined) return this.#breakOff(this.#scanned, problem);
    }
    return this.#wholeMessage();
  }

  /** Skips CR LF before a start line (RFC 3261 §7.5); two in a row are a ping. `undefined`: more octets have to come. */
  #betweenMessages(): Frame | undefined | 'message' {
    while (this.#start < this.#end) {
      const ends = this.#lineEndsAhead();
      const available = this.#end - this.#start;
      if (ends === 4) {
        this.#start += 4;
        return { kind: 'keep-alive' };
      }
      if (ends === available) return undefined;
      if (ends < 2) {
        this.#inMessage = true;
        return 'message';
      }
      this.#start += 2;
    }
    return undefined;
  }

  /** How many octets of CR LF CR LF lie ahead. */
  #lineEndsAhead(): number {
    let count = 0;
    while (count < 4 && this.#start + count < this.#end && this.#octet(count) === (count % 2 === 0 ? CR : LF))
      count += 1;
    return count;
  }

  #octet(index: number): number | undefined {
    return this.#buffer[this.#start + index];
  }

  /**
   * Looks on for the empty row behind the header fields. A bare CR or LF ends a line here as it does for the parser, which
   * reports it: so a client with wrong line ends gets its 400 instead of silence.
   */
  #scanHead(): boolean {
    const available = this.#end - this.#start;
    let index = this.#scanned;
    let complete = false;
    while (!complete && index < available && index <= this.#limits.maxHeaderBytes) {
      const octet = this.#octet(index);
      if (octet === CR || octet === LF) {
        // Whether a CR stands alone shows with the octet behind it.
        if (octet === CR && index + 1 === available) break;
        index += octet === CR && this.#octet(index + 1) === LF ? 2 : 1;
        complete = this.#atLineStart;
        this.#atLineStart = this.#hasText;
      } else {
        index += 1;
        this.#hasText = true;
        this.#atLineStart = false;
      }
    }
    this.#scanned = index;
    return complete;
  }

  #headTooLong(): Frame {
    const { maxHeaderBytes } = this.#limits;
    const message = `the header part is longer than the limit of ${maxHeaderBytes} octets`;
    return this.#breakOff(maxHeaderBytes, { rule: 'SIP-message', message, span: { start: 0, end: maxHeaderBytes } });
  }

  /** Learns the length of the message from its complete header part, or says why that cannot be. */
  #readHead(): Defect | undefined {
    const head = this.#buffer.subarray(this.#start, this.#start + this.#scanned);
    const parsed = parseMessage(head, { stream: true, maxBytes: this.#scanned });
    if (!parsed.ok) return parsed.problem;
    const length = framingLength(parsed.message);
    if (typeof length !== 'number') return length;
    if (length > this.#limits.maxBodyBytes) {
      const message = `a body of ${length} octets is more than the limit of ${this.#limits.maxBodyBytes}`;
      return { rule: 'Content-Length', message, span: { start: 0, end: this.#scanned } };
    }
    this.#frameLength = this.#scanned + length;
    return undefined;
  }

  #wholeMessage(): Frame | undefined {
    const length = this.#frameLength ?? 0;
    if (this.#end - this.#start < length) return undefined;
    const bytes = this.#take(length);
    this.#inMessage = false;
    this.#hasText = false;
    this.#atLineStart = false;
    this.#scanned = 0;
    this.#frameLength = undefined;
    return { kind: 'message', bytes };
  }

  #breakOff(length: number, problem: Defect): Frame {
    this.#broken = true;
    const bytes = this.#take(length);
    this.#rest = this.#buffer.subarray(this.#start, this.#end);
    return { kind: 'broken', bytes, problem };
  }

  /** No copy: octets that have been handed out are never written again. */
  #take(length: number): Buffer {
    const bytes = this.#buffer.subarray(this.#start, this.#start + length);
    this.#start += length;
    return bytes;
  }
}

/** Exactly one number has to come out of the Content-Length rows; equal repeats leave no doubt where the message ends. */
function framingLength(head: SipMessage): number | Defect {
  const [first, ...others] = fieldsNamed(head, 'content-length');
  if (first === undefined) {
    const span = { start: head.body.start, end: head.body.start };
    return { rule: 'RFC 3261 §18.3', message: 'Content-Length is missing, which a stream needs', span };
  }
  const length = Number(first.value);
  const differing = others.find((field) => Number(field.value) !== length);
  if (differing === undefined) return contentLengthDefect(first) ?? length;
  const message = `Content-Length ${shown(differing.value)} differs from ${shown(first.value)}`;
  return { rule: 'Content-Length', message, span: differing.span };
}
