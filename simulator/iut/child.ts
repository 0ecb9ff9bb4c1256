import { type ChildProcess, spawn } from 'node:child_process';
import type { Readable } from 'node:stream';
import type { Millis } from '../core/time';
import { describeStartProblem, type Ending } from './ending';
import type { Line } from './line-splitter';
import { LastWords, readLines } from './output';
import { ProcessGroup } from './process-group';

/** How long output may still come after the end of the process; a descendant may hold the pipe for ever. */
const LAST_OUTPUT_TIME: Millis = 200;

/** What a child is told, and who hears of its output. */
export interface ChildOptions {
  readonly cwd?: string | undefined;
  readonly env: NodeJS.ProcessEnv;
  /** Whether it has a standard input; else that is empty. */
  readonly hasInput: boolean;
  readonly onOutput: (line: Line) => void;
  readonly onErrorOutput: (line: Line) => void;
}

/** A process of the client, with its descendants. */
export interface Child {
  /** When it ended and its last output was read, or when it could not be started; never rejects. */
  readonly ended: Promise<Ending>;
  /** Writes a line to its standard input; `false` when it does not take any more. */
  write(line: string): Promise<boolean>;
  /** Ends it and its descendants; resolves when none is left. */
  stop(): Promise<void>;
  killNow(): void;
}

/** Starts a process; a stand-in in tests. */
export type StartChild = (argv: readonly string[], options: ChildOptions) => Child;

/** Starts a process that leads a group of its own, so that its descendants can be ended with it. */
export const startChild: StartChild = (argv, options) => {
  const [program = '', ...args] = argv;
  const cwd = options.cwd ?? process.cwd();
  try {
    const started = spawn(program, args, {
      cwd,
      env: options.env,
      detached: true,
      stdio: [options.hasInput ? 'pipe' : 'ignore', 'pipe', 'pipe'],
    });
    return new SpawnedChild(program, cwd, started, options);
  } catch (error) {
    // Some faults, such as an empty name, are thrown and not emitted.
    const reason = describeStartProblem(program, cwd, error instanceof Error ? error : new Error(String(error)));
    return notStarted(reason);
  }
};

function notStarted(reason: string): Child {
  return {
    ended: Promise.resolve({ kind: 'not-started', reason }),
    write: async () => false,
    async stop() {},
    killNow() {},
  };
}

class SpawnedChild implements Child {
  readonly ended: Promise<Ending>;
  readonly #process: ChildProcess;
  readonly #group: ProcessGroup | undefined;
  readonly #lastWords = new LastWords();

  constructor(program: string, cwd: string, started: ChildProcess, options: ChildOptions) {
    this.#process = started;
    this.#group = started.pid === undefined ? undefined : new ProcessGroup(started.pid);
    started.stdin?.on('error', () => {}); // EPIPE: write() reports it
    readIfAny(started.stdout, options.onOutput);
    readIfAny(started.stderr, (line) => {
      this.#lastWords.add(line);
      options.onErrorOutput(line);
    });
    this.ended = new Promise((resolve) => {
      started.once('exit', (status, signal) => this.#afterLastOutput(() => resolve(this.#ending(status, signal))));
      started.on('error', (error) => {
        if (started.pid !== undefined) return; // not about starting
        resolve({ kind: 'not-started', reason: describeStartProblem(program, cwd, error) });
      });
    });
  }

  write(line: string): Promise<boolean> {
    const { stdin } = this.#process;
    if (stdin === null || !stdin.writable) return Promise.resolve(false);
    return new Promise((resolve) => stdin.write(`${line}\n`, (error) => resolve(!error)));
  }

  async stop(): Promise<void> {
    await this.#group?.stop();
    // Its last output first; a process that not even SIGKILL could end is not waited for.
    if (!this.#group?.isAlive()) await this.ended;
    // A descendant out of reach may hold the pipes; they must not hold us.
    for (const stream of this.#process.stdio) stream?.destroy();
  }

  killNow(): void {
    this.#group?.killNow();
  }

  #afterLastOutput(action: () => void): void {
    this.#group?.isAlive(); // takes note while the number cannot be somebody else's yet
    const timer = setTimeout(action, LAST_OUTPUT_TIME);
    this.#process.once('close', () => {
      clearTimeout(timer);
      action();
    });
  }

  #ending(status: number | null, signal: NodeJS.Signals | null): Ending {
    const stderr = this.#lastWords.toString();
    if (status !== null) return { kind: 'exited', status, stderr };
    return { kind: 'signalled', signal: signal ?? 'a signal', stderr };
  }
}

function readIfAny(stream: Readable | null, onLine: (line: Line) => void): void {
  if (stream !== null) readLines(stream, onLine);
}
