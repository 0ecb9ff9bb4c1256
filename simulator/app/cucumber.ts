import { createWriteStream } from 'node:fs';
import { PassThrough } from 'node:stream';
import { finished } from 'node:stream/promises';
import { type IRunConfiguration, loadConfiguration, loadSources, runCucumber } from '@cucumber/cucumber/api';
import type { Envelope } from '@cucumber/messages';
import { HarnessError } from '../core/harness-error';
import { packageRoot } from './package';
import { outputFailed } from './run-folder';

/** Step definitions are TypeScript in a checkout and JavaScript in the installed package, like this file. */
const stepFiles = __filename.endsWith('.ts') ? 'steps/**/*.ts' : 'dist/steps/**/*.js';

/** The order of scenarios. */
export type Order = IRunConfiguration['sources']['order'];

/** What Cucumber is asked to do. */
export interface CucumberTask {
  readonly tags: string | undefined;
  /** The order of the scenarios, as Cucumber writes it: `defined`, `random`, `random:SEED`. */
  readonly order?: Order | undefined;
  /** Gets the Cucumber messages, a JSON line each. */
  readonly messagesFile: string;
  /** Told before the first scenario runs: every scenario to come, and those that are left out. */
  readonly onPlan: (scenarios: readonly PlannedScenario[], leftOut: readonly PlannedScenario[]) => void;
}

/** A scenario before it runs. */
export interface PlannedScenario {
  readonly tags: readonly string[];
  /** The texts of its steps, without their keywords. */
  readonly steps: readonly string[];
}

/**
 * The scenarios that a tag expression selects; a selection of nothing is an error, for Cucumber itself would be green.
 * @throws HarnessError `usage` when the expression cannot be read or selects nothing.
 */
export async function countScenarios(tags: string | undefined): Promise<number> {
  const { sources } = await configurationFor(tags);
  const planned = await loadSources(sources, quiet()).catch((cause: Error) => {
    throw new HarnessError('usage', `--tags "${tags}" is no tag expression: ${reasonOf(cause)}`, { cause });
  });
  const [fault] = planned.errors;
  if (fault !== undefined) throw new HarnessError('usage', `${fault.uri}: ${fault.message}`);
  if (planned.plan.length === 0) {
    throw new HarnessError(
      'usage',
      `--tags "${tags}" selects no scenario; tags look like @6.1.1.1-6 or @clause-6.1.1.2`,
    );
  }
  return planned.plan.length;
}

/** The scenarios that a tag expression selects, without running them. */
export async function plannedScenarios(tags: string | undefined): Promise<readonly PlannedScenario[]> {
  const configuration = await configurationFor(tags);
  const scenarios: PlannedScenario[] = [];
  const planner = new Planner((selected) => scenarios.push(...selected));
  const { runtime } = configuration;
  await runCucumber({ ...configuration, runtime: { ...runtime, dryRun: true } }, quiet(), (envelope) =>
    planner.see(envelope),
  );
  return scenarios;
}

/** Runs the features of `features/conformance`. The verdicts are the run's own; Cucumber's success decides nothing. */
export async function runFeatures(task: CucumberTask): Promise<void> {
  const configuration = await configurationFor(task.tags, task.order);
  const messages = createWriteStream(task.messagesFile);
  const written = finished(messages).catch((cause) => {
    throw outputFailed(task.messagesFile, cause);
  });
  // The run goes on without this file; it is missed at the end.
  written.catch(() => undefined);
  const planner = new Planner(task.onPlan);
  await runCucumber(configuration, quiet(), (envelope) => {
    messages.write(`${JSON.stringify(envelope)}\n`);
    planner.see(envelope);
  });
  messages.end();
  await written;
}

async function configurationFor(tags: string | undefined, order?: Order): Promise<IRunConfiguration> {
  const provided = {
    // Those without provocation first: they are quickly done, while the situations of the others are played beside them.
    paths: ['features/conformance/*.feature', 'features/conformance/*/**/*.feature'],
    require: [stepFiles],
    format: ['summary'],
    ...(tags !== undefined && { tags }),
    ...(order !== undefined && { order }),
  };
  return (await loadConfiguration({ file: false, provided }, quiet())).runConfiguration;
}

/** Cucumber wraps what its filter said. */
function reasonOf(error: Error): string {
  return error.cause instanceof Error ? reasonOf(error.cause) : error.message;
}

/** Cucumber's own output goes nowhere: the run has its own. */
function quiet() {
  const sink = new PassThrough();
  sink.resume();
  return { cwd: packageRoot, stdout: sink, stderr: sink };
}

/** Collects which scenarios were selected: Cucumber announces every test case before it starts the first. */
class Planner {
  readonly #onPlan: CucumberTask['onPlan'];
  readonly #pickles = new Map<string, PlannedScenario>();
  readonly #selected: PlannedScenario[] = [];
  #announced = false;

  constructor(onPlan: CucumberTask['onPlan']) {
    this.#onPlan = onPlan;
  }

  see(envelope: Envelope): void {
    const { pickle, testCase, testCaseStarted } = envelope;
    if (pickle !== undefined) {
      const tags = pickle.tags.map(({ name }) => name);
      this.#pickles.set(pickle.id, { tags, steps: pickle.steps.map(({ text }) => text) });
    }
    const selected = testCase && this.#pickles.get(testCase.pickleId);
    if (selected !== undefined) this.#selected.push(selected);
    if (testCaseStarted === undefined || this.#announced) return;
    this.#announced = true;
    this.#onPlan(
      this.#selected,
      [...this.#pickles.values()].filter((one) => !this.#selected.includes(one)),
    );
  }
}
