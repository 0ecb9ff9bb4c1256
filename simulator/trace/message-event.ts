import { Buffer } from 'node:buffer';
import type { Address, TransportName } from '../core/address';
import type { Millis } from '../core/time';
import type { ParseResult } from '../sip/message';
import { MAX_STREAM_BODY_BYTES, MAX_STREAM_HEADER_BYTES, parseMessage } from '../sip/parse';
import type { MessageEvent } from './event';

/** Reads the octets of a message. */
export type Parse = (bytes: Buffer) => ParseResult;

/** All of a message event but what follows from its octets. */
export type MessageFields = Omit<MessageEvent, 'kind' | 'parsed'>;

/**
 * How messages of a transport are read: a stream has no end of packet, so Content-Length decides (RFC 3261 §18.3). A WebSocket
 * message ends where its frames end, as a datagram does, and may leave Content-Length out (RFC 7118 §5.2).
 */
export function parserFor(transport: TransportName): Parse {
  if (transport === 'udp') return parseDatagram;
  return transport === 'ws' || transport === 'wss' ? parseWebSocketMessage : parseFrame;
}

function parseDatagram(bytes: Buffer): ParseResult {
  return parseMessage(bytes);
}

function parseWebSocketMessage(bytes: Buffer): ParseResult {
  return parseMessage(bytes, { maxBytes: MAX_STREAM_HEADER_BYTES + MAX_STREAM_BODY_BYTES });
}

function parseFrame(bytes: Buffer): ParseResult {
  return parseMessage(bytes, { stream: true });
}

/**
 * Makes the event of a message. It is parsed when somebody first asks for `parsed`, and only once, if it was not parsed before. To
 * change a field, make a new event: a copy by spread has no `parsed`.
 */
export function messageEvent(
  fields: MessageFields,
  parse: Parse = parserFor(fields.transport),
  parsed?: ParseResult,
): MessageEvent {
  return new LazyMessage(fields, parse, parsed);
}

/** The same event to be kept for long: its octets are its own, and what was read from them is forgotten until somebody asks again. */
export function keptEvent(event: MessageEvent): MessageEvent {
  return event instanceof LazyMessage ? event.kept : event;
}

/**
 * Lets go of what was read from the octets of an event that is kept; it is read again when somebody asks. The octets move in with others
 * that are kept: where they are now, most that lie beside them are not.
 *
 * @param isForLong whether it will be kept for long, unlike what the next message of its client takes the place of: the two lie apart
 */
export function restEvent(event: MessageEvent, isForLong: boolean): void {
  if (event instanceof LazyMessage) event.rest(isForLong ? lasting : passing);
}

/** Memory for octets that are kept together, in octets. */
const SLAB = 32 * 1024;

/** Puts octets side by side. */
class Slab {
  #octets = Buffer.alloc(0);
  #used = 0;

  keep(bytes: Buffer): Buffer {
    const { length } = bytes;
    if (length > SLAB / 4) return bytes;
    if (this.#used + length > this.#octets.length) {
      this.#octets = Buffer.allocUnsafeSlow(SLAB);
      this.#used = 0;
    }
    const start = this.#used;
    this.#octets.set(bytes, start);
    this.#used += length;
    return this.#octets.subarray(start, start + length);
  }
}

const lasting = new Slab();
const passing = new Slab();

/** A class, because an object of its own getter each would be slow to make and to read. */
class LazyMessage implements MessageEvent {
  readonly kind = 'message';
  readonly frame: number;
  readonly at: Millis;
  readonly direction: MessageEvent['direction'];
  readonly transport: TransportName;
  readonly local: Address;
  readonly remote: Address;
  declare readonly connection?: number;
  bytes: Buffer;
  declare readonly truncated?: true;
  declare readonly captureFrame?: number;
  declare readonly addressesUnknown?: true;
  declare readonly timeUnknown?: true;
  declare readonly lineEndsUnknown?: true;
  declare readonly provocation?: string;
  declare readonly component?: number;
  declare readonly late?: Millis;
  readonly #parse: Parse;
  #parsed: ParseResult | undefined;
  #kept: MessageEvent | undefined;

  constructor(fields: MessageFields, parse: Parse, parsed?: ParseResult) {
    this.frame = fields.frame;
    this.at = fields.at;
    this.direction = fields.direction;
    this.transport = fields.transport;
    this.local = fields.local;
    this.remote = fields.remote;
    this.bytes = fields.bytes;
    if (fields.connection !== undefined) this.connection = fields.connection;
    if (fields.truncated !== undefined) this.truncated = fields.truncated;
    if (fields.captureFrame !== undefined) this.captureFrame = fields.captureFrame;
    if (fields.addressesUnknown !== undefined) this.addressesUnknown = fields.addressesUnknown;
    if (fields.timeUnknown !== undefined) this.timeUnknown = fields.timeUnknown;
    if (fields.lineEndsUnknown !== undefined) this.lineEndsUnknown = fields.lineEndsUnknown;
    if (fields.provocation !== undefined) this.provocation = fields.provocation;
    if (fields.component !== undefined) this.component = fields.component;
    if (fields.late !== undefined) this.late = fields.late;
    this.#parse = parse;
    this.#parsed = parsed;
  }

  get parsed(): ParseResult {
    this.#parsed ??= this.#parse(this.bytes);
    return this.#parsed;
  }

  rest(slab: Slab): void {
    if (this.#parsed === undefined) return;
    this.#parsed = undefined;
    this.bytes = slab.keep(this.bytes);
  }

  get kept(): MessageEvent {
    this.#kept ??= new LazyMessage({ ...this, bytes: Buffer.from(this.bytes) }, this.#parse);
    return this.#kept;
  }
}
