import { join } from 'node:path';
import { type Listener, parseListener } from '../core/address';
import { HarnessError } from '../core/harness-error';
import { type Verdict, worse } from '../verdict/verdict';
import { onEnding } from './endings';
import { exitCodes } from './exit-codes';
import { passiveConfiguration } from './passive-configuration';
import type { FinishedPassiveRun } from './passive-run';
import { PassiveServer } from './passive-server';
import { makeRunFolder } from './run-folder';
import { ServeObserver } from './serve-observer';

/** The options of `imconf serve`, as typed. */
export interface ServeCommand {
  readonly listen?: readonly string[];
  readonly profile?: string;
  readonly iut?: string;
  readonly imAddress?: readonly string[];
  readonly out?: string;
  readonly for?: string;
  readonly rotate?: string;
  readonly strict?: boolean;
}

/** A timer of Node cannot wait longer, some 24 days. */
const longestWait = 2 ** 31 - 1;

/**
 * The passive server (design 3.1): anybody may connect; a signal or `--for` ends it and writes the run folder.
 * @public loaded by the command line only when it is asked for
 * @returns the exit code: 0 pass, 1 fail, 2 inconc, 3 error; with `--rotate` the worst of all parts in which a client came.
 * @throws HarnessError for what is the tester's or the configuration's fault.
 */
export async function serve(command: ServeCommand, argv: readonly string[]): Promise<number> {
  const { iut, profile, imAddress = [], out, strict = false } = command;
  const configuration = passiveConfiguration({ iut, profile, imAddresses: imAddress });
  const listen = command.listen?.map(listenerFrom);
  const rotateMs = waitFrom('--rotate', command.rotate, 60_000);
  const forMs = waitFrom('--for', command.for, 1_000);
  const observer = new ServeObserver(process.stdout);
  observer.begin(configuration.profile, configuration.declared?.withoutEffect ?? []);
  const ending = new Ending();
  const release = onEnding(() => ending.end());
  try {
    const server = await PassiveServer.open({
      configuration,
      listen,
      strict,
      argv,
      folderAt: (startedAt) => makeRunFolder(rotateMs === undefined ? out : folderIn(out, startedAt), startedAt),
      onFinding: (finding) => observer.onFinding(finding),
      onClient: (client, event) => observer.onClient(client, event),
      onFailure: (error) => ending.end(error),
    });
    observer.listening(server.listeners);
    ending.after(forMs);
    let worst: Verdict = 'none';
    for (;;) {
      if (await ending.within(rotateMs)) break;
      const part = await server.rotate();
      observer.rotated(part);
      if (isVisited(part)) worst = worse(worst, part.report.verdict);
    }
    const finished = await server.close();
    observer.end(finished);
    if (ending.failure !== undefined) throw ending.failure;
    const isCounted = worst === 'none' || isVisited(finished);
    return exitCodes[isCounted ? worse(worst, finished.report.verdict) : worst];
  } finally {
    release();
  }
}

/** Whether any client came; a part without one says nothing of those before. */
function isVisited({ report }: FinishedPassiveRun): boolean {
  return report.judgement.clients.length > 0;
}

/** What ends the server: a signal, the time that was asked for, or a failure. */
class Ending {
  readonly #ended: Promise<void>;
  #end: () => void = () => {};
  #timer: NodeJS.Timeout | undefined;
  failure: HarnessError | undefined;

  constructor() {
    this.#ended = new Promise((end) => {
      this.#end = end;
    });
  }

  end(failure?: HarnessError): void {
    this.failure ??= failure;
    clearTimeout(this.#timer);
    this.#end();
  }

  after(limit: number | undefined): void {
    if (limit !== undefined) this.#timer = setTimeout(() => this.end(), limit);
  }

  /** Waits for the end, but not longer than `limit` milliseconds; whether it came. */
  async within(limit: number | undefined): Promise<boolean> {
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<boolean>((done) => {
      if (limit !== undefined) timer = setTimeout(() => done(false), limit);
    });
    const ended = await Promise.race([this.#ended.then(() => true), late]);
    clearTimeout(timer);
    return ended;
  }
}

/** With `--rotate` each run has a folder of its own in the one that was asked for. */
function folderIn(out: string | undefined, startedAt: number): string | undefined {
  return out === undefined ? undefined : join(out, new Date(startedAt).toISOString().replace(/[:.]/g, '-'));
}

function listenerFrom(text: string): Listener {
  const listener = parseListener(text);
  if (listener !== undefined) return listener;
  throw new HarnessError(
    'usage',
    `--listen is "${text}"; it looks like udp:127.0.0.1:5060 or tcp:[::1]:5060 (udp or tcp; an IP address or a host name; port 0 = any free port)`,
  );
}

/** A time in milliseconds of an option in another unit. */
function waitFrom(option: string, text: string | undefined, unit: number): number | undefined {
  if (text === undefined) return undefined;
  const wait = Number(text) * unit;
  if (text.trim() !== '' && wait > 0 && wait <= longestWait) return wait;
  const most = Math.floor(longestWait / unit);
  throw new HarnessError('usage', `${option} is "${text}"; it has to be a number above 0 and up to ${most}`);
}
