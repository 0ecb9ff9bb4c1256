import {
  After,
  AfterAll,
  AfterStep,
  Before,
  BeforeAll,
  type ITestCaseHookParameter,
  setDefaultTimeout,
  setWorldConstructor,
} from '@cucumber/cucumber';
import {
  currentRun,
  requirementsIn,
  type ScenarioResult,
  summaryLines,
  type TestRun,
  unmetCondition,
} from '../../simulator';
import { TestCase } from './test-case';

/** Every wait has a limit of its own (`user_action_timeout_s`); Cucumber's must never come first. */
setDefaultTimeout(-1);
setWorldConstructor(TestCase);

const conformance = { tags: 'not @harness' };
let opened: { readonly run: TestRun; readonly isOwn: boolean } | undefined;

BeforeAll(() => {
  opened = undefined;
});

Before(conformance, async function (this: TestCase, { pickle }: ITestCaseHookParameter) {
  opened ??= await currentRun();
  this.begin(opened.run);
  const tags = pickle.tags.map(({ name }) => name);
  this.isOptional = tags.includes('@optional');
  const { iut, session } = opened.run;
  if (tags.includes('@combinations') && !session.upperTester.takesSettings) {
    const isManual = session.upperTester.kind === 'manual';
    return this.skip(
      isManual
        ? 'an operator is not made to set all 32 combinations'
        : 'this control adapter cannot tell the client which values to publish',
    );
  }
  const unmet = unmetCondition(tags, iut);
  return unmet === undefined ? undefined : this.skip(unmet);
});

AfterStep(function (this: TestCase, { pickleStep, result }) {
  this.steps.push({ text: pickleStep.text, status: result.status.toLowerCase() });
});

After(conformance, function (this: TestCase, hook: ITestCaseHookParameter) {
  const requirements = requirementsIn(hook.pickle.tags.map((tag) => tag.name));
  const result = resultOf(this, hook);
  this.run.scenarioEnded(result, requirements);
  if (result.verdict === 'error') throw new Error(result.reason);
});

AfterAll(async () => {
  if (opened?.isOwn !== true) return;
  process.stdout.write(summaryLines(await opened.run.finish()));
});

/** A scenario's own verdict: that of the requirements it judged, unless it could not be carried out. */
function resultOf(testCase: TestCase, hook: ITestCaseHookParameter): ScenarioResult {
  const { pickle, gherkinDocument, result } = hook;
  const tags = pickle.tags.map((tag) => tag.name);
  return {
    name: pickle.name,
    feature: pickle.uri,
    featureName: gherkinDocument.feature?.name ?? pickle.uri,
    line: pickle.location?.line ?? 0,
    tags,
    durationMs: performance.now() - testCase.startedAt,
    steps: testCase.steps,
    ...verdictOf(testCase, requirementsIn(tags), result?.status ?? 'UNKNOWN', result?.message),
  };
}

function verdictOf(
  testCase: TestCase,
  tagged: readonly string[],
  status: string,
  message: string | undefined,
): Pick<ScenarioResult, 'verdict' | 'reason'> {
  if (status === 'SKIPPED') return { verdict: 'not-applicable', reason: testCase.notApplicable ?? 'skipped' };
  if (status !== 'PASSED' && status !== 'FAILED')
    return { verdict: 'error', reason: `Cucumber ended the scenario as ${status}` };
  const judged = [...testCase.judged.keys()];
  const { verdict } = testCase;
  if (status === 'PASSED' && (judged.length !== tagged.length || !tagged.every((id) => judged.includes(id as never)))) {
    return { verdict: 'error', reason: `tagged ${tagged.join(' ')}, judged ${judged.join(' ') || 'nothing'}` };
  }
  if (status === 'FAILED' && (verdict === 'none' || verdict === 'pass')) {
    return { verdict: 'error', reason: firstLines(message ?? 'a step failed without a verdict') };
  }
  return verdict === 'pass' ? { verdict } : { verdict, reason: firstLines(message ?? '') };
}

function firstLines(message: string): string {
  return message
    .split('\n')
    .filter((line) => !/^\s+at /.test(line))
    .slice(0, 6)
    .join('\n');
}
