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

/**
 * Reads `udp:127.0.0.1:5060`; `undefined` when the text has another form, the port is above 65,535, or the host can be neither an IP
 * address nor a name.
 */
export function parseListener(text: string): Listener | undefined {
  const match = /^([a-z]+):(?:\[([0-9A-Fa-f:.]+)\]|([^:[\]]+)):(\d{1,5})$/.exec(text);
  const transport = listenerTransports.find((name) => name === match?.[1]);
  const port = Number(match?.[4]);
  if (match === null || transport === undefined || port > 65_535) return undefined;
  const [, , inBrackets, host = inBrackets ?? ''] = match;
  const isHost = inBrackets === undefined ? isIpv4(host) || isHostName(host) : isIpv6(host);
  return isHost ? { transport, host, port } : undefined;
}

/** Four numbers of one octet. */
function isIpv4(text: string): boolean {
  const numbers = text.split('.');
  return numbers.length === 4 && numbers.every((number) => /^\d{1,3}$/.test(number) && Number(number) <= 255);
}

/** Eight groups of 16 bits, of which `::` stands for some, the last two perhaps as an IPv4 address (RFC 4291 §2.2). */
function isIpv6(text: string): boolean {
  const [before = '', after, ...more] = text.split('::');
  const groups = [before, after ?? ''].flatMap((half) => (half === '' ? [] : half.split(':')));
  const hasIpv4 = isIpv4(groups.at(-1) ?? '') && !text.endsWith(':');
  const hexadecimal = hasIpv4 ? groups.slice(0, -1) : groups;
  const count = hexadecimal.length + (hasIpv4 ? 2 : 0);
  const isInRange = after === undefined ? count === 8 : more.length === 0 && count < 8;
  return isInRange && hexadecimal.every((group) => /^[\dA-Fa-f]{1,4}$/.test(group));
}

/**
 * Labels of letters, digits and hyphens (RFC 1123 §2.1), and underscores, which names of containers have. What ends in a number would
 * be an IPv4 address.
 */
function isHostName(text: string): boolean {
  const labels = text.replace(/\.$/, '').split('.');
  const areLabels = labels.every((label) => /^\w(?:[\w-]{0,61}\w)?$/.test(label));
  return text.length <= 253 && areLabels && !/^\d+$/.test(labels.at(-1) ?? '');
}

export function sameAddress(a: Address, b: Address): boolean {
  return a.port === b.port && a.host === b.host;
}
