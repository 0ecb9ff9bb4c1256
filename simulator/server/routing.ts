import { type Address, formatAddress, type TransportAddress } from '../core/address';
import { paramNamed } from '../sip/params';
import type { SipUri } from '../sip/uri';
import type { Via } from '../sip/via';
import type { Arrival, Packet } from './packet';

/** SIP over UDP and TCP (RFC 3261 §18.1.1). */
const DEFAULT_PORT = 5060;

/** Where a message came from: what is sent there takes the same way back. */
export type Path = Pick<Packet, 'transport' | 'local' | 'remote' | 'connection'>;

export function pathOf({ transport, local, remote, connection }: Path): Path {
  return { transport, local, remote, ...(connection !== undefined && { connection }) };
}

/**
 * Where a response goes (RFC 3261 §18.2.2, RFC 3581 §4): on TCP back on the connection; on UDP to `maddr`; else to the
 * source address, at the source port when the client asks for it with `rport`, otherwise at the port of sent-by.
 */
export function responsePath(arrival: Arrival, via: Via | undefined): Path {
  const path = pathOf(arrival);
  if (arrival.transport !== 'udp' || via === undefined) return path;
  const maddr = ipLiteral(paramNamed(via.params, 'maddr')?.value ?? '');
  if (maddr === undefined && paramNamed(via.params, 'rport') !== undefined) return path;
  const remote = { host: maddr ?? arrival.remote.host, port: via.port ?? DEFAULT_PORT };
  return isReachable(remote, arrival.local) ? { ...path, remote } : path;
}

/**
 * Where a request inside a dialog goes: to the next hop (the first route, else the remote target) over the transport that
 * the SUBSCRIBE came on.
 *
 * RFC 3261 §12.2.1.1 and §8.1.2 send it to the address in the URI. On TCP that would mean a new connection to a port where
 * few clients listen, so the connection of the SUBSCRIBE is used, as RFC 5626 §5.3 does with flows. On UDP the URI is
 * obeyed when it holds an IP address that can be sent to; a name (such as the random `.invalid` names of clients behind a
 * NAT or a browser) is not looked up, and the request goes where the SUBSCRIBE came from, as responses do (§18.2.2).
 */
export function requestPath(path: Path, nextHop: SipUri | undefined): Path {
  if (path.connection !== undefined || nextHop === undefined) return path;
  const host = ipLiteral(nextHop.host);
  if (host === undefined) return path;
  const remote = { host, port: nextHop.port ?? DEFAULT_PORT };
  return isReachable(remote, path.local) ? { ...path, remote } : path;
}

/** Our own address as it stands in Via and Contact. */
export function ownAddress(local: Address, advertisedHost: string | undefined): string {
  const isWildcard = local.host === '0.0.0.0' || local.host === '::';
  return formatAddress(isWildcard && advertisedHost !== undefined ? { ...local, host: advertisedHost } : local);
}

/** Our own Contact: a request to it arrives on the socket that it was learnt from. */
export function ownContact({ transport, ...local }: TransportAddress, advertisedHost: string | undefined): string {
  return `<sip:${ownAddress(local, advertisedHost)}${transport === 'tcp' ? ';transport=tcp' : ''}>`;
}

/** The IP address that a host is, without brackets; `undefined` for a name. */
export function ipLiteral(host: string): string | undefined {
  const bare = host.startsWith('[') && host.endsWith(']') ? host.slice(1, -1) : host;
  if (bare.includes(':')) return /^[0-9A-Fa-f:.]+$/.test(bare) ? bare : undefined;
  const parts = bare.split('.');
  const isV4 = parts.length === 4 && parts.every((part) => /^\d{1,3}$/.test(part) && Number(part) <= 255);
  return isV4 ? bare : undefined;
}

/** Whether a datagram can be sent there from `local`: same family, one host, a real port. */
function isReachable({ host, port }: Address, local: Address): boolean {
  if (port < 1 || port > 65_535 || host.includes(':') !== local.host.includes(':')) return false;
  if (host.includes(':')) return host !== '::' && !host.toLowerCase().startsWith('ff');
  const first = Number(host.split('.', 1)[0]);
  return first !== 0 && first < 224;
}
