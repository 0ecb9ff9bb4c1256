import type { Address } from '../../core/address';
import { parseIpv4, parseIpv6 } from '../../sip/host';
import type { SipUri } from '../../sip/uri';
import type { FormEvent } from '../check';

/** An IPv4 address that a dual-stack socket shows as an IPv6 one, and letter case. */
export function plainHost(host: string): string {
  return host.toLowerCase().replace(/^::ffff:(?=\d+\.\d+\.\d+\.\d+$)/, '');
}

/** Whether a host is an address, with or without brackets, and not a name. */
export function isAddress(host: string): boolean {
  return parseIpv4(host) !== undefined || parseIpv6(host.replace(/^\[|\]$/g, '')) !== undefined;
}

/** Whether two hosts are one address; a name is not looked up. */
export function sameHost(a: string, b: string): boolean {
  const [left, right] = [plainHost(a.replace(/^\[|\]$/g, '')), plainHost(b.replace(/^\[|\]$/g, ''))];
  if (left === right) return true;
  const [one, other] = [parseIpv6(left), parseIpv6(right)];
  return one !== undefined && other !== undefined && one.every((group, index) => group === other[index]);
}

/** Whether a place is the one that a listener names; one that is bound to every address of its host is anywhere. */
export function isPlaceOf(place: Address, listener: Address): boolean {
  if (place.port === listener.port && place.host === listener.host) return true;
  const host = plainHost(listener.host);
  return place.port === listener.port && (host === '0.0.0.0' || host === '::' || sameHost(place.host, host));
}

/** The port that a SIP or SIPS URI means (RFC 3261 §19.1.2, RFC 7118 §4.1 for WebSocket is not looked at). */
export function portOf({ kind, port, params }: SipUri): number {
  if (port !== undefined) return port;
  const transport = paramValue(params, 'transport');
  return kind === 'sips' || transport === 'tls' ? 5061 : 5060;
}

/** The host that a URI is sent to: maddr comes before the host part (RFC 3261 §19.1.1). */
export function hostOf({ host, params }: SipUri): string {
  return paramValue(params, 'maddr') ?? host;
}

/** A URI parameter in lower case. */
export function paramValue(params: SipUri['params'], name: string): string | undefined {
  return params.find((param) => param.name.toLowerCase() === name)?.value?.toLowerCase();
}

/**
 * Whether a request can have come to the place that a URI names; `undefined` where a name has to be looked up for that, or where a
 * private address was reached by a public one, as behind a NAT.
 */
export function arrivedAt(uri: SipUri, event: FormEvent, size: number): boolean | undefined {
  const { local, transport } = event;
  const host = hostOf(uri);
  // A text log may not tell the place.
  if (event.addressesUnknown || !isAddress(host) || (isPrivate(local.host) && !isPrivate(host))) return undefined;
  if (!sameHost(host, local.host) || portOf(uri) !== local.port) return false;
  const named = paramValue(uri.params, 'transport');
  if (named === undefined || named === transport) return true;
  // A large request goes over TCP whatever is named (RFC 3261 §18.1.1), and what TLS hides may be seen behind its end.
  if (named === 'udp') return transport === 'tcp' && size > UDP_SIZE_LIMIT;
  return named !== 'tcp' && transport === 'tcp';
}

/** Addresses that mean something inside a network only (RFC 1918, RFC 1122 §3.2.1.3, RFC 4193). */
function isPrivate(host: string): boolean {
  const octets = parseIpv4(plainHost(host));
  if (octets === undefined) return /^\[?(?:f[cd]|fe[89ab]|::1\b)/i.test(host);
  const [first = 0, second = 0] = octets;
  if (first === 10 || first === 127) return true;
  return (first === 172 && second >= 16 && second < 32) || (first === 192 && second === 168);
}

/** Requests above this size go over TCP whatever is configured (RFC 3261 §18.1.1). */
export const UDP_SIZE_LIMIT = 1300;
