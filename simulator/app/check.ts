import { setFlagsFromString } from 'node:v8';
import { HarnessError } from '../core/harness-error';
import { CheckProgress } from './check-progress';
import { CheckRun } from './check-run';
import { onEnding } from './endings';
import { exitCodes } from './exit-codes';
import { ignoreClosedPipe } from './terminal-style';

/**
 * By how much of what is needed the memory may grow before it is tidied up, in percent. V8 lets it grow threefold, of which a capture
 * makes use at once: what it holds is renewed all the time.
 */
const HEAP_GROWTH = 20;

/**
 * How large, in octets of its code, a function is that V8 puts in place of its call, and all of them that it puts into one. With what it
 * does by itself it spends more time on the hundreds of checks than it saves on a capture of 100,000 messages.
 */
const INLINED = 100;
const ALL_INLINED = 150;

/** The options of `imconf check`, as typed. */
export interface CheckCommand {
  readonly imAddress?: string;
  readonly profile?: string;
  readonly iut?: string;
  readonly out?: string;
  readonly json?: boolean;
  readonly strict?: boolean;
}

/**
 * Judges captures (design 3.1): all files as one run, in the order given.
 * @public loaded by the command line only when it is asked for
 * @returns the exit code: 0 pass, 1 fail, 2 inconc, 3 error.
 * @throws HarnessError for what is the tester's or the configuration's fault.
 */
export async function check(paths: readonly string[], command: CheckCommand, argv: readonly string[]): Promise<number> {
  if (paths.filter((path) => path === '-').length > 1) {
    throw new HarnessError('usage', 'standard input (-) can be judged once only');
  }
  setFlagsFromString(`--heap-growing-percent=${HEAP_GROWTH}`);
  setFlagsFromString(`--max-inlined-bytecode-size=${INLINED}`);
  setFlagsFromString(`--max-inlined-bytecode-size-cumulative=${ALL_INLINED}`);
  const progress = new CheckProgress(process.stderr);
  const run = new CheckRun({ paths, command, argv, progress });
  const release = onEnding((signal) => run.interrupt(signal));
  try {
    const finished = await run.finish();
    progress.end();
    if (command.json) {
      const { toJson } = require('../reporters/json') as typeof import('../reporters/json');
      process.stdout.on('error', ignoreClosedPipe);
      process.stdout.write(toJson(finished.report));
    } else {
      const { CheckObserver } = require('./check-observer') as typeof import('./check-observer');
      new CheckObserver(process.stdout).end(finished, run.withoutEffect);
    }
    return exitCodes[finished.report.verdict];
  } finally {
    progress.end();
    release();
  }
}
