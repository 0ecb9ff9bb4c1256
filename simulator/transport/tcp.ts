import { once } from 'node:events';
import { connect, createServer, type Server, type Socket } from 'node:net';
import { type Address, sameAddress } from '../core/address';
import { HarnessError } from '../core/harness-error';
import { bindFailure, messageOf, nameSocket } from './bind-failure';
import { findLocalHost } from './local-host';
import { TcpConnection, type TcpConnectionEvents } from './tcp-connection';
import type { Transport, TransportEvents, TransportLimits } from './transport';

/** How long a silent connection rests before the system asks whether the peer is still there, in milliseconds. */
const KEEP_ALIVE_DELAY = 60_000;

/**
 * Listens for SIP over TCP (RFC 3261 §18). Idle connections stay open.
 * @throws HarnessError `address-in-use`, `address-unavailable` or `socket-failed` when `local` cannot be bound.
 */
export async function listenTcp(
  local: Address,
  events: TransportEvents,
  limits: TransportLimits,
  nextConnection: () => number,
): Promise<Transport> {
  const { address: host, family } = await findLocalHost('tcp', local);
  // Half-open is allowed so that a peer that ended its side still gets its answer (tcp-connection.ts).
  const server = createServer({
    allowHalfOpen: true,
    noDelay: true,
    keepAlive: true,
    keepAliveInitialDelay: KEEP_ALIVE_DELAY,
  });
  try {
    const listening = once(server, 'listening');
    server.listen({ host, port: local.port, ipv6Only: family === 6, exclusive: true });
    await listening;
  } catch (cause) {
    throw bindFailure('tcp', local, cause);
  }
  return new TcpTransport(server, events, limits, nextConnection);
}

class TcpTransport implements Transport {
  readonly transport = 'tcp';
  readonly local: Address;
  readonly #server: Server;
  readonly #events: TransportEvents;
  readonly #nextConnection: () => number;
  readonly #limits: TransportLimits;
  readonly #connectionEvents: TcpConnectionEvents = {
    opened: (connection) => this.#opened(connection),
    arrived: (connection, bytes) => this.#arrived(connection, bytes),
    closed: (connection) => this.#closed(connection),
  };
  /** Established connections by number; those that we are opening have none yet. */
  readonly #open = new Map<number, TcpConnection>();
  readonly #opening = new Set<TcpConnection>();
  #closing: Promise<void> | undefined;

  constructor(server: Server, events: TransportEvents, limits: TransportLimits, nextConnection: () => number) {
    this.#server = server;
    this.#events = events;
    this.#nextConnection = nextConnection;
    this.#limits = limits;
    this.local = boundAddress(server);
    server.on('connection', (socket) => this.#accept(socket));
    server.on('error', (cause) => {
      const text = `${nameSocket('tcp', this.local)} cannot accept connections: ${cause.message}`;
      events.failed(new HarnessError('socket-failed', text, { cause }));
    });
  }

  send(message: { readonly remote: Address; readonly connection?: number; readonly bytes: Buffer }): Promise<void> {
    try {
      return this.#connectionFor(message).send(message.bytes);
    } catch (error) {
      return Promise.reject(error);
    }
  }

  disconnect(connection: number): void {
    this.#open.get(connection)?.finish();
  }

  /** A stream loses nothing. */
  dropped(): number {
    return 0;
  }

  close(): Promise<void> {
    this.#closing ??= this.#close();
    return this.#closing;
  }

  async #close(): Promise<void> {
    const stopped = once(this.#server, 'close');
    this.#server.close();
    const connections = [...this.#open.values(), ...this.#opening];
    for (const connection of connections) connection.end();
    await Promise.all([stopped, ...connections.map((connection) => connection.closed)]);
  }

  #accept(socket: Socket): void {
    const { remoteAddress: host, remotePort: port } = socket;
    if (host === undefined || port === undefined || this.#closing !== undefined) {
      socket.destroy(); // one of us ended before the other was seen
    } else if (this.#count >= this.#limits.connections) {
      socket.destroy();
      this.#events.refused?.({ host, port });
    } else {
      this.#opened(new TcpConnection(socket, { host, port }, this.#connectionEvents));
    }
  }

  get #count(): number {
    return this.#open.size + this.#opening.size;
  }

  #opened(connection: TcpConnection): void {
    const number = this.#nextConnection();
    connection.number = number;
    this.#opening.delete(connection);
    this.#open.set(number, connection);
    this.#events.connected(number, connection.remote);
  }

  #arrived({ remote, number }: TcpConnection, bytes: Buffer): void {
    if (number !== undefined) this.#events.arrived({ remote, connection: number, bytes });
  }

  #closed(connection: TcpConnection): void {
    this.#opening.delete(connection);
    if (connection.number === undefined) return;
    this.#open.delete(connection.number);
    this.#events.disconnected(connection.number);
  }

  #connectionFor({ remote, connection }: { readonly remote: Address; readonly connection?: number }): TcpConnection {
    const refuse = (reason: string, cause?: unknown): never => {
      throw new HarnessError('socket-failed', `cannot send to ${nameSocket('tcp', remote)}: ${reason}`, { cause });
    };
    if (connection !== undefined) {
      return this.#open.get(connection) ?? refuse(`connection ${connection} has ended`);
    }
    for (const known of [...this.#open.values(), ...this.#opening]) {
      if (known.isWritable && sameAddress(known.remote, remote)) return known;
    }
    if (this.#closing !== undefined) return refuse(`${nameSocket('tcp', this.local)} is closed`);
    if (this.#count >= this.#limits.connections) return refuse(`${this.#count} connections are open already`);
    try {
      return this.#connect(remote);
    } catch (error) {
      return refuse(messageOf(error), error); // such as port 0
    }
  }

  /** Our address stays the one that we listen on, where that is a single one. */
  #connect({ host, port }: Address): TcpConnection {
    const isWildcard = this.local.host === '0.0.0.0' || this.local.host === '::';
    const from = isWildcard ? {} : { localAddress: this.local.host };
    const socket = connect({ host, port, ...from, noDelay: true, keepAlive: true, allowHalfOpen: true });
    const connection = new TcpConnection(socket, { host, port }, this.#connectionEvents);
    this.#opening.add(connection);
    return connection;
  }
}

function boundAddress(server: Server): Address {
  const bound = server.address();
  if (bound === null || typeof bound === 'string') throw new HarnessError('socket-failed', 'the TCP socket has closed');
  return { host: bound.address, port: bound.port };
}
