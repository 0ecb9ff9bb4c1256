import { Buffer } from 'node:buffer';
import { type Address, transports } from '../core/address';
import type { Writable } from '../sip/writable';
import type { MessageEvent, TraceEvent } from './event';
import { type MessageFields, messageEvent, type Parse } from './message-event';

/**
 * Events as another thread can take them: the octets of all messages and the fields that go with them in two blocks of memory, which
 * are handed over and not copied, and the few other events as they are.
 */
export interface EventBatch {
  readonly octets: ArrayBuffer;
  /** `ROW` numbers for each message: see `Rows`. */
  readonly rows: ArrayBuffer;
  readonly messages: number;
  /** The ends of messages, by number. */
  readonly addresses: readonly Address[];
  /** What is no message, or one that no block can hold, with the number of messages before it. */
  readonly others: readonly { readonly before: number; readonly event: OtherEvent }[];
}

/** An event as it is copied to another thread: what was read of it stays behind. */
type OtherEvent = Exclude<TraceEvent, MessageEvent> | (MessageFields & Pick<MessageEvent, 'kind'>);

/** Memory for one batch. */
export type BatchBlocks = Pick<EventBatch, 'octets' | 'rows'>;

/** The memory to hand over; an empty batch has none. */
export function blocksOf({ octets, rows }: BatchBlocks): ArrayBuffer[] {
  return octets.byteLength === 0 ? [] : [octets, rows];
}

const MOST_OCTETS = 256 * 1024;
const MOST_MESSAGES = 1_024;
/** Numbers of one message: frame, time, flags, local, remote, connection, frame of the capture, octets; what is missing is -1. */
const ROW = 8;

/** Whether a field of a message has its place in a row; a message with one that has none goes as it is. */
const isInRow: Readonly<Record<keyof MessageFields, boolean>> = {
  frame: true,
  at: true,
  direction: true,
  transport: true,
  local: true,
  remote: true,
  connection: true,
  bytes: true,
  truncated: true,
  captureFrame: true,
  addressesUnknown: true,
  timeUnknown: true,
  lineEndsUnknown: true,
  provocation: false,
  component: false,
  late: false,
};
const unusual = (Object.keys(isInRow) as (keyof MessageFields)[]).filter((key) => !isInRow[key]);

const OUT = 1;
const TRUNCATED = 2;
const ADDRESSES_UNKNOWN = 4;
const TIME_UNKNOWN = 8;
const LINE_ENDS_UNKNOWN = 16;
/** The transport, by its place in `transports`, lies above the flags. */
const TRANSPORT = 32;

/** Gathers events until a batch is full. A class, because it has one batch in hand. */
export class EventBatcher {
  readonly #blocks: () => BatchBlocks | undefined;
  #octets = Buffer.alloc(0);
  #rows = new Float64Array(0);
  #messages = 0;
  #length = 0;
  readonly #addresses = new Map<Address, number>();
  #others: EventBatch['others'][number][] = [];

  /** @param blocks gives the blocks of a batch that was read, to be used again, where there are such */
  constructor(blocks: () => BatchBlocks | undefined = () => undefined) {
    this.#blocks = blocks;
  }

  /** Takes an event; gives the batch before it where that has no room left. */
  add(event: TraceEvent): EventBatch | undefined {
    if (event.kind !== 'message') return this.#addOther(event);
    if (event.bytes.length > MOST_OCTETS || isUnusual(event))
      return this.#addOther({ ...withoutParsed(event), kind: 'message' });
    const hasRoom = this.#messages < MOST_MESSAGES && this.#length + event.bytes.length <= MOST_OCTETS;
    const full = hasRoom ? undefined : this.take();
    this.#addMessage(event);
    return full;
  }

  /** What was gathered; `undefined` where that is nothing. */
  take(): EventBatch | undefined {
    if (this.#messages === 0 && this.#others.length === 0) return undefined;
    const batch = {
      octets: this.#octets.buffer as ArrayBuffer,
      rows: this.#rows.buffer as ArrayBuffer,
      messages: this.#messages,
      addresses: [...this.#addresses.keys()],
      others: this.#others,
    };
    this.#octets = Buffer.alloc(0);
    this.#rows = new Float64Array(0);
    this.#messages = 0;
    this.#length = 0;
    this.#addresses.clear();
    this.#others = [];
    return batch;
  }

  #addOther(event: OtherEvent): EventBatch | undefined {
    const full = this.#others.length < MOST_MESSAGES ? undefined : this.take();
    this.#others.push({ before: this.#messages, event });
    return full;
  }

  #addMessage(event: MessageEvent): void {
    if (this.#messages === 0) this.#begin();
    const { bytes } = event;
    this.#octets.set(bytes, this.#length);
    const rows = this.#rows;
    const at = this.#messages * ROW;
    rows[at] = event.frame;
    rows[at + 1] = event.at;
    rows[at + 2] = flagsOf(event);
    rows[at + 3] = this.#number(event.local);
    rows[at + 4] = this.#number(event.remote);
    rows[at + 5] = event.connection ?? -1;
    rows[at + 6] = event.captureFrame ?? -1;
    rows[at + 7] = bytes.length;
    this.#messages += 1;
    this.#length += bytes.length;
  }

  #begin(): void {
    const known = this.#blocks();
    const octets = known?.octets ?? new ArrayBuffer(MOST_OCTETS);
    this.#octets = Buffer.from(octets);
    this.#rows = new Float64Array(known?.rows ?? new ArrayBuffer(MOST_MESSAGES * ROW * Float64Array.BYTES_PER_ELEMENT));
  }

  #number(address: Address): number {
    const known = this.#addresses.get(address);
    if (known !== undefined) return known;
    const number = this.#addresses.size;
    this.#addresses.set(address, number);
    return number;
  }
}

/**
 * The events of a batch, in order. Their octets are copies, so that the blocks can be used again.
 *
 * @param parserOf how the messages of a transport are read; as usual where it is left out
 */
export function readBatch(
  { octets, rows, messages, addresses, others }: EventBatch,
  see: (event: TraceEvent) => void,
  parserOf?: (transport: MessageEvent['transport']) => Parse,
): void {
  const bytes = Buffer.from(octets);
  const numbers = new Float64Array(rows);
  let next = 0;
  let from = 0;
  for (let message = 0; message <= messages; message += 1) {
    for (; next < others.length && others[next]?.before === message; next += 1) {
      const other = others[next];
      if (other !== undefined) see(otherEvent(other.event));
    }
    if (message === messages) return;
    const end = from + (numbers[message * ROW + 7] as number);
    const fields = fieldsAt(numbers, message * ROW, addresses, Buffer.from(bytes.subarray(from, end)));
    see(messageEvent(fields, parserOf?.(fields.transport)));
    from = end;
  }
}

function fieldsAt(rows: Float64Array, at: number, addresses: readonly Address[], bytes: Buffer): MessageFields {
  const flags = rows[at + 2] as number;
  const fields: Writable<MessageFields> = {
    frame: rows[at] as number,
    at: rows[at + 1] as number,
    direction: (flags & OUT) === 0 ? 'in' : 'out',
    transport: transports[flags >>> 5] ?? 'udp',
    local: addresses[rows[at + 3] as number] as Address,
    remote: addresses[rows[at + 4] as number] as Address,
    bytes,
  };
  const connection = rows[at + 5] as number;
  const captureFrame = rows[at + 6] as number;
  if (connection >= 0) fields.connection = connection;
  if (captureFrame >= 0) fields.captureFrame = captureFrame;
  if ((flags & TRUNCATED) !== 0) fields.truncated = true;
  if ((flags & ADDRESSES_UNKNOWN) !== 0) fields.addressesUnknown = true;
  if ((flags & TIME_UNKNOWN) !== 0) fields.timeUnknown = true;
  if ((flags & LINE_ENDS_UNKNOWN) !== 0) fields.lineEndsUnknown = true;
  return fields;
}

function flagsOf(event: MessageEvent): number {
  return (
    (event.direction === 'out' ? OUT : 0) |
    (event.truncated ? TRUNCATED : 0) |
    (event.addressesUnknown ? ADDRESSES_UNKNOWN : 0) |
    (event.timeUnknown ? TIME_UNKNOWN : 0) |
    (event.lineEndsUnknown ? LINE_ENDS_UNKNOWN : 0) |
    (transports.indexOf(event.transport) * TRANSPORT)
  );
}

function isUnusual(event: MessageEvent): boolean {
  for (const key of unusual) if (event[key] !== undefined) return true;
  return false;
}

/** Octets come out of the copy as those of no `Buffer`. */
function otherEvent(event: OtherEvent): TraceEvent {
  if (event.kind === 'message') return messageEvent({ ...event, bytes: ownOctets(event.bytes) });
  return event.kind === 'keep-alive' ? { ...event, bytes: ownOctets(event.bytes) } : event;
}

function ownOctets({ buffer, byteOffset, byteLength }: Uint8Array): Buffer {
  return Buffer.from(buffer as ArrayBuffer, byteOffset, byteLength);
}

function withoutParsed(event: MessageEvent): MessageFields {
  const { kind: _kind, parsed: _parsed, ...fields } = { ...event };
  return fields;
}
