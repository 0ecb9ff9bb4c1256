import { Buffer } from 'node:buffer';
import { StreamFramer } from '../../sip/framing';
import type { Refusal } from './counts';
import { beginsMessage, findMessage } from './find-message';
import { skipLineEnds } from './start-line';

/** Takes what a stream gives. */
export interface MessageSink {
  /** A message, or what claims to be one; `isTruncated`: the capture lacks its end. */
  message(bytes: Buffer, isTruncated: boolean): void;
  /** Octets that no message can be made of. */
  skipped(refusal: Refusal): void;
}

const homeless: Refusal = { reason: 'parts of SIP over TCP that belong to no message that can be read' };

/** How much goes to the framer at once: what lies behind a message that it breaks off at was copied in vain. */
const SLICE = 8192;

const nothing: Buffer = Buffer.alloc(0);

/**
 * SIP over TCP as a capture shows it: cut by Content-Length as a server cuts it (RFC 3261 §18.3), and where octets are missing, or
 * the length of a message cannot be told, taken up again at the next start line.
 */
export class SipStream {
  readonly #sink: MessageSink;
  /** Nothing while a start line is looked for. */
  #framer: StreamFramer | undefined;
  #tail: Buffer = nothing;
  /** Whether the segment of `#tail` has been counted among those that hold octets of no message. */
  #isTold = false;
  /** Octets that wait for the rest of their message. */
  #held = 0;

  /** @param isFromStart whether the first octet is the first of the connection; if not, it may lie inside a message. */
  constructor(sink: MessageSink, isFromStart: boolean) {
    this.#sink = sink;
    if (isFromStart) this.#framer = new StreamFramer();
  }

  /** Whether the stream waits for a start line. */
  get isSearching(): boolean {
    return this.#framer === undefined;
  }

  get held(): number {
    return this.#held + this.#tail.length;
  }

  push(bytes: Buffer): void {
    let left = bytes;
    while (left.length > 0) {
      if (this.#framer === undefined) {
        left = this.#search(left);
        if (left.length > 0) this.#framer = new StreamFramer();
      }
      if (this.#framer !== undefined) left = this.#frame(this.#framer, left);
    }
  }

  /** Octets are missing here. */
  lost(): void {
    this.end(true);
  }

  /** Nothing more comes; `isTruncated`: because of the capture, not because the sender ended. */
  end(isTruncated: boolean): void {
    for (const frame of this.#framer?.end() ?? []) {
      if (frame.kind !== 'keep-alive') this.#sink.message(frame.bytes, isTruncated);
    }
    this.#framer = undefined;
    this.#tail = nothing;
    this.#held = 0;
  }

  /** Returns what lies behind a message whose end cannot be told. */
  #frame(framer: StreamFramer, bytes: Buffer): Buffer {
    for (let from = 0; from < bytes.length; from += SLICE) {
      const slice = bytes.subarray(from, from + SLICE);
      const frames = framer.push(slice);
      this.#held = frames.length === 0 ? this.#held + slice.length : 0;
      for (const frame of frames) {
        if (frame.kind === 'keep-alive') continue;
        this.#sink.message(frame.bytes, false);
        if (frame.kind !== 'broken') continue;
        this.#framer = undefined;
        return bytes.subarray(from + slice.length - framer.rest.length);
      }
    }
    return nothing;
  }

  /** Returns the octets from a message on, where there is one. */
  #search(bytes: Buffer): Buffer {
    // A message mostly begins with a segment; what looked like the beginning of one before is then something else.
    const isStart = this.#tail.length > 0 && beginsMessage(bytes) === 'yes';
    if (isStart && !this.#isTold) this.#sink.skipped(homeless);
    const octets = isStart ? bytes : Buffer.concat([this.#tail, bytes]);
    const { isMessage, at } = findMessage(octets);
    // A start line and the name of a field: that much is needed to tell, so that the tail does not grow.
    this.#tail = isMessage ? nothing : Buffer.from(octets.subarray(at));
    // Line ends between messages keep a connection open and are no part of any (RFC 5626 §3.5.1).
    this.#isTold = at > skipLineEnds(octets, 0, octets.length);
    if (this.#isTold) this.#sink.skipped(homeless);
    return isMessage ? octets.subarray(at) : nothing;
  }
}
