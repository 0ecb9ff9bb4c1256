import type { Address, Listener, ListenerTransport } from '../core/address';
import type { HarnessError } from '../core/harness-error';

/** What a transport tells its owner. Calls never overlap; `bytes` belong to the receiver. */
export interface TransportEvents {
  /** A datagram, or a chunk of a stream (the owner frames it). */
  arrived(chunk: { readonly remote: Address; readonly connection?: number; readonly bytes: Buffer }): void;
  /** A TCP connection opened or ended, for whatever reason. */
  connected(connection: number, remote: Address): void;
  disconnected(connection: number): void;
  failed(error: HarnessError): void;
  /** A TCP connection was turned away because the limit of open connections is reached. */
  refused?(remote: Address): void;
}

/** A bound socket. It moves bytes and knows nothing of SIP. */
export interface Transport {
  readonly transport: ListenerTransport;
  /** The bound address, with the real port where 0 was asked for. */
  readonly local: Address;
  /**
   * Sends one datagram, or writes to the connection; a TCP message without a connection opens one to `remote`.
   * @throws HarnessError `socket-failed` when the peer cannot be reached.
   */
  send(message: { readonly remote: Address; readonly connection?: number; readonly bytes: Buffer }): Promise<void>;
  /** Ends one TCP connection; nothing for UDP. */
  disconnect(connection: number): void;
  /** Datagrams that the system dropped at this socket so far; `undefined` where it does not say. */
  dropped(): number | undefined;
  close(): Promise<void>;
}

/** Limits on what a peer may hold. */
export interface TransportLimits {
  /** Open TCP connections at once. */
  readonly connections: number;
}

/** Binds a socket. `nextConnection` numbers TCP connections, over all sockets of the run. */
export type Listen = (
  listener: Listener,
  events: TransportEvents,
  limits: TransportLimits,
  nextConnection: () => number,
) => Promise<Transport>;
