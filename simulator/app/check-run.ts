import { plural } from '../reporters/counts';
import type { JudgedFile } from '../reporters/run-report';
import type { TraceEvent } from '../trace/event';
import type { Diagnostic } from '../verdict/result';
import { CaptureFile } from './capture-file';
import { isLong, refuseUnreadable } from './capture-octets';
import type { CheckCommand } from './check';
import type { CheckProgress } from './check-progress';
import { CheckTrace } from './check-trace';
import { passiveConfiguration } from './passive-configuration';
import { type FinishedPassiveRun, PassiveRun } from './passive-run';
import { realClock } from './real-world';
import { makeRunFolder } from './run-folder';
import type { ThreadedJudges } from './threaded-judges';

export interface CheckRunParts {
  readonly paths: readonly string[];
  readonly command: CheckCommand;
  readonly argv: readonly string[];
  readonly progress: Pick<CheckProgress, 'tell'>;
  /** Whether to judge in a thread of its own; where it is left out, if that pays. */
  readonly isThreaded?: boolean;
}

interface Opened {
  readonly run: PassiveRun;
  readonly trace: CheckTrace;
  readonly judges: ThreadedJudges | undefined;
}

/** Octets of the trace that may wait for the disk before reading does, too. */
const maxBacklog = 8 * 1024 * 1024;

/** Files that are judged as one run. A class because reading takes time and may be interrupted. */
export class CheckRun {
  readonly #parts: CheckRunParts;
  readonly #files: JudgedFile[] = [];
  readonly #diagnostics: Diagnostic[] = [];
  readonly #startedAt = realClock.now();
  #context = '';
  #opened: Opened | undefined;
  /** The thread that judges, where there is one. */
  #judges: ThreadedJudges | undefined;
  #interrupted: string | undefined;
  /** Keys of the IUT file that are valid and that this version does not read. */
  withoutEffect: readonly string[] = [];

  constructor(parts: CheckRunParts) {
    this.#parts = parts;
  }

  /** Leaves the rest alone: what was read is judged. */
  interrupt(signal: string): void {
    this.#interrupted ??= `ended by ${signal}; what had not been read by then is inconclusive`;
  }

  /**
   * Reads and judges all files.
   * @throws HarnessError `usage`, `settings-invalid` or `output-failed`.
   */
  async finish(): Promise<FinishedPassiveRun> {
    try {
      return await this.#judgeAll();
    } finally {
      await this.#judges?.close();
    }
  }

  async #judgeAll(): Promise<FinishedPassiveRun> {
    // Said before anything is read, so that a slip in the last name does not cost the time for the others.
    for (const path of this.#parts.paths) await refuseUnreadable(path);
    for (const path of this.#parts.paths) {
      if (this.#interrupted !== undefined) break;
      await this.#read(await CaptureFile.open(path));
    }
    if (this.#opened === undefined) throw new Error('no file was read');
    const { run, trace } = this.#opened;
    return run.finish({
      finishedAt: realClock.now(),
      files: this.#files,
      placeOf: (frame) => trace.placeOf(frame),
      diagnostics: [...this.#early(), ...this.#diagnostics, ...leftOut(trace)],
    });
  }

  async #read(file: CaptureFile): Promise<void> {
    const { name } = file;
    this.#noteHeader(file);
    const opened = await this.#openedFor(file);
    const { run, trace } = opened;
    const see = (event: TraceEvent) => {
      run.see(event);
    };
    trace.begin(name);
    const judged = await file.read({
      take: (found) => trace.take(found, see),
      pause: (done) => {
        this.#parts.progress.tell(name, done, run.messages);
        return pauseOf(opened);
      },
      isEnough: () => this.#interrupted !== undefined,
    });
    trace.end(see);
    this.#files.push(judged);
    if (judged.problem !== undefined) this.#warn(`${name}: ${judged.problem}; what was read is judged`);
  }

  /** The first file says what is known of the run; the server is ours where the trace of a run of ours is judged again. */
  async #openedFor({ header }: CaptureFile): Promise<Opened> {
    if (this.#opened !== undefined) return this.#opened;
    const { command, argv } = this.#parts;
    const { iut, profile, imAddress, out, strict = false } = command;
    const imAddresses = imAddress === undefined ? [] : [imAddress];
    const configuration = passiveConfiguration({ iut, profile, imAddresses }, header);
    this.withoutEffect = configuration.declared?.withoutEffect ?? [];
    const known = [...configuration.imAddresses, ...configuration.context.imAddressAliases];
    const judge = { strict, ownsServer: header !== undefined && header.mode !== 'check' };
    const judges = (await this.#isThreaded()) ? threadedJudges(configuration, judge) : undefined;
    this.#judges = judges;
    await judges?.started();
    const run = await PassiveRun.open({
      mode: 'check',
      configuration,
      judge,
      judging: judges,
      folder: out === undefined ? undefined : makeRunFolder(out, this.#startedAt),
      startedAt: this.#startedAt,
      argv,
    });
    this.#opened = { run, trace: new CheckTrace(known), judges };
    return this.#opened;
  }

  async #isThreaded(): Promise<boolean> {
    return this.#parts.isThreaded ?? (await isLong(this.#parts.paths));
  }

  #noteHeader({ name, header }: CaptureFile): void {
    if (header === undefined) return;
    if (header.problem !== undefined) {
      this.#warn(`${name}: what it says of its run cannot be used (${header.problem}); the defaults hold`);
    }
    const context = JSON.stringify(header.context);
    if (this.#context !== '' && this.#context !== context) {
      this.#warn(`${name}: its run was configured in another way; it is judged like the first file`);
    }
    this.#context ||= context ?? '';
  }

  #warn(message: string): void {
    this.#diagnostics.push({ outcome: 'warn', message });
  }

  /** What decides the verdict by itself. */
  #early(): readonly Diagnostic[] {
    const early: Diagnostic[] = [];
    if (this.#interrupted !== undefined) {
      early.push({ outcome: 'inconc', note: 'interrupted', message: this.#interrupted });
    }
    if (this.#files.every(({ messages }) => messages === 0)) {
      early.push({ outcome: 'inconc', message: `no SIP message was found in ${this.#files.map(foundIn).join('; ')}` });
    }
    return early;
  }
}

/** What the directions of the messages rest on, and which messages count for nobody. */
function leftOut({ counts }: CheckTrace): readonly Diagnostic[] {
  const { forwarded, betweenServers, translated, behindProxy, guessed } = counts;
  const texts: readonly (readonly [number, string])[] = [
    [forwarded, 'left out: sent on by a proxy, and judged where the client sent them'],
    [betweenServers, 'left out: one server is the client of the other'],
    [translated, 'left out: seen on the other side of an address translation already'],
    [behindProxy, 'came through a proxy: what the client itself sent is not in the capture'],
    [guessed, 'of which the direction is a guess: nothing shows which side is the client'],
  ];
  return texts
    .filter(([count]) => count > 0)
    .map(([count, text]) => ({ outcome: 'info', message: `${plural(count, 'message')} ${text}` }));
}

function foundIn({ name, format, packets }: JudgedFile): string {
  return `${name}, read as ${format} (${packets} ${format.startsWith('pcap') ? 'packets' : 'entries'})`;
}

/** To be waited for before more is read. */
function pauseOf({ run, judges }: Opened): Promise<void> | undefined {
  return run.backlog > maxBacklog ? drained(run) : judges?.room;
}

/** Loaded only for long captures: a short one is judged by the time that a thread is there. */
function threadedJudges(...parts: ConstructorParameters<typeof ThreadedJudges>): ThreadedJudges {
  const { ThreadedJudges } = require('./threaded-judges') as typeof import('./threaded-judges');
  return new ThreadedJudges(...parts);
}

/** Waits until the disk has caught up. */
async function drained(run: PassiveRun): Promise<void> {
  while (run.backlog > maxBacklog) await new Promise((turn) => setTimeout(turn, 5));
}
