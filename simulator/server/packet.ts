import type { Address, TransportName } from '../core/address';
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

/** A message that arrived, parsed once. */
export interface Arrival extends Packet {
  readonly parsed: ParseResult;
  /** Its number in the trace, for notes. */
  readonly frame?: number;
}
