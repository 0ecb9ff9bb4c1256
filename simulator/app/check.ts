import { HarnessError } from '../core/harness-error';
import { CheckProgress } from './check-progress';
import { CheckRun } from './check-run';
import { onEnding } from './endings';
import { exitCodes } from './exit-codes';
import { ignoreClosedPipe } from './terminal-style';

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
