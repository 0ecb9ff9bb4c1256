import { createSocket, type Socket } from 'node:dgram';
import { lookup } from 'node:dns';
import { once } from 'node:events';
import { isIP } from 'node:net';
import type { Address } from '../core/address';
import { HarnessError } from '../core/harness-error';
import { bindFailure, messageOf, nameSocket } from './bind-failure';
import { findLocalHost } from './local-host';
import { readDrops } from './socket-drops';
import type { Transport, TransportEvents } from './transport';

/** What a burst of datagrams may occupy until it is read; with the usual 208 KiB a fast sender's datagrams get lost. */
const RECEIVE_BUFFER = 4 * 1024 * 1024;

/** The largest payload of a UDP datagram over IPv4 (65,535 less both headers); the same limit serves IPv6. */
const MAX_DATAGRAM = 65_507;

/** A UDP socket; `receiveBuffer` is what the system granted, in octets as it counts them (Linux: twice the request). */
export interface UdpTransport extends Transport {
  readonly receiveBuffer: number;
}

/**
 * Listens for SIP over UDP (RFC 3261 §18). An IPv6 socket takes IPv6 only, so addresses stay in their own family.
 * @throws HarnessError `address-in-use`, `address-unavailable` or `socket-failed` when `local` cannot be bound.
 */
export async function listenUdp(local: Address, events: TransportEvents): Promise<UdpTransport> {
  const socket = await bind(local);
  const { address: host, port } = socket.address();
  const bound: Address = { host, port };
  socket.on('message', (bytes, { address, port: from }) =>
    events.arrived({ remote: { host: address, port: from }, bytes }),
  );
  socket.on('error', (cause) => report(cause, bound, events));
  let closing: Promise<void> | undefined;
  return {
    transport: 'udp',
    local: bound,
    receiveBuffer: askForBuffer(socket),
    send: ({ remote, bytes }) => send(socket, remote, bytes),
    disconnect() {},
    dropped: () => readDrops(bound),
    close() {
      closing ??= new Promise((resolve) => socket.close(() => resolve()));
      return closing;
    },
  };
}

async function bind(local: Address): Promise<Socket> {
  const { address, family } = await findLocalHost('udp', local);
  const socket = createSocket({ type: family === 6 ? 'udp6' : 'udp4', ipv6Only: family === 6, lookup: lookUp });
  try {
    const listening = once(socket, 'listening');
    socket.bind({ address, port: local.port, exclusive: true });
    await listening;
    return socket;
  } catch (cause) {
    socket.close();
    throw bindFailure('udp', local, cause);
  }
}

/** An IP address needs no look-up, and so no turn of the event loop for each datagram. */
const lookUp: NonNullable<Parameters<typeof createSocket>[0] & object>['lookup'] = (host, options, found) => {
  const family = isIP(host);
  if (family === 0) lookup(host, options, found);
  else found(null, host, family);
};

function askForBuffer(socket: Socket): number {
  try {
    socket.setRecvBufferSize(RECEIVE_BUFFER);
  } catch {
    // Some systems refuse what is above their limit instead of granting the limit; the default buffer serves.
  }
  return socket.getRecvBufferSize();
}

/** An ICMP "port unreachable" belongs to one peer that has gone, and says nothing about the socket. */
function report(cause: NodeJS.ErrnoException, local: Address, events: TransportEvents): void {
  if (cause.code === 'ECONNREFUSED' || cause.code === 'ECONNRESET') return;
  const text = `${nameSocket('udp', local)} has a fault: ${cause.message}`;
  events.failed(new HarnessError('socket-failed', text, { cause }));
}

function send(socket: Socket, remote: Address, bytes: Buffer): Promise<void> {
  return new Promise((resolve, reject) => {
    const fail = (reason: string, cause?: unknown) => {
      const text = `cannot send ${bytes.length} bytes to ${nameSocket('udp', remote)}: ${reason}`;
      reject(new HarnessError('socket-failed', text, { cause }));
    };
    if (bytes.length > MAX_DATAGRAM) {
      return fail(`a UDP datagram carries at most ${MAX_DATAGRAM} bytes; use TCP for this message`);
    }
    try {
      socket.send(bytes, remote.port, remote.host, (error) => (error ? fail(error.message, error) : resolve()));
    } catch (error) {
      fail(messageOf(error), error); // a closed socket, or port 0
    }
  });
}
