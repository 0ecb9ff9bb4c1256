import type { Millis } from '../../core/time';

/** A header row: name and value. */
export type Row = readonly [name: string, value: string];

/** How a message is written to a stream (RFC 3261 §18.3); a datagram is always one. */
export interface StreamWriting {
  /** Cut into so many writes of about equal size. */
  readonly parts?: number;
  /** Milliseconds between two writes; 20 when left out. */
  readonly gap?: Millis;
  /** Written together with the next message that goes over the same connection in the same moment. */
  readonly joinsNext?: boolean;
}
