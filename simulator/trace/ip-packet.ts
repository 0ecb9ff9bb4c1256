import { checksum, type IpOctets, sumOfWords, toIpv6 } from './internet';

/** One end of a packet. */
export interface End {
  readonly ip: IpOctets;
  readonly port: number;
}

/** The place of a message in its synthetic TCP stream. */
export interface StreamPlace {
  readonly sequence: number;
  readonly acknowledged: number;
  /** The sender ends the stream with it. */
  readonly isLast: boolean;
}

const UDP = 17;
const TCP = 6;
const UDP_HEADER = 8;
const TCP_HEADER = 20;
const IPV4_HEADER = 20;
const IPV6_HEADER = 40;
/** The largest value of the 16-bit length fields. */
const LARGEST = 65_535;

/** How many octets of a message fit into one packet: the length field of IPv4 counts the IP header, that of IPv6 does not. */
export function capacity(isIpv4: boolean, isTcp: boolean): number {
  return LARGEST - (isTcp ? TCP_HEADER : UDP_HEADER) - (isIpv4 ? IPV4_HEADER : 0);
}

/** Whether both ends are of version 4; else the packet is IPv6. */
export function areIpv4(from: End, to: End): boolean {
  return from.ip.length === 4 && to.ip.length === 4;
}

/** A whole IP packet with right checksums: UDP without `place`, TCP with it. */
export function ipPacket(from: End, to: End, message: Buffer, place?: StreamPlace): Buffer {
  const isIpv4 = areIpv4(from, to);
  const ipHeader = isIpv4 ? IPV4_HEADER : IPV6_HEADER;
  const header = place === undefined ? UDP_HEADER : TCP_HEADER;
  const packet = Buffer.alloc(ipHeader + header + message.length);
  const protocol = place === undefined ? UDP : TCP;
  const [source, destination] = isIpv4 ? [from.ip, to.ip] : [toIpv6(from.ip), toIpv6(to.ip)];
  if (isIpv4) writeIpv4(packet, protocol, source, destination);
  else writeIpv6(packet, protocol, source, destination);
  message.copy(packet, ipHeader + header);
  packet.writeUInt16BE(from.port, ipHeader);
  packet.writeUInt16BE(to.port, ipHeader + 2);
  const length = header + message.length;
  // The pseudo-header: both addresses, the protocol and the length (RFC 9293 §3.1, RFC 8200 §8.1).
  const pseudo = sumOfWords(source) + sumOfWords(destination) + protocol + length;
  if (place === undefined) writeUdp(packet, ipHeader, length, pseudo);
  else writeTcp(packet, ipHeader, place, pseudo);
  return packet;
}

/** RFC 791 §3.1: no options, not to be fragmented, 64 hops. */
function writeIpv4(packet: Buffer, protocol: number, source: Buffer, destination: Buffer): void {
  packet.writeUInt8(0x45, 0);
  packet.writeUInt16BE(packet.length, 2);
  packet.writeUInt16BE(0x4000, 6);
  packet.writeUInt8(64, 8);
  packet.writeUInt8(protocol, 9);
  source.copy(packet, 12);
  destination.copy(packet, 16);
  packet.writeUInt16BE(checksum(sumOfWords(packet, 0, IPV4_HEADER)), 10);
}

/** RFC 8200 §3. */
function writeIpv6(packet: Buffer, protocol: number, source: Buffer, destination: Buffer): void {
  packet.writeUInt8(0x60, 0);
  packet.writeUInt16BE(packet.length - IPV6_HEADER, 4);
  packet.writeUInt8(protocol, 6);
  packet.writeUInt8(64, 7);
  source.copy(packet, 8);
  destination.copy(packet, 24);
}

/** RFC 768: a checksum that comes out as 0 is sent as FFFF, because 0 says "none". */
function writeUdp(packet: Buffer, at: number, length: number, pseudo: number): void {
  packet.writeUInt16BE(length, at + 4);
  packet.writeUInt16BE(checksum(pseudo + sumOfWords(packet, at)) || 0xffff, at + 6);
}

/** RFC 9293 §3.1: five words of header, PSH and ACK, perhaps FIN, the whole window. */
function writeTcp(packet: Buffer, at: number, { sequence, acknowledged, isLast }: StreamPlace, pseudo: number): void {
  packet.writeUInt32BE(sequence, at + 4);
  packet.writeUInt32BE(acknowledged, at + 8);
  packet.writeUInt16BE(isLast ? 0x5019 : 0x5018, at + 12);
  packet.writeUInt16BE(LARGEST, at + 14);
  packet.writeUInt16BE(checksum(pseudo + sumOfWords(packet, at)), at + 16);
}
