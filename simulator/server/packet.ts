import type { Address, TransportName } from '../core/address';
import type { Millis } from '../core/time';
import type { ParseResult } from '../sip/message';

/** A message with its addresses. `connection` numbers the TCP connection; UDP has none. */
export interface Packet {
  readonly transport: TransportName;
  /** The simulator's side. */
  readonly local: Address;
  /** The client's side. */
  readonly remote: Address;
  readonly connection?: number;
  readonly bytes: Buffer;
}

/** A message to be sent. */
export interface OutgoingPacket extends Packet {
  /** The behaviour that makes it wrong on purpose; goes into the trace. */
  readonly provocation?: string;
  /** Where it breaks rules for servers without being meant to: sentences for the trace. */
  readonly ownBreaches?: readonly string[];
  /** On a stream: written in so many pieces, with so many milliseconds in between. */
  readonly pieces?: { readonly count: number; readonly gap: Millis };
  /** On a stream: written together with the next message for the same connection, if one follows at once. */
  readonly joinsNext?: true;
}

/** A message that arrived, parsed once. */
export interface Arrival extends Packet {
  readonly parsed: ParseResult;
  /** Its number in the trace, for notes. */
  readonly frame?: number;
}
