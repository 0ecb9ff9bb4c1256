import { formatListener, type Listener, type ListenerTransport } from '../core/address';
import type { HarnessError } from '../core/harness-error';
import { Endpoint } from '../server/endpoint';
import type { TraceEvent } from '../trace/event';
import type { NewClient } from '../verdict/detected-ics';
import type { Diagnostic, Finding } from '../verdict/result';
import { LowerTester } from './lower-tester';
import type { PassiveConfiguration } from './passive-configuration';
import { type FinishedPassiveRun, PassiveRun } from './passive-run';
import { passiveServerConfig } from './passive-server-config';
import { randomIds, realClock } from './real-world';

export interface PassiveServerParts {
  readonly configuration: PassiveConfiguration;
  /** Where to listen, each on its own; `undefined`: UDP and TCP at the usual place, or those of the IUT file. */
  readonly listen: readonly Listener[] | undefined;
  readonly strict: boolean;
  readonly argv: readonly string[];
  /** Makes the folder of the run that begins at a time. */
  readonly folderAt: (startedAt: number) => string;
  readonly onFinding: (finding: Finding) => void;
  readonly onClient: (client: NewClient, event: TraceEvent) => void;
  /** A socket or the disk failed: the server has to end. */
  readonly onFailure: (error: HarnessError) => void;
}

/** Octets of the trace that may wait for the disk before datagrams are dropped. */
const maxBacklog = 64 * 1024 * 1024;
const usualPlace = { host: '127.0.0.1', port: 5060 } as const;

/**
 * The passive server: anybody may connect, everything is judged as it happens. A class because sockets have a lifetime, which is
 * that of several runs where the run folder is changed in between.
 */
export class PassiveServer {
  readonly #parts: PassiveServerParts;
  readonly #lower: LowerTester;
  readonly #listeners: Listener[] = [];
  /** What arrived before the first run was there. */
  readonly #early: TraceEvent[] = [];
  #run: PassiveRun | undefined;
  /** Datagrams that were lost before the run, and those that it was told of. */
  #lostBefore = 0;
  #lostTold = 0;

  private constructor(parts: PassiveServerParts) {
    this.#parts = parts;
    this.#lower = new LowerTester({
      endpoint: new Endpoint(passiveServerConfig(parts.configuration), randomIds),
      clock: realClock,
      onEvent: (event) => this.#see(event),
      isOverloaded: () => (this.#run?.backlog ?? 0) > maxBacklog,
      onFailure: parts.onFailure,
    });
  }

  /**
   * Opens the sockets and the first run.
   * @throws HarnessError `address-in-use`, `address-unavailable`, `output-failed`.
   */
  static async open(parts: PassiveServerParts): Promise<PassiveServer> {
    const server = new PassiveServer(parts);
    try {
      await server.#listen();
      server.#run = await server.#begin();
      for (const event of server.#early.splice(0)) server.#see(event);
      return server;
    } catch (error) {
      await server.#lower.close();
      throw error;
    }
  }

  /** `udp:127.0.0.1:5060`, one for each socket. */
  get listeners(): readonly string[] {
    return this.#listeners.map(formatListener);
  }

  /**
   * Ends the run and begins another one; the server goes on. The new judge knows what one knows who sees a capture that begins
   * here: to nothing that began before does it take exception for its beginning alone.
   * @throws HarnessError `output-failed`.
   */
  async rotate(): Promise<FinishedPassiveRun> {
    const next = await this.#begin();
    const ended = this.#run;
    this.#run = next;
    this.#lower.beginTrace();
    this.#lostBefore = this.#lostTold = this.#lower.dropped();
    return this.#finish(ended ?? next);
  }

  /**
   * Closes the sockets, judges, writes the run folder.
   * @throws HarnessError `output-failed`.
   */
  async close(): Promise<FinishedPassiveRun> {
    this.#tellLost();
    await this.#lower.close();
    if (this.#run === undefined) throw new Error('the server is not open');
    return this.#finish(this.#run);
  }

  #finish(run: PassiveRun): Promise<FinishedPassiveRun> {
    return run.finish({ finishedAt: realClock.now(), listeners: this.listeners, diagnostics: nobodyIn(run) });
  }

  async #listen(): Promise<void> {
    const { listen, configuration } = this.#parts;
    for (const listener of listen ?? []) {
      this.#listeners.push({ ...listener, ...(await this.#lower.listen(listener)) });
    }
    if (listen !== undefined) return;
    const declared = configuration.declared?.listen ?? [];
    for (const place of declared.length > 0 ? declared : [usualPlace]) {
      const bound = await this.#lower.listenPair(place);
      for (const transport of ['udp', 'tcp'] as const) this.#listeners.push({ ...bound, transport });
    }
  }

  #begin(): Promise<PassiveRun> {
    const { configuration, strict, argv, folderAt, onFinding, onFailure } = this.#parts;
    const startedAt = realClock.now();
    const context = { ...configuration.context, ...offersTcp(this.#listeners) };
    return PassiveRun.open({
      mode: 'serve',
      configuration: { ...configuration, context },
      judge: { strict, onFinding },
      folder: folderAt(startedAt),
      startedAt,
      argv,
      onFailure,
    });
  }

  #see(event: TraceEvent): void {
    if (this.#run === undefined) {
      this.#early.push(event);
      return;
    }
    // Silence proves nothing where datagrams were lost, so that is told before.
    if (event.kind === 'note' && event.note === 'notify-unanswered') this.#tellLost();
    const client = this.#run.see(event);
    if (client !== undefined) this.#parts.onClient(client, event);
  }

  #tellLost(): void {
    const dropped = this.#lower.dropped();
    if (dropped === this.#lostTold) return;
    this.#lostTold = dropped;
    const text = `this machine lost ${dropped - this.#lostBefore} datagrams so far; silence of a client proves nothing now`;
    this.#run?.see({ kind: 'note', at: realClock.now(), note: 'datagrams-lost', text });
  }
}

/** Whether every UDP socket has a TCP socket beside it (decision D-14); not told where only some have. */
function offersTcp(listeners: readonly Listener[]): { readonly offersTcp?: boolean } {
  const at = (transport: ListenerTransport) => listeners.filter((listener) => listener.transport === transport);
  const [udp, tcp] = [at('udp'), at('tcp')];
  const paired = udp.filter(({ host, port }) => tcp.some((other) => other.host === host && other.port === port));
  if (udp.length === 0 || (paired.length > 0 && paired.length < udp.length)) return {};
  return { offersTcp: paired.length === udp.length };
}

function nobodyIn(run: PassiveRun): readonly Diagnostic[] {
  if (run.messages > 0) return [];
  return [{ outcome: 'inconc', message: 'nobody connected: no message arrived' }];
}
