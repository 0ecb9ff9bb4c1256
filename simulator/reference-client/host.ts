import { AsyncLocalStorage } from 'node:async_hooks';
import { PassThrough } from 'node:stream';
import type { Fault } from './fault';
import { type ProcessClient, type ProcessEnvironment, startProcess } from './process';
import type { Terminal } from './terminal';

/** A line to a host: each is for one of its clients. */
export interface HostRequest {
  readonly client: number;
  /** Starts the client with these settings. */
  readonly start?: ProcessEnvironment;
  /** What a client with a process of its own would read from stdin. */
  readonly line?: string;
  /** What SIGTERM is for a client with a process of its own. */
  readonly stop?: true;
}

/** A line of a host. */
export type HostReply =
  | { readonly client: number; readonly event: object }
  /** The client has ended; `problem`: why it did without being told to. */
  | { readonly client: number; readonly ended: true; readonly problem?: string };

interface Hosted {
  readonly client: ProcessClient;
  readonly input: PassThrough;
}

/** The clients that have asynchronous work under way, so that an exception in it has somebody it belongs to. */
const working = new AsyncLocalStorage<number>();

/**
 * Many reference clients in one process, each with settings, state folder and sockets of its own; all break the same requirements. A
 * class because clients have a lifetime.
 */
export class Host {
  readonly #faults: readonly Fault[];
  readonly #reply: (reply: HostReply) => void;
  readonly #terminal: Terminal | undefined;
  readonly #clients = new Map<number, Hosted>();
  #isOver = false;
  #end: () => void = () => undefined;
  /** When no more lines will come and every client has ended. */
  readonly ended = new Promise<void>((resolve) => {
    this.#end = resolve;
  });

  constructor(faults: readonly Fault[], reply: (reply: HostReply) => void, terminal?: Terminal) {
    this.#faults = faults;
    this.#reply = reply;
    this.#terminal = terminal;
  }

  /** Takes one line; what is none of ours is an error of whoever wrote it. */
  take(text: string): void {
    const { client, start, line, stop } = JSON.parse(text) as HostRequest;
    if (start !== undefined) this.#start(client, start);
    const hosted = this.#clients.get(client);
    if (line !== undefined) working.run(client, () => hosted?.input.write(`${line}\n`));
    if (stop === true) hosted?.client.stop();
  }

  /** No more lines will come: each client does what it was asked for and ends. */
  noMore(): void {
    this.#isOver = true;
    for (const [number, { input }] of this.#clients) working.run(number, () => input.end());
    this.#endIfEmpty();
  }

  /** Ends all at once. */
  stop(): void {
    this.#isOver = true;
    for (const { client } of this.#clients.values()) client.stop();
    this.#endIfEmpty();
  }

  /**
   * Takes an exception that nobody caught: it ends the client whose it is; what one throws that has ended is as if its process were
   * gone. `false` where it is nobody's.
   */
  broke(error: unknown): boolean {
    const client = working.getStore();
    if (client === undefined) return false;
    const hosted = this.#clients.get(client);
    this.#gone(client, error instanceof Error ? (error.stack ?? error.message) : String(error));
    hosted?.client.stop();
    return true;
  }

  #start(client: number, environment: ProcessEnvironment): void {
    const input = new PassThrough();
    try {
      const emit = (event: object) => this.#reply({ client, event });
      const options = { faults: this.#faults, terminal: this.#terminal, environment, input, emit };
      const started = working.run(client, () => startProcess(options));
      this.#clients.set(client, { client: started, input });
      void started.ended.then(() => this.#gone(client));
    } catch (error) {
      // A client with a process of its own would end at once, too: a state folder that cannot be used.
      this.#reply({ client, ended: true, problem: error instanceof Error ? error.message : String(error) });
    }
  }

  #gone(client: number, problem?: string): void {
    if (!this.#clients.delete(client)) return;
    this.#reply({ client, ended: true, ...(problem !== undefined && { problem }) });
    this.#endIfEmpty();
  }

  #endIfEmpty(): void {
    if (this.#isOver && this.#clients.size === 0) this.#end();
  }
}
