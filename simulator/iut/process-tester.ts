import type { Millis } from '../core/time';
import type { Settings } from '../settings/settings';
import { type Child, type StartChild, startChild } from './child';
import type { ProcessControl } from './control';
import { describeEnding, type Ending } from './ending';
import { environment } from './environment';
import { Leftovers } from './leftovers';
import type { Line } from './line-splitter';
import { LogGate } from './log-gate';
import { readEvent, requestLine } from './protocol';
import { QuestionQueue } from './question-queue';
import { type IutContext, type Operation, type Outcome, operations, type UpperTester } from './upper-tester';

/**
 * One long-lived process that is told what to do in JSON lines (design 3.3). A process that ends is not started again:
 * it would have forgotten its registration and its entity-tag, and what it then sends would be judged as if it had not.
 * So the operation in progress and every later one are `failed`, with its exit status and stderr.
 */
export function processTester(
  control: Omit<ProcessControl, 'kind'>,
  context: IutContext,
  start: StartChild = startChild,
): UpperTester {
  return new ProcessTester('process', control, context, start, new Leftovers(context.stateFolder));
}

/** The bundled client in a process of its own, which speaks the protocol of `process`. */
export function referenceTester(
  control: Omit<ProcessControl, 'kind'>,
  context: IutContext,
  start: StartChild = startChild,
): UpperTester {
  return new ProcessTester('reference', control, context, start, new Leftovers(context.stateFolder));
}

/** The bundled client in a process that it shares with others: it starts none itself, so that there is nothing to look for when it ends. */
export function hostedTester(
  control: Omit<ProcessControl, 'kind'>,
  context: IutContext,
  start: StartChild,
): UpperTester {
  return new ProcessTester('reference', control, context, start);
}

class ProcessTester implements UpperTester {
  readonly kind: 'process' | 'reference';
  readonly operations = operations;
  readonly takesSettings = true;
  readonly #control: Omit<ProcessControl, 'kind'>;
  readonly #context: IutContext;
  readonly #start: StartChild;
  readonly #log: LogGate;
  readonly #leftovers: Leftovers | undefined;
  readonly #questions = new QuestionQueue((line) => void this.#tell(line));
  #child: Child | undefined;
  /** Why nothing can be asked any more. */
  #end: string | undefined;

  constructor(
    kind: 'process' | 'reference',
    control: Omit<ProcessControl, 'kind'>,
    context: IutContext,
    start: StartChild,
    leftovers?: Leftovers,
  ) {
    this.kind = kind;
    this.#control = control;
    this.#context = context;
    this.#start = start;
    this.#log = new LogGate(context.onLog);
    this.#leftovers = leftovers;
  }

  async start(): Promise<void> {
    if (this.#child !== undefined || this.#end !== undefined) return;
    const child = this.#start(this.#control.argv, {
      cwd: this.#control.cwd,
      env: environment(this.#context),
      hasInput: true,
      onOutput: (line) => this.#read(line),
      onErrorOutput: (line) => this.#log.write(line),
    });
    this.#child = child;
    void child.ended.then((ending) => this.#finish(describeEnding(this.#program, ending)));
  }

  async perform(operation: Operation, settings: Settings | undefined, limit: Millis): Promise<Outcome> {
    await this.start();
    if (this.#end !== undefined) return { kind: 'failed', reason: this.#end };
    return this.#questions.add(operation, requestLine({ operation, settings }, this.#context), limit);
  }

  async stop(): Promise<void> {
    this.#finish('the run is over');
    await this.#child?.stop();
    if (this.#child !== undefined) await this.#leftovers?.stop();
    this.#log.end();
  }

  killNow(): void {
    this.#child?.killNow();
    if (this.#child !== undefined) this.#leftovers?.killNow();
  }

  get #program(): string {
    return this.#control.argv[0] ?? '';
  }

  #finish(reason: string): void {
    this.#end ??= reason;
    this.#questions.failAll(this.#end);
  }

  #read(line: Line): void {
    const event = line.isCut ? undefined : readEvent(line.text);
    if (event === undefined) this.#log.write(line);
    else if (event.event === 'done') this.#questions.answer({ kind: 'done' });
    else if (event.event === 'error')
      this.#questions.answer({ kind: 'failed', reason: `the client reports: ${event.message}` });
    else if (event.event === 'indication') this.#context.onIndication(event.indication);
  }

  async #tell(line: string): Promise<void> {
    const child = this.#child;
    if (child === undefined || (await child.write(line))) return;
    // A process that has just ended refuses its input too, and its ending says more.
    const ending = await endingSoon(child);
    this.#finish(
      ending === undefined ? `"${this.#program}" has closed its standard input` : describeEnding(this.#program, ending),
    );
  }
}

/** A little more than a child needs to be seen ended (child.ts). */
const SOON: Millis = 500;

function endingSoon(child: Child): Promise<Ending | undefined> {
  return new Promise((resolve) => {
    const timer = setTimeout(() => resolve(undefined), SOON);
    void child.ended.then((ending) => {
      clearTimeout(timer);
      resolve(ending);
    });
  });
}
