import type { Address, TransportName } from '../core/address';
import type { Millis } from '../core/time';
import type { ParseResult } from '../sip/message';
import { parseMessage } from '../sip/parse';
import type { MessageEvent } from './event';

/** Reads the octets of a message. */
export type Parse = (bytes: Buffer) => ParseResult;

/** All of a message event but what follows from its octets. */
export type MessageFields = Omit<MessageEvent, 'kind' | 'parsed'>;

/** How messages of a transport are read: a stream has no end of packet, so Content-Length decides (RFC 3261 §18.3). */
export function parserFor(transport: TransportName): Parse {
  return transport === 'udp' ? parseDatagram : parseFrame;
}

function parseDatagram(bytes: Buffer): ParseResult {
  return parseMessage(bytes);
}

function parseFrame(bytes: Buffer): ParseResult {
  return parseMessage(bytes, { stream: true });
}

/**
 * Makes the event of a message. It is parsed when somebody first asks for `parsed`, and only once. To change a field, make a new
 * event: a copy by spread has no `parsed`.
 */
export function messageEvent(fields: MessageFields, parse: Parse = parserFor(fields.transport)): MessageEvent {
  return new LazyMessage(fields, parse);
}

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
  readonly bytes: Buffer;
  readonly #parse: Parse;
  #parsed: ParseResult | undefined;

  constructor(fields: MessageFields, parse: Parse) {
    this.frame = fields.frame;
    this.at = fields.at;
    this.direction = fields.direction;
    this.transport = fields.transport;
    this.local = fields.local;
    this.remote = fields.remote;
    this.bytes = fields.bytes;
    if (fields.connection !== undefined) this.connection = fields.connection;
    this.#parse = parse;
  }

  get parsed(): ParseResult {
    this.#parsed ??= this.#parse(this.bytes);
    return this.#parsed;
  }
}
