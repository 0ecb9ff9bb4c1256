/** One SIP message cut out of a datagram or a stream; text is UTF-8. */
export interface Framed {
  /** Start line and header rows, without the empty row. */
  readonly head: string;
  readonly body: string;
  /** The datagram ended before Content-Length octets of body (RFC 3261 §18.3). */
  readonly truncated: boolean;
  /** Octets of the datagram after the body, which are dropped (RFC 3261 §18.3). */
  readonly surplus: number;
}

const maxHeadBytes = 65_536;
const maxBodyBytes = 1_048_576;
const endOfHead = '\r\n\r\n';

/** Cuts a datagram by Content-Length: surplus is dropped, without the header the body is the rest (RFC 3261 §18.3). */
export function frameDatagram(bytes: Buffer): Framed | undefined {
  const start = skipLineEnds(bytes);
  const end = bytes.indexOf(endOfHead, start);
  if (end === -1) return undefined;
  const head = bytes.toString('utf8', start, end);
  const rest = bytes.subarray(end + endOfHead.length);
  const length = contentLength(head) ?? rest.length;
  const surplus = Math.max(0, rest.length - length);
  return { head, body: rest.toString('utf8', 0, length), truncated: rest.length < length, surplus };
}

/** Cuts a stream into messages by Content-Length (RFC 3261 §18.3), however the octets arrive. */
export class StreamFramer {
  #held: Buffer = Buffer.alloc(0);
  /** Octets of CR LF before start lines that were skipped so far. */
  lineEnds = 0;

  /**
   * @returns the messages that are complete now.
   * @throws Error when the stream cannot be read on: no Content-Length, or a limit exceeded.
   */
  push(chunk: Buffer): readonly Framed[] {
    this.#held = Buffer.concat([this.#held, chunk]);
    const messages: Framed[] = [];
    for (let next = this.#take(); next !== undefined; next = this.#take()) messages.push(next);
    return messages;
  }

  #take(): Framed | undefined {
    const skipped = skipLineEnds(this.#held);
    this.lineEnds += skipped;
    this.#held = this.#held.subarray(skipped);
    const end = this.#held.indexOf(endOfHead);
    if (end === -1 && this.#held.length <= maxHeadBytes) return undefined;
    if (end === -1 || end > maxHeadBytes) throw new Error('header rows of more than 64 KiB');
    const head = this.#held.toString('utf8', 0, end);
    const length = contentLength(head);
    if (length === undefined || length > maxBodyBytes) throw new Error('Content-Length missing or above 1 MiB');
    const bodyStart = end + endOfHead.length;
    if (this.#held.length < bodyStart + length) return undefined;
    const body = this.#held.toString('utf8', bodyStart, bodyStart + length);
    this.#held = this.#held.subarray(bodyStart + length);
    return { head, body, truncated: false, surplus: 0 };
  }
}

/** CR LF before a start line is a keep-alive (RFC 3261 §7.5, RFC 5626 §4.4.1). */
function skipLineEnds(bytes: Buffer): number {
  let start = 0;
  while (bytes[start] === 0x0d || bytes[start] === 0x0a) start += 1;
  return start;
}

function contentLength(head: string): number | undefined {
  const match = /^(?:content-length|l)[ \t]*:[ \t]*(\d+)[ \t]*$/im.exec(head);
  return match === null ? undefined : Number(match[1]);
}
