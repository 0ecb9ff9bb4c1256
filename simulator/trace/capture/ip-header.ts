import { brokenHeaders, cutHeaders, notSip, type Refusal } from './counts';
import { i32, u16 } from './octets';
import type { Packet } from './packet';

const IPV4_HEADER = 20;
const IPV6_HEADER = 40;
const FRAGMENT_HEADER = 8;
/** Next header values of IPv6 (RFC 8200 §4). */
const HOP_BY_HOP = 0;
const ROUTING = 43;
const FRAGMENT = 44;
const AUTHENTICATION = 51;
const DESTINATION_OPTIONS = 60;

/**
 * Reads the IP header and moves the packet to its payload: `protocol`, the addresses and, for a fragment, its place are set.
 * Checksums are not judged: a machine that captures what it sends often shows them before its network card filled them in.
 */
export function readIp(packet: Packet): Refusal | undefined {
  packet.isFragment = false;
  const { bytes, start, end } = packet;
  if (start >= end) return cutHeaders;
  const version = (bytes[start] as number) >>> 4;
  if (version === 4) return readIpv4(packet);
  return version === 6 ? readIpv6(packet) : notSip;
}

/** RFC 791 §3.1. */
function readIpv4(packet: Packet): Refusal | undefined {
  const { bytes, start, words } = packet;
  const header = ((bytes[start] as number) & 15) * 4;
  if (packet.end - start < Math.max(IPV4_HEADER, header)) return cutHeaders;
  const total = u16(bytes, start + 2);
  if (header < IPV4_HEADER || (total !== 0 && total < header)) return brokenHeaders;
  limit(packet, total);
  words[0] = words[1] = words[4] = words[5] = 0;
  words[2] = words[6] = 0xffff;
  words[3] = i32(bytes, start + 12);
  words[7] = i32(bytes, start + 16);
  packet.isIpv4 = true;
  packet.identification = u16(bytes, start + 4);
  packet.protocol = bytes[start + 9] as number;
  packet.start = start + header;
  const flags = u16(bytes, start + 6);
  // More fragments, or an offset.
  if ((flags & 0x3fff) !== 0) setFragment(packet, (flags & 0x1fff) * 8, (flags & 0x2000) !== 0, packet.identification);
  return undefined;
}

/** RFC 8200 §3. */
function readIpv6(packet: Packet): Refusal | undefined {
  const { bytes, start, words } = packet;
  if (packet.end - start < IPV6_HEADER) return cutHeaders;
  const payload = u16(bytes, start + 4);
  limit(packet, payload === 0 ? 0 : IPV6_HEADER + payload);
  for (let word = 0; word < 8; word += 1) words[word] = i32(bytes, start + 8 + 4 * word);
  packet.isIpv4 = false;
  packet.identification = 0;
  packet.protocol = bytes[start + 6] as number;
  packet.start = start + IPV6_HEADER;
  return readExtensions(packet);
}

/**
 * Sets the end of the packet by its length field; what follows is padding of the link layer. 0 stands for a segment that the
 * network card was to cut up: there the capture says how long it is.
 */
function limit(packet: Packet, length: number): void {
  if (length === 0) return;
  packet.missing = Math.max(packet.start + length - packet.end, 0);
  if (packet.missing === 0) packet.end = packet.start + length;
}

/** Goes behind the extension headers of IPv6 (RFC 8200 §4), up to the first that says that the packet is a fragment. */
export function readExtensions(packet: Packet): Refusal | undefined {
  for (;;) {
    const { bytes, start, protocol } = packet;
    const length = extensionLength(protocol, bytes[start + 1] as number);
    if (length === 0) return undefined;
    if (start + length > packet.end) return cutHeaders;
    packet.protocol = bytes[start] as number;
    packet.start = start + length;
    if (protocol !== FRAGMENT) continue;
    const place = u16(bytes, start + 2);
    // A fragment that is the whole datagram is read like any other packet (RFC 6946).
    if ((place & 0xfff9) === 0) continue;
    setFragment(packet, place & 0xfff8, (place & 1) !== 0, i32(bytes, start + 4));
    return undefined;
  }
}

/** The octets of an extension header, 0 where the protocol is none. */
function extensionLength(protocol: number, lengthField: number): number {
  if (protocol === FRAGMENT) return FRAGMENT_HEADER;
  if (protocol === HOP_BY_HOP || protocol === ROUTING || protocol === DESTINATION_OPTIONS) return (lengthField + 1) * 8;
  return protocol === AUTHENTICATION ? (lengthField + 2) * 4 : 0;
}

function setFragment(packet: Packet, offset: number, hasMore: boolean, id: number): void {
  packet.isFragment = true;
  packet.fragmentOffset = offset;
  packet.hasMoreFragments = hasMore;
  packet.fragmentId = id;
}
