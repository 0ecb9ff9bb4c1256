import type { Socket } from 'node:net';
import type { Address } from '../core/address';
import { HarnessError } from '../core/harness-error';
import type { Millis } from '../core/time';
import { nameSocket } from './bind-failure';

/** Bytes that may wait for a peer that does not read. */
const MAX_BACKLOG = 4 * 1024 * 1024;

/** How long a connection attempt may take. */
const CONNECT_TIMEOUT: Millis = 5_000;

/**
 * How long we can still answer a peer that has finished sending. A peer that closed its end for good looks the same, so
 * the time is short: one T1 (RFC 3261 §17.1.1.1).
 */
const HALF_CLOSED_TIME: Millis = 500;

/** How long the last bytes may take when we end a connection. */
const FLUSH_TIME: Millis = 2_000;

/** What connections tell their transport. */
export interface TcpConnectionEvents {
  /** A connection of ours is established; an accepted one is so from the start. */
  opened(connection: TcpConnection): void;
  arrived(connection: TcpConnection, bytes: Buffer): void;
  /** Comes once and last, also when a connection of ours was never established. */
  closed(connection: TcpConnection): void;
}

/** One TCP connection, accepted or opened by us; whatever the peer does, it ends in `closed` and never throws. */
export class TcpConnection {
  readonly remote: Address;
  /** Resolves when the socket is gone. */
  readonly closed: Promise<void>;
  /** Its number within the run, from when it is established. */
  number: number | undefined;
  readonly #socket: Socket;
  #failure: Error | undefined;
  #ending = false;
  #timer: NodeJS.Timeout | undefined;

  constructor(socket: Socket, remote: Address, events: TcpConnectionEvents) {
    this.remote = remote;
    this.#socket = socket;
    this.closed = new Promise((resolve) => socket.once('close', resolve));
    socket.on('error', (error) => {
      this.#failure = error; // ECONNRESET, EPIPE and the like; 'close' follows
    });
    socket.on('data', (bytes) => {
      if (!this.#ending) events.arrived(this, bytes);
    });
    socket.on('end', () => this.#after(HALF_CLOSED_TIME, () => this.finish()));
    socket.on('close', () => {
      clearTimeout(this.#timer);
      events.closed(this);
    });
    if (socket.connecting) this.#awaitOpening(events);
  }

  /** Whether bytes can be written, now or once it is open. */
  get isWritable(): boolean {
    return this.#socket.writable && !this.#ending;
  }

  /**
   * Writes to the stream. Resolves when the system took the bytes, or else after one turn of the event loop: a peer that
   * does not read must not hold up whoever sends to others as well.
   * @throws HarnessError `socket-failed` when the connection cannot be opened or has ended, or too much waits already.
   */
  send(bytes: Buffer): Promise<void> {
    const socket = this.#socket;
    if (!this.isWritable) return Promise.reject(this.#error('the connection has ended'));
    if (socket.writableLength + bytes.length > MAX_BACKLOG) {
      const error = this.#error(`it does not read: ${socket.writableLength} bytes wait already; connection ended`);
      this.destroy();
      return Promise.reject(error);
    }
    return new Promise((resolve, reject) => {
      const written = (error?: Error | null) =>
        error ? reject(this.#error((this.#failure ?? error).message)) : resolve();
      const opening = socket.connecting;
      socket.write(bytes, written);
      if (!opening) setImmediate(resolve);
    });
  }

  /** Ends the connection once what was written is out, and takes nothing more from the peer. */
  finish(): void {
    this.#ending = true;
    this.#after(FLUSH_TIME, () => this.destroy());
    this.#socket.destroySoon();
  }

  /** Ends the connection now. */
  destroy(reason?: Error): void {
    this.#ending = true;
    this.#socket.destroy(reason);
  }

  /** Ends the connection now, but politely when nothing waits to be written. */
  end(): void {
    if (this.#socket.connecting || this.#socket.writableLength > 0) this.destroy();
    else this.finish();
  }

  #awaitOpening(events: TcpConnectionEvents): void {
    const text = `no connection within ${CONNECT_TIMEOUT / 1_000} s`;
    this.#after(CONNECT_TIMEOUT, () => this.destroy(new Error(text)));
    this.#socket.once('connect', () => {
      clearTimeout(this.#timer);
      events.opened(this);
    });
  }

  #after(delay: Millis, action: () => void): void {
    clearTimeout(this.#timer);
    if (!this.#socket.destroyed) this.#timer = setTimeout(action, delay);
  }

  #error(reason: string): HarnessError {
    const options = this.#failure === undefined ? undefined : { cause: this.#failure };
    return new HarnessError('socket-failed', `cannot send to ${nameSocket('tcp', this.remote)}: ${reason}`, options);
  }
}
