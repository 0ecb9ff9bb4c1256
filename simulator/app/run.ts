import { join } from 'node:path';
import type { ListenerTransport } from '../core/address';
import type { RequirementId } from '../requirements/requirement';
import { countScenarios, type Order, type PlannedScenario, runFeatures } from './cucumber';
import { offerRun } from './current-run';
import { onEnding } from './endings';
import { exitCodes } from './exit-codes';
import { loadIut } from './iut';
import { requirementsIn } from './planned-requirements';
import { TerminalObserver } from './terminal-observer';
import { TestRun } from './test-run';

/** The options of `imconf run`, as typed. */
export interface RunCommand {
  readonly iut?: string;
  readonly tags?: string;
  readonly transport?: ListenerTransport;
  readonly out?: string;
  readonly strict?: boolean;
  readonly quick?: boolean;
  readonly fresh?: boolean;
  readonly fault?: readonly string[];
  /** `defined`, `random` or `random:SEED`. */
  readonly order?: Order;
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
  const tags = tagsFor(command);
  await countScenarios(tags);
  const terminal = new TerminalObserver(process.stdout);
  let testRun: TestRun | undefined;
  let ending: NodeJS.Signals | undefined;
  const end = () => {
    if (ending !== undefined)
      testRun?.interrupt(`ended by ${ending}; what had not been looked at by then is inconclusive`);
  };
  // From the beginning: a signal that comes while the client is being started must not leave it behind.
  const release = onEnding((signal) => {
    ending = signal;
    end();
  });
  try {
    testRun = await TestRun.open({
      iut,
      out: command.out,
      strict: command.strict ?? false,
      fresh: command.fresh ?? false,
      observer: terminal,
      argv,
    });
    const opened = testRun;
    terminal.begin(opened);
    end();
    offerRun(opened);
    await runFeatures({
      tags,
      order: command.order,
      messagesFile: join(opened.folder, 'cucumber.ndjson'),
      onPlan: (scenarios, others) => {
        opened.plan(scenarios);
        if (command.quick) opened.leaveOut(others.filter(isSlow).flatMap(idsIn), 'left out by --quick: it takes long');
      },
    });
    const finished = await opened.finish();
    terminal.end(finished, command);
    return exitCodes[finished.report.verdict];
  } finally {
    terminal.close();
    offerRun(undefined);
    release();
    await testRun?.session.close().catch(() => undefined);
  }
}

/** `--quick` leaves out the scenarios that take long. */
function tagsFor({ tags, quick }: RunCommand): string | undefined {
  if (!quick) return tags;
  return tags === undefined ? 'not @slow' : `(${tags}) and not @slow`;
}

function isSlow({ tags }: PlannedScenario): boolean {
  return tags.includes('@slow');
}

function idsIn({ tags }: PlannedScenario): readonly RequirementId[] {
  return requirementsIn(tags);
}
