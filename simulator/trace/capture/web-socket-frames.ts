import { Buffer } from 'node:buffer';
import { MAX_STREAM_BODY_BYTES, MAX_STREAM_HEADER_BYTES } from '../../sip/parse';
import { ByteQueue } from './byte-queue';
import type { Refusal } from './counts';
import { copyOf, i32, u16 } from './octets';
import type { MessageSink } from './sip-stream';
import { likeStartLine, skipLineEnds } from './start-line';

/** As for SIP over TCP; a longer message is passed over. */
const MAX_MESSAGE = MAX_STREAM_HEADER_BYTES + MAX_STREAM_BODY_BYTES;

const damaged: Refusal = { reason: 'parts of WebSocket connections in which no frame can be made out' };
const compressed: Refusal = { reason: 'compressed WebSocket messages (permessage-deflate)' };
const tooLong: Refusal = { reason: `WebSocket messages longer than ${MAX_MESSAGE} octets` };
const unfinished: Refusal = { reason: 'WebSocket messages that were not captured to their end' };

const OPCODE_CONTINUATION = 0;
const OPCODE_BINARY = 2;
const OPCODE_CLOSE = 8;
const OPCODE_PONG = 10;
const MAX_CONTROL = 125;

/** The head of a frame (RFC 6455 §5.2). */
interface FrameHead {
  readonly isFinal: boolean;
  readonly isCompressed: boolean;
  readonly opcode: number;
  /** The octets of the head itself. */
  readonly size: number;
  readonly length: number;
  /** The place of the masking key, where there is one. */
  readonly maskAt: number | undefined;
}

/** Reads the head of a frame; `undefined` where it needs more octets, or cannot be one. */
function readHead(bytes: Buffer, start: number, end: number): FrameHead | undefined | 'damaged' {
  if (end - start < 2) return undefined;
  const [first, second] = [bytes[start] as number, bytes[start + 1] as number];
  const short = second & 0x7f;
  const lengthSize = short === 126 ? 2 : short === 127 ? 8 : 0;
  const isMasked = (second & 0x80) !== 0;
  const size = 2 + lengthSize + (isMasked ? 4 : 0);
  if (end - start < size) return undefined;
  const opcode = first & 15;
  const isFinal = (first & 0x80) !== 0;
  const isControl = opcode >= OPCODE_CLOSE;
  const isKnown = opcode <= OPCODE_BINARY || (isControl && opcode <= OPCODE_PONG);
  if (!isKnown || (first & 0x30) !== 0 || (isControl && (!isFinal || short > MAX_CONTROL))) return 'damaged';
  // Of 64 bits the highest is 0; what needs more than 53 is no length of a message.
  if (lengthSize === 8 && i32(bytes, start + 2) >>> 21 !== 0) return 'damaged';
  const length =
    lengthSize === 0
      ? short
      : lengthSize === 2
        ? u16(bytes, start + 2)
        : (i32(bytes, start + 2) >>> 0) * 0x1_0000_0000 + (i32(bytes, start + 6) >>> 0);
  const maskAt = isMasked ? start + size - 4 : undefined;
  return { isFinal, isCompressed: (first & 0x40) !== 0, opcode, size, length, maskAt };
}

/** The payload, or as much of it as is there, without its mask (RFC 6455 §5.3). */
function payloadOf(bytes: Buffer, start: number, end: number, { size, length, maskAt }: FrameHead): Buffer {
  const from = start + size;
  const payload = copyOf(bytes, from, Math.min(from + length, end));
  if (maskAt === undefined) return payload;
  for (let index = 0; index < payload.length; index += 1) {
    payload[index] = (payload[index] as number) ^ (bytes[maskAt + (index & 3)] as number);
  }
  return payload;
}

/** How much of a payload is looked at to see whether it is SIP. */
const GLANCE = 512;

/** Whether a frame begins here that holds a SIP message: so a connection is known whose handshake is not in the capture. */
export function likeSipFrame(bytes: Buffer, start: number, end: number): boolean {
  const first = bytes[start] as number;
  if (first !== 0x81 && first !== 0x82) return false;
  const head = readHead(bytes, start, end);
  if (head === undefined || head === 'damaged' || head.length > MAX_MESSAGE) return false;
  const payload = payloadOf(bytes, start, Math.min(end, start + head.size + GLANCE), head);
  return likeStartLine(payload, skipLineEnds(payload, 0, payload.length), payload.length) === 'yes';
}

/** Takes the data messages out of one direction of a WebSocket connection (RFC 6455 §5). */
export class WebSocketFrames {
  readonly #sink: MessageSink;
  readonly #queue = new ByteQueue();
  /** The payloads of the fragments of a message so far. */
  #parts: Buffer[] = [];
  #length = 0;
  #isInMessage = false;
  /** Why the message in hand cannot be read. */
  #refusal: Refusal | undefined;
  /** Octets of a payload that nobody wants. */
  #skip = 0;
  #isLost = false;

  constructor(sink: MessageSink) {
    this.#sink = sink;
  }

  get held(): number {
    return this.#queue.length + this.#length;
  }

  push(bytes: Buffer): void {
    if (this.#isLost && !likeSipFrame(bytes, 0, bytes.length)) {
      this.#sink.skipped(damaged);
      return;
    }
    this.#isLost = false;
    this.#queue.append(bytes);
    while (!this.#isLost && this.#next());
  }

  /** Octets are missing here, or nothing more comes: what there is of a message is handed over as cut off. */
  cut(): void {
    const { bytes, start, end } = this.#queue;
    const head = this.#skip > 0 ? undefined : readHead(bytes, start, end);
    const isData = head !== undefined && head !== 'damaged' && head.opcode <= OPCODE_BINARY && !head.isCompressed;
    if (isData && this.#length + end - start <= MAX_MESSAGE) this.#parts.push(payloadOf(bytes, start, end, head));
    const whole = Buffer.concat(this.#parts);
    if (whole.length > 0 && this.#refusal === undefined) this.#sink.message(whole, true);
    else if (this.#isInMessage || end > start) this.#sink.skipped(unfinished);
    this.#forget();
    this.#isLost = true;
  }

  /** Reads one step on; `false` when more octets are needed. */
  #next(): boolean {
    const queue = this.#queue;
    if (this.#skip > 0) {
      const count = Math.min(this.#skip, queue.length);
      queue.skip(count);
      this.#skip -= count;
      return count > 0;
    }
    const head = readHead(queue.bytes, queue.start, queue.end);
    if (head === undefined) return false;
    if (head === 'damaged' || !this.#fits(head)) return this.#damage();
    return head.opcode > OPCODE_BINARY ? this.#control(head) : this.#data(head);
  }

  /** A continuation needs a message that it continues, and nothing else may come between (RFC 6455 §5.4). */
  #fits({ opcode }: FrameHead): boolean {
    if (opcode > OPCODE_BINARY) return true;
    return (opcode === OPCODE_CONTINUATION) === this.#isInMessage;
  }

  #control({ size, length }: FrameHead): boolean {
    if (this.#queue.length < size + length) return false;
    this.#queue.skip(size + length);
    return true;
  }

  #data(head: FrameHead): boolean {
    const { size, length, isFinal } = head;
    if (head.isCompressed) this.#refusal ??= compressed;
    if (this.#length + length > MAX_MESSAGE) this.#refusal ??= tooLong;
    const isWanted = this.#refusal === undefined;
    const { bytes, start, end } = this.#queue;
    if (isWanted && end - start < size + length) return false;
    if (isWanted && length > 0) this.#parts.push(payloadOf(bytes, start, end, head));
    if (isWanted) this.#length += length;
    this.#isInMessage = true;
    this.#queue.skip(isWanted ? size + length : size);
    if (!isWanted) this.#skip = length;
    if (isFinal) this.#finish();
    return true;
  }

  #finish(): void {
    const [first, ...others] = this.#parts;
    const refusal = this.#refusal;
    const bytes = first !== undefined && others.length === 0 ? first : Buffer.concat(this.#parts);
    this.#parts = [];
    this.#length = 0;
    this.#isInMessage = false;
    this.#refusal = undefined;
    if (refusal !== undefined) this.#sink.skipped(refusal);
    else this.#sink.message(bytes, false);
  }

  #damage(): boolean {
    this.#sink.skipped(damaged);
    this.#forget();
    this.#isLost = true;
    return false;
  }

  #forget(): void {
    this.#queue.clear();
    this.#parts = [];
    this.#length = 0;
    this.#isInMessage = false;
    this.#refusal = undefined;
    this.#skip = 0;
  }
}
