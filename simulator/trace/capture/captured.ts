import type { Address, TransportName } from '../../core/address';
import type { Millis } from '../../core/time';
import type { TraceEvent } from '../event';

/** A SIP message (or what claims to be one) as found in a capture, before anybody knows which side is the client. */
export interface CapturedMessage {
  readonly kind: 'message';
  /** Milliseconds since the epoch, fractions kept. */
  readonly at: Millis;
  /** The number of the packet in the file as Wireshark counts, from 1; in text the number of the message. */
  readonly captureFrame: number;
  readonly transport: TransportName;
  readonly source: Address;
  readonly destination: Address;
  /** The TCP connection (also that below a WebSocket), numbered from 1. */
  readonly connection?: number;
  readonly bytes: Buffer;
  /** The capture cut it off: its snap length, or segments that are missing. */
  readonly truncated?: true;
  /** Only where the source itself says it (`trace.ndjson`). */
  readonly direction?: 'in' | 'out';
  /** A text log that does not say both addresses: they are derived from the messages and no fact to judge by. */
  readonly addressesUnknown?: true;
  /** A text log that does not say when, or not to the millisecond: `at` only keeps the order. */
  readonly timeUnknown?: true;
  /** A text log in which every line ends with LF: the CR LF of the head was put in, and says nothing of the wire. */
  readonly lineEndsUnknown?: true;
  /** Which end of the message wrote the text log, where it says `sent` and `received` instead of an address. */
  readonly writer?: 'source' | 'destination';
}

/** Line ends, NUL or nothing at all in a datagram between SIP endpoints (RFC 5626 §4.4.1 leaves them to streams). */
export interface CapturedKeepAlive {
  readonly kind: 'keep-alive';
  readonly at: Millis;
  readonly captureFrame: number;
  readonly transport: TransportName;
  readonly source: Address;
  readonly destination: Address;
  readonly bytes: Buffer;
}

/** A WebSocket client asks to upgrade a connection; `protocols` are those of its Sec-WebSocket-Protocol (RFC 7118 §4.1). */
export interface CapturedHandshake {
  readonly kind: 'websocket-handshake';
  readonly at: Millis;
  readonly captureFrame: number;
  /** The WebSocket client. */
  readonly source: Address;
  readonly destination: Address;
  readonly connection: number;
  readonly protocols: readonly string[];
}

/** Octets on a SIP port that are no message but matter. */
export type CapturedOther = CapturedKeepAlive | CapturedHandshake;

/** A row of an earlier run's trace: it has its direction and its frame already. */
export interface CapturedEvent {
  readonly kind: 'trace-event';
  /** The number of the row, from 1. */
  readonly captureFrame: number;
  readonly event: TraceEvent;
}

export type Captured = CapturedMessage | CapturedOther | CapturedEvent;

/** What came of a capture so far. */
export interface CaptureCounts {
  readonly packets: number;
  readonly messages: number;
  /** Packets that carry something else than SIP. */
  readonly notSip: number;
  /** What could not be read, by reason, in words for people. */
  readonly unreadable: Readonly<Record<string, number>>;
}

/** Reads a capture that comes in chunks of any size. Never throws; its memory does not grow with the file. */
export interface CaptureReader {
  /** Takes the next octets of the file; they are not to be changed afterwards. */
  push(chunk: Buffer): readonly Captured[];
  /** The file has ended: what lies there of unfinished messages. */
  end(): readonly Captured[];
  readonly counts: CaptureCounts;
}
