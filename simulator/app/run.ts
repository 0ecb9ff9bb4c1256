import { join } from 'node:path';
import type { TransportName } from '../core/address';
import { countScenarios, runFeatures } from './cucumber';
import { offerRun } from './current-run';
import { loadIut } from './iut';
import { requirementsIn } from './planned-requirements';
import { TerminalObserver } from './terminal-observer';
import { exitCodes, TestRun } from './test-run';

/** The options of `imconf run`, as typed. */
export interface RunCommand {
  readonly iut?: string;
  readonly tags?: string;
  readonly transport?: TransportName;
  readonly out?: string;
  readonly strict?: boolean;
  readonly fresh?: boolean;
  readonly fault?: readonly string[];
}

/**
 * The active conformance run (design 3.1).
 * @public loaded by the command line only when it is asked for
 * @returns the exit code: 0 pass, 1 fail, 2 inconc, 3 error.
 * @throws HarnessError for what is the tester's or the configuration's fault.
 */
export async function run(command: RunCommand, argv: readonly string[]): Promise<number> {
  const iut = loadIut({
    file: command.iut,
    transport: command.transport,
    faults: command.fault,
  });
  await countScenarios(command.tags);
  const terminal = new TerminalObserver(process.stdout);
  const testRun = await TestRun.open({
    iut,
    out: command.out,
    strict: command.strict ?? false,
    fresh: command.fresh ?? false,
    observer: terminal,
    argv,
  });
  terminal.begin(testRun);
  const release = endOnSignal(testRun);
  try {
    offerRun(testRun);
    await runFeatures({
      tags: command.tags,
      messagesFile: join(testRun.folder, 'cucumber.ndjson'),
      onPlan: (scenarios) => {
        for (const tags of scenarios) testRun.plan(requirementsIn(tags));
      },
    });
    const finished = await testRun.finish();
    terminal.end(finished, command);
    return exitCodes[finished.report.verdict];
  } finally {
    terminal.close();
    offerRun(undefined);
    release();
    await testRun.session.close().catch(() => undefined);
  }
}

const endings = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/** The first signal ends the run in order, with reports; the second ends the process, and says that nothing was written. */
function endOnSignal(testRun: TestRun): () => void {
  let asked = false;
  const end = (signal: NodeJS.Signals) => {
    if (asked) {
      process.stderr.write(`\nERROR   ended by a second ${signal}; no report was written\n`);
      process.exit(exitCodes.error);
    }
    asked = true;
    testRun.interrupt(`ended by ${signal}; what had not been looked at by then is inconclusive`);
  };
  for (const signal of endings) process.on(signal, end);
  return () => {
    for (const signal of endings) process.off(signal, end);
  };
}
