import { loadIut } from './iut';
import { TestRun } from './test-run';

let current: TestRun | undefined;

/**
 * Hands the run to the step definitions: Cucumber builds their World itself, so a module of the process is the only place
 * that both sides reach. One process holds one conformance run at a time.
 */
export function offerRun(run: TestRun | undefined): void {
  current = run;
}

/** The run that the command opened; under plain `npx cucumber-js` a run against the bundled reference client. */
export async function currentRun(): Promise<{
  readonly run: TestRun;
  readonly isOwn: boolean;
}> {
  if (current !== undefined) return { run: current, isOwn: false };
  const run = await TestRun.open({
    iut: loadIut({}),
    strict: false,
    fresh: false,
  });
  return { run, isOwn: true };
}
