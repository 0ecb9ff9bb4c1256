import { type Child, type ChildOptions, type StartChild, startChild } from './child';
import type { Ending } from './ending';
import { KILL_TIME, TERM_TIME } from './ending-times';
import type { Line } from './line-splitter';

/** How much of what ended a client is kept: a reason is one line. */
const MAX_PROBLEM = 1_000;

/**
 * One process that hosts many bundled clients; each looks like a process of its own. To start a process takes a quarter of a second of
 * a processor, to start a client in one that runs already next to nothing: a run has more than a hundred of them. A class because the
 * process has a lifetime; it is started for the first client, and anew for the next one should it have ended.
 */
export class ClientHost {
  readonly #argv: readonly string[];
  readonly #onLog: (line: string) => void;
  readonly #startProcess: StartChild;
  readonly #clients = new Map<number, HostedChild>();
  #process: Child | undefined;
  #count = 0;
  /** What is to be done when this process ends at once. */
  readonly #killNow = () => this.#process?.killNow();

  /** @param argv the command line of the host (`HostRequest`, `HostReply` of the reference client) */
  constructor(argv: readonly string[], onLog: (line: string) => void, start: StartChild = startChild) {
    this.#argv = argv;
    this.#onLog = onLog;
    this.#startProcess = start;
  }

  /** Starts a client in the place of a process; of the environment only what is there for clients (`IMCONF_…`) reaches it. */
  readonly startClient: StartChild = (_argv, options) => {
    const running = this.#running();
    this.#count += 1;
    const number = this.#count;
    const tell = (request: object) => running.write(JSON.stringify({ client: number, ...request }));
    const child = new HostedChild(options, tell, this.#killNow);
    this.#clients.set(number, child);
    void child.ended.then(() => this.#clients.delete(number));
    void tell({ start: ofClients(options.env) });
    return child;
  };

  /** Ends the process and all clients in it. */
  async stop(): Promise<void> {
    const running = this.#process;
    this.#process = undefined;
    await running?.stop();
    process.off('exit', this.#killNow);
  }

  #running(): Child {
    if (this.#process !== undefined) return this.#process;
    const onErrorOutput = ({ text }: Line) => this.#onLog(text);
    const started = this.#startProcess(this.#argv, {
      env: process.env,
      hasInput: true,
      onOutput: (line) => this.#read(line),
      onErrorOutput,
    });
    this.#process = started;
    process.on('exit', this.#killNow);
    void started.ended.then((ending) => this.#lost(started, ending));
    return started;
  }

  /** With the process all clients in it are gone. */
  #lost(ended: Child, ending: Ending): void {
    if (this.#process === ended) this.#process = undefined;
    process.off('exit', this.#killNow);
    for (const child of this.#clients.values()) child.end(ending);
  }

  #read({ text, isCut }: Line): void {
    const reply = isCut ? undefined : readReply(text);
    if (reply === undefined) this.#onLog(text);
    else this.#clients.get(reply.client)?.hear(reply);
  }
}

/** What a host says of one of its clients. */
interface Reply {
  readonly client: number;
  readonly event?: unknown;
  readonly ended?: unknown;
  readonly problem?: unknown;
}

function readReply(text: string): Reply | undefined {
  try {
    const reply: unknown = JSON.parse(text);
    return typeof reply === 'object' && reply !== null && 'client' in reply ? (reply as Reply) : undefined;
  } catch {
    return undefined;
  }
}

function ofClients(environment: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  return Object.fromEntries(Object.entries(environment).filter(([name]) => name.startsWith('IMCONF_')));
}

/** A client in a host. */
class HostedChild implements Child {
  readonly ended: Promise<Ending>;
  readonly killNow: () => void;
  readonly #options: ChildOptions;
  readonly #tell: (request: object) => Promise<boolean>;
  #hasEnded = false;
  #settle: (ending: Ending) => void = () => undefined;

  constructor(options: ChildOptions, tell: (request: object) => Promise<boolean>, killNow: () => void) {
    this.#options = options;
    this.#tell = tell;
    this.killNow = killNow;
    this.ended = new Promise((resolve) => {
      this.#settle = resolve;
    });
  }

  async write(line: string): Promise<boolean> {
    return !this.#hasEnded && this.#tell({ line });
  }

  /** A host that does not answer is not waited for: it is ended with the run. */
  async stop(): Promise<void> {
    if (this.#hasEnded) return;
    void this.#tell({ stop: true });
    const timer = setTimeout(
      () => this.end({ kind: 'signalled', signal: 'nobody', stderr: '' }),
      TERM_TIME + KILL_TIME,
    );
    await this.ended;
    clearTimeout(timer);
  }

  hear({ event, ended, problem }: Reply): void {
    if (this.#hasEnded) return;
    if (event !== undefined) this.#options.onOutput({ text: JSON.stringify(event), isCut: false });
    if (ended !== true) return;
    const stderr = typeof problem === 'string' ? onOneLine(problem) : '';
    this.end({ kind: 'exited', status: stderr === '' ? 0 : 1, stderr });
  }

  end(ending: Ending): void {
    this.#hasEnded = true;
    this.#settle(ending);
  }
}

function onOneLine(text: string): string {
  const lines = text.split('\n').map((line) => line.trim());
  return lines
    .filter((line) => line !== '')
    .join(' / ')
    .slice(0, MAX_PROBLEM);
}
