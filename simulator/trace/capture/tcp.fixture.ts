import { client, type End, ipv4, server, u16, u32 } from './packet.fixture';

export const FIN = 1;
export const SYN = 2;
export const RST = 4;
const ACK = 16;

export interface SegmentParts {
  readonly from?: End;
  readonly to?: End;
  readonly sequence: number;
  /** Leaves out the ACK flag where it is not given. */
  readonly acknowledged?: number;
  readonly flags?: number;
  readonly data?: Buffer | string;
  /** Options of the TCP header, a multiple of four octets. */
  readonly options?: Buffer;
}

/** A TCP segment over IPv4. */
export function segment(parts: SegmentParts): Buffer {
  const { from = client, to = server, sequence, acknowledged, flags = 0, data = '', options = Buffer.alloc(0) } = parts;
  const allFlags = flags | (acknowledged === undefined ? 0 : ACK);
  const header = Buffer.concat([
    u16(from.port, to.port),
    u32(sequence, acknowledged ?? 0),
    Buffer.from([(5 + options.length / 4) << 4, allFlags]),
    u16(65_535, 0, 0),
    options,
  ]);
  return ipv4(Buffer.concat([header, Buffer.from(data as string, 'latin1')]), { from, to, protocol: 6 });
}

/** A TCP connection of which every segment is told of; the segments gather in `packets`. */
export class Talk {
  readonly packets: Buffer[] = [];
  readonly #client: End;
  readonly #server: End;
  #fromClient: number;
  #fromServer: number;

  constructor(parts: { client?: End; server?: End; clientSequence?: number; serverSequence?: number } = {}) {
    this.#client = parts.client ?? client;
    this.#server = parts.server ?? server;
    this.#fromClient = parts.clientSequence ?? 1000;
    this.#fromServer = parts.serverSequence ?? 900_000;
  }

  /** The three segments that open a connection. */
  open(): this {
    this.#send('client', SYN, '', false);
    this.#send('server', SYN, '');
    this.#send('client', 0, '');
    return this;
  }

  /** The client sends, and the server acknowledges. */
  request(data: Buffer | string): this {
    this.#send('client', 0, data);
    return this.acknowledge('server');
  }

  response(data: Buffer | string): this {
    this.#send('server', 0, data);
    return this.acknowledge('client');
  }

  /** One side sends, and nothing comes back. */
  say(side: 'client' | 'server', data: Buffer | string): this {
    return this.#send(side, 0, data);
  }

  acknowledge(side: 'client' | 'server'): this {
    return this.#send(side, 0, '');
  }

  /** Octets go that the capture does not see. */
  miss(side: 'client' | 'server', data: Buffer | string): this {
    this.#send(side, 0, data);
    this.packets.pop();
    return this;
  }

  finish(side: 'client' | 'server'): this {
    return this.#send(side, FIN, '');
  }

  reset(side: 'client' | 'server'): this {
    return this.#send(side, RST, '');
  }

  #send(side: 'client' | 'server', flags: number, data: Buffer | string, acknowledges = true): this {
    const isClient = side === 'client';
    const [from, to] = isClient ? [this.#client, this.#server] : [this.#server, this.#client];
    const [sequence, acknowledged] = isClient
      ? [this.#fromClient, this.#fromServer]
      : [this.#fromServer, this.#fromClient];
    this.packets.push(segment({ from, to, sequence, flags, data, ...(acknowledges && { acknowledged }) }));
    const taken = data.length + ((flags & (SYN | FIN)) === 0 ? 0 : 1);
    if (isClient) this.#fromClient = (sequence + taken) >>> 0;
    else this.#fromServer = (sequence + taken) >>> 0;
    return this;
  }
}
