import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import type { Address } from '../core/address';
import type { TransportEvents } from './transport';

/** A place on loopback with a port of the system's choice. */
export const anyPort: Address = { host: '127.0.0.1', port: 0 };

/** What a transport told its owner, in order; `until` waits for an entry. */
export class Ears implements TransportEvents {
  readonly heard: string[] = [];
  readonly chunks: { readonly remote: Address; readonly connection?: number; readonly bytes: Buffer }[] = [];
  readonly #waiting: { readonly test: () => boolean; readonly resolve: () => void }[] = [];
  /** Called with each chunk, for tests that answer. */
  onChunk:
    | ((chunk: { readonly remote: Address; readonly connection?: number; readonly bytes: Buffer }) => void)
    | undefined;

  arrived(chunk: { readonly remote: Address; readonly connection?: number; readonly bytes: Buffer }): void {
    this.chunks.push(chunk);
    this.#hear(`arrived ${chunk.bytes.toString('latin1', 0, 40)}`);
    this.onChunk?.(chunk);
  }

  connected(connection: number): void {
    this.#hear(`connected ${connection}`);
  }

  disconnected(connection: number): void {
    this.#hear(`disconnected ${connection}`);
  }

  failed(error: Error): void {
    this.#hear(`failed ${error.message}`);
  }

  refused(): void {
    this.#hear('refused');
  }

  /** Resolves once `entry` was heard. */
  until(entry: string): Promise<void> {
    return this.#untilTrue(() => this.heard.includes(entry));
  }

  /** Resolves once `bytes` octets arrived in all. */
  untilBytes(bytes: number): Promise<void> {
    return this.#untilTrue(() => this.chunks.reduce((sum, chunk) => sum + chunk.bytes.length, 0) >= bytes);
  }

  #untilTrue(test: () => boolean): Promise<void> {
    if (test()) return Promise.resolve();
    return new Promise((resolve) => this.#waiting.push({ test, resolve }));
  }

  #hear(entry: string): void {
    this.heard.push(entry);
    for (const { test, resolve } of this.#waiting) if (test()) resolve();
  }
}

/** A plain TCP peer, connected. */
export async function connectTo({ host, port }: Address, allowHalfOpen = false): Promise<Socket> {
  const socket = connect({ host, port, allowHalfOpen });
  socket.on('error', () => {});
  await once(socket, 'connect');
  return socket;
}
