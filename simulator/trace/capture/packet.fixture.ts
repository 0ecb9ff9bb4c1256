import { checksum, parseIp, sumOfWords } from '../internet';

/** One end of a conversation in a test. */
export interface End {
  readonly host: string;
  readonly port: number;
}

export const client: End = { host: '192.0.2.7', port: 40_000 };
export const server: End = { host: '198.51.100.1', port: 5060 };
export const client6: End = { host: '2001:db8::7', port: 40_000 };
export const server6: End = { host: '2001:db8::1', port: 5060 };

export interface Header {
  readonly from?: End;
  readonly to?: End;
  readonly id?: number;
  /** IPv4: options; IPv6: extension headers, of which the first has number `protocol`. */
  readonly options?: Buffer;
  readonly protocol?: number;
  /** In octets. */
  readonly offset?: number;
  readonly more?: boolean;
}

export function u16(...values: readonly number[]): Buffer {
  const bytes = Buffer.alloc(2 * values.length);
  for (const [index, value] of values.entries()) bytes.writeUInt16BE(value & 0xffff, 2 * index);
  return bytes;
}

export function u32(...values: readonly number[]): Buffer {
  const bytes = Buffer.alloc(4 * values.length);
  for (const [index, value] of values.entries()) bytes.writeUInt32BE(value >>> 0, 4 * index);
  return bytes;
}

function ipOf(end: End): Buffer {
  return parseIp(end.host) ?? Buffer.alloc(4);
}

/** An IPv4 packet around a payload (RFC 791 §3.1). */
export function ipv4(payload: Buffer, header: Header = {}): Buffer {
  const {
    from = client,
    to = server,
    id = 1,
    options = Buffer.alloc(0),
    protocol = 17,
    offset = 0,
    more = false,
  } = header;
  const head = Buffer.concat([
    Buffer.from([0x45 + options.length / 4, 0]),
    u16(20 + options.length + payload.length, id, (more ? 0x2000 : 0) + offset / 8),
    Buffer.from([64, protocol, 0, 0]),
    ipOf(from),
    ipOf(to),
    options,
  ]);
  head.writeUInt16BE(checksum(sumOfWords(head)), 10);
  return Buffer.concat([head, payload]);
}

/** An IPv6 packet around a payload (RFC 8200 §3). */
export function ipv6(payload: Buffer, header: Header = {}): Buffer {
  const { from = client6, to = server6, options = Buffer.alloc(0), protocol = 17 } = header;
  const length = u16(options.length + payload.length);
  const head = Buffer.concat([Buffer.from([0x60, 0, 0, 0]), length, Buffer.from([protocol, 64]), ipOf(from), ipOf(to)]);
  return Buffer.concat([head, options, payload]);
}

/** The Fragment header of IPv6 (RFC 8200 §4.5). */
export function fragmentHeader(protocol: number, offset: number, more: boolean, id: number): Buffer {
  return Buffer.concat([Buffer.from([protocol, 0]), u16(offset + (more ? 1 : 0)), u32(id)]);
}

export function udp(payload: Buffer | string, { from = client, to = server }: Header = {}): Buffer {
  const bytes = Buffer.from(payload as string, 'latin1');
  return Buffer.concat([u16(from.port, to.port, 8 + bytes.length, 0), bytes]);
}

/** A UDP datagram over IPv4. */
export function datagram(payload: Buffer | string, header: Header = {}): Buffer {
  return ipv4(udp(payload, header), header);
}

/** A UDP datagram over IPv6. */
export function datagram6(payload: Buffer | string, header: Header = {}): Buffer {
  return ipv6(udp(payload, { from: client6, to: server6, ...header }), header);
}

/** The payload of an IPv4 packet, cut into fragments of at most `size` octets (a multiple of eight). */
export function fragments4(payload: Buffer, size: number, header: Header = {}): Buffer[] {
  return pieces(payload, size).map(({ offset, piece, more }) => ipv4(piece, { ...header, offset, more }));
}

export function fragments6(payload: Buffer, size: number, id = 7, header: Header = {}): Buffer[] {
  return pieces(payload, size).map(({ offset, piece, more }) =>
    ipv6(piece, { ...header, protocol: 44, options: fragmentHeader(17, offset, more, id) }),
  );
}

function pieces(payload: Buffer, size: number): { offset: number; piece: Buffer; more: boolean }[] {
  const count = Math.ceil(payload.length / size);
  return Array.from({ length: count }, (_, index) => {
    const offset = index * size;
    return { offset, piece: payload.subarray(offset, offset + size), more: index < count - 1 };
  });
}

export function ethernet(packet: Buffer, tags: readonly number[] = [], etherType = etherTypeOf(packet)): Buffer {
  const vlan = tags.map((type) => u16(type, 5));
  const first = Buffer.alloc(12, 2);
  return Buffer.concat([first, ...vlan, u16(etherType), packet]);
}

function etherTypeOf(packet: Buffer): number {
  return (packet[0] ?? 0) >>> 4 === 6 ? 0x86dd : 0x0800;
}

/** Linux cooked capture; packet type 0 is "to us", 4 "sent by us". */
export function cooked(packet: Buffer, packetType = 0): Buffer {
  return Buffer.concat([u16(packetType, 1, 6), Buffer.alloc(8), u16(etherTypeOf(packet)), packet]);
}

export function cooked2(packet: Buffer, kernelInterface = 1, packetType = 0): Buffer {
  const address = Buffer.alloc(8);
  const head = [u16(etherTypeOf(packet), 0), u32(kernelInterface), u16(1), Buffer.from([packetType, 6]), address];
  return Buffer.concat([...head, packet]);
}

export const LINK = { loopback: 0, ethernet: 1, raw: 101, loop: 108, cooked: 113, ipv4: 228, ipv6: 229, cooked2: 276 };
