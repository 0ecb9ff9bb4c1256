/** A host (an IP address without brackets, or a name) and a port. */
export interface Address {
  readonly host: string;
  readonly port: number;
}

/** The transports of this client, as Via writes them (RFC 3261 §20.42). */
export type Transport = 'UDP' | 'TCP';

/** The server that every request goes to, whatever its Request-URI says (RFC 3261 §8.1.2: outbound proxy). */
export interface Server extends Address {
  readonly transport: Transport;
}

/**
 * Reads `udp:127.0.0.1:5060` (design 3.3, `IMCONF_SERVER`).
 * @throws Error that quotes the text when it has another form.
 */
export function parseServer(text: string): Server {
  const match = /^(udp|tcp):(?:\[([0-9A-Fa-f:.]+)\]|([^:[\]]+)):(\d{1,5})$/i.exec(text);
  const port = Number(match?.[4]);
  if (match === null || port < 1 || port > 65_535) {
    throw new Error(`the server "${text}" is not of the form udp:HOST:PORT or tcp:HOST:PORT`);
  }
  return { transport: match[1]?.toUpperCase() === 'TCP' ? 'TCP' : 'UDP', host: match[2] ?? match[3] ?? '', port };
}

/** `127.0.0.1:5060`, `[::1]:5060`: hostport of RFC 3261 §25.1. */
export function hostPort({ host, port }: Address): string {
  return `${bracketed(host)}:${port}`;
}

/** An IPv6 address gets its brackets (RFC 3261 §25.1, IPv6reference). */
export function bracketed(host: string): string {
  return host.includes(':') ? `[${host}]` : host;
}
