import type { Buffer } from 'node:buffer';
import { notSip, type Refusal } from './counts';
import { i32, u16 } from './octets';

/** What stands in a STUN message behind type and length (RFC 8489 §5). */
const STUN_COOKIE = 0x2112a442;
const STUN_HEADER = 20;
const RTP_HEADER = 12;
/** The largest TLS record with its expansion (RFC 5246 §6.2.3). */
const MAX_TLS_RECORD = 16_384 + 2048;

export const encryptedTls: Refusal = { reason: 'encrypted (TLS)' };
const encryptedDtls: Refusal = { reason: 'encrypted (DTLS)' };

const compressed: Refusal = { reason: 'compressed messages (SigComp)' };

/** What a datagram is that is surely not SIP, although it may come to a SIP port; octets that nobody knows are left to the parser. */
export function otherDatagram(bytes: Buffer, start: number, end: number): Refusal | undefined {
  const first = bytes[start] as number;
  const length = end - start;
  if (first < 4 && isStun(bytes, start, length)) return notSip;
  // RTP and RTCP: version 2 in the first two bits (RFC 3550 §5.1); no SIP message begins with such an octet.
  if (first >>> 6 === 2 && length >= RTP_HEADER) return notSip;
  // Five bits set (RFC 3320 §7).
  if (first >= 0xf8) return compressed;
  // Content types 20 to 63, version 1.x as its complement (RFC 6347 §4.1).
  if (first >= 20 && first < 64 && bytes[start + 1] === 0xfe && length > 12) return encryptedDtls;
  return undefined;
}

/** Also STUN of RFC 3489, which had no cookie: a binding request or its answers, with the length that the datagram has. */
function isStun(bytes: Buffer, start: number, length: number): boolean {
  if (length < STUN_HEADER) return false;
  if (i32(bytes, start + 4) === STUN_COOKIE) return true;
  const isBinding = (u16(bytes, start) & 0xfeef) === 1;
  return isBinding && u16(bytes, start + 2) === length - STUN_HEADER;
}

/** Whether a TLS record begins here: content type, version 3.x, a possible length (RFC 8446 §5.1). */
export function likeTls(bytes: Buffer, start: number, end: number): boolean {
  const type = bytes[start] as number;
  if (type < 20 || type > 23 || end - start < 5) return false;
  const length = u16(bytes, start + 3);
  return bytes[start + 1] === 3 && (bytes[start + 2] as number) <= 4 && length > 0 && length <= MAX_TLS_RECORD;
}

const udpTunnels: Readonly<Record<number, Refusal>> = {
  2152: { reason: 'tunnelled packets (GTP-U, UDP port 2152) are not read' },
  4500: { reason: 'tunnelled packets (IPsec, UDP port 4500) are not read' },
  4789: { reason: 'tunnelled packets (VXLAN, UDP port 4789) are not read' },
  6081: { reason: 'tunnelled packets (Geneve, UDP port 6081) are not read' },
};
const hep: Refusal = { reason: 'messages wrapped in HEP are not read' };
/** "HEP3", what a packet of the Homer Encapsulation Protocol begins with. */
const HEP3 = 0x48455033;

/** What a datagram may hold that is no SIP itself, so that the user learns of SIP that lies deeper. */
export function wrappedDatagram(bytes: Buffer, start: number, end: number, port: number): Refusal {
  if (end - start > 6 && i32(bytes, start) === HEP3) return hep;
  return udpTunnels[port] ?? notSip;
}

const ipProtocols: Readonly<Record<number, Refusal>> = {
  4: { reason: 'tunnelled packets (IP in IP) are not read' },
  41: { reason: 'tunnelled packets (IPv6 in IP) are not read' },
  47: { reason: 'tunnelled packets (GRE) are not read' },
  50: { reason: 'packets of IPsec (ESP) are not read' },
  51: { reason: 'packets of IPsec (AH) are not read' },
  132: { reason: 'packets of SCTP are not read' },
};

/** What IP carries that is neither UDP nor TCP. */
export function otherIpProtocol(protocol: number): Refusal {
  return ipProtocols[protocol] ?? notSip;
}
