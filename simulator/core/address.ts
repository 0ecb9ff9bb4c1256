/** The transports that a SIP message may be seen on (RFC 3261 §18; WebSocket: RFC 7118). */
export const transports = ['udp', 'tcp', 'tls', 'ws', 'wss'] as const;
export type TransportName = (typeof transports)[number];

/** Those of them that the simulator serves, and a client can be told to use. */
export const listenerTransports = ['udp', 'tcp'] as const;
export type ListenerTransport = (typeof listenerTransports)[number];

/** A host (an IP address without brackets) and a port. */
export interface Address {
  readonly host: string;
  readonly port: number;
}

/** An address and the transport that is spoken there. */
export interface TransportAddress extends Address {
  readonly transport: TransportName;
}

/** A place where the simulator listens, or that a client is told to send to. */
export interface Listener extends TransportAddress {
  readonly transport: ListenerTransport;
}

/** `127.0.0.1:5060`, `[::1]:5060`. */
export function formatAddress({ host, port }: Address): string {
  return host.includes(':') ? `[${host}]:${port}` : `${host}:${port}`;
}

/** `udp:127.0.0.1:5060`, the form of the IUT file and of `--listen` (design 3.1). */
export function formatListener(place: TransportAddress): string {
  return `${place.transport}:${formatAddress(place)}`;
}

/** Reads `udp:127.0.0.1:5060`; `undefined` when the text has another form or the port is above 65,535. */
export function parseListener(text: string): Listener | undefined {
  const match = /^([a-z]+):(?:\[([0-9A-Fa-f:.]+)\]|([^:[\]]+)):(\d{1,5})$/.exec(text);
  const transport = listenerTransports.find((name) => name === match?.[1]);
  const port = Number(match?.[4]);
  if (match === null || transport === undefined || port > 65_535) return undefined;
  return { transport, host: match[2] ?? match[3] ?? '', port };
}

export function sameAddress(a: Address, b: Address): boolean {
  return a.port === b.port && a.host === b.host;
}
