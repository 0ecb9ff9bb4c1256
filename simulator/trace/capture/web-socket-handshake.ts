import type { Buffer } from 'node:buffer';
import { ByteQueue } from './byte-queue';

/** Longer than any header part that servers take. */
const MAX_HEAD = 16 * 1024;

/** Collects the header part of an HTTP message. */
export class HttpHead {
  readonly #queue = new ByteQueue();

  get held(): number {
    return this.#queue.length;
  }

  /** The header part, once it is complete, and the octets behind it; `undefined` before; `no`: it is too long for one. */
  push(bytes: Buffer): { readonly head: string; readonly rest: Buffer } | undefined | 'no' {
    this.#queue.append(bytes);
    const octets = this.#queue.bytes.subarray(this.#queue.start, this.#queue.end);
    const end = octets.indexOf('\r\n\r\n');
    if (end === -1) return octets.length > MAX_HEAD ? 'no' : undefined;
    return { head: octets.toString('latin1', 0, end), rest: octets.subarray(end + 4) };
  }
}

/**
 * The sub-protocols that a client offers when it asks to upgrade to WebSocket (RFC 6455 §4.1, RFC 7118 §4.1); `undefined` when the
 * request does not ask for that.
 */
export function readUpgrade(head: string): readonly string[] | undefined {
  const upgrades = valuesOf(head, 'upgrade').some((value) => value.toLowerCase() === 'websocket');
  return upgrades && /^GET /i.test(head) ? valuesOf(head, 'sec-websocket-protocol') : undefined;
}

/** Whether a response says that the connection is a WebSocket from here on (RFC 6455 §4.2.2). */
export function isSwitching(head: string): boolean {
  return /^HTTP\/1\.\d 101(?: |\r|$)/.test(head);
}

/** The items of all fields of a name. */
function valuesOf(head: string, name: string): readonly string[] {
  return head
    .split('\r\n')
    .filter((line) => line.slice(0, line.indexOf(':')).trim().toLowerCase() === name)
    .flatMap((line) => line.slice(line.indexOf(':') + 1).split(','))
    .map((value) => value.trim())
    .filter((value) => value !== '');
}
