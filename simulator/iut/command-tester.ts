import type { Millis } from '../core/time';
import type { Settings } from '../settings/settings';
import { type Child, type StartChild, startChild } from './child';
import type { CommandControl } from './control';
import { describeEnding, type Ending } from './ending';
import { environment, type Instruction } from './environment';
import { Leftovers } from './leftovers';
import type { Line } from './line-splitter';
import { LogGate } from './log-gate';
import { type IutContext, type Operation, type Outcome, operations, type UpperTester } from './upper-tester';

/**
 * One process per operation, told by its environment (design 3.3): exit status 0 is `done`, anything else `failed`. A
 * process that has not ended at the time limit makes the operation `silent` and goes on until `stop`, as do descendants
 * of one that has ended.
 */
export function commandTester(
  control: CommandControl,
  context: IutContext,
  start: StartChild = startChild,
): UpperTester {
  return new CommandTester(control, context, start);
}

class CommandTester implements UpperTester {
  readonly kind = 'command';
  readonly operations: readonly Operation[];
  readonly takesSettings = true;
  readonly #control: CommandControl;
  readonly #context: IutContext;
  readonly #start: StartChild;
  readonly #log: LogGate;
  readonly #leftovers: Leftovers;
  readonly #children: Child[] = [];
  #hasStopped = false;

  constructor(control: CommandControl, context: IutContext, start: StartChild) {
    this.#control = control;
    this.#context = context;
    this.#start = start;
    this.#log = new LogGate(context.onLog);
    this.#leftovers = new Leftovers(context.stateFolder);
    this.operations = operations.filter((operation) => control.operations[operation] !== undefined);
  }

  async start(): Promise<void> {}

  async perform(operation: Operation, settings: Settings | undefined, limit: Millis): Promise<Outcome> {
    const argv = this.#control.operations[operation];
    if (argv === undefined) {
      return { kind: 'failed', reason: `control.operations of the IUT file has no command for ${operation}` };
    }
    if (this.#hasStopped) return { kind: 'failed', reason: `${operation} was asked for after the end of the run` };
    const child = this.#startChild(argv, { operation, settings });
    const ending = await endingWithin(child, limit);
    if (ending === undefined) return silent(argv, limit);
    if (ending.kind === 'exited' && ending.status === 0) return { kind: 'done' };
    return { kind: 'failed', reason: describeEnding(argv[0] ?? '', ending) };
  }

  async stop(): Promise<void> {
    this.#hasStopped = true;
    await Promise.all(this.#children.map((child) => child.stop()));
    if (this.#children.length > 0) await this.#leftovers.stop();
    this.#log.end();
  }

  killNow(): void {
    for (const child of this.#children) child.killNow();
    if (this.#children.length > 0) this.#leftovers.killNow();
  }

  #startChild(argv: readonly string[], instruction: Instruction): Child {
    const onLine = (line: Line) => this.#log.write(line);
    const child = this.#start(argv, {
      cwd: this.#control.cwd,
      env: environment(this.#context, instruction),
      hasInput: false,
      onOutput: onLine,
      onErrorOutput: onLine,
    });
    this.#children.push(child);
    return child;
  }
}

function silent([program = '']: readonly string[], limit: Millis): Outcome {
  return {
    kind: 'silent',
    reason: `"${program}" did not end within ${limit / 1_000} s; it goes on until the end of the run`,
  };
}

function endingWithin(child: Child, limit: Millis): Promise<Ending | undefined> {
  return new Promise((resolve) => {
    const timer = setTimeout(() => resolve(undefined), limit);
    void child.ended.then((ending) => {
      clearTimeout(timer);
      resolve(ending);
    });
  });
}
