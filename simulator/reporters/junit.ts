import { catalogue, requirementOf } from '../requirements/catalogue';
import type { RequirementResult } from '../verdict/result';
import { withEvidence } from './evidence';
import { requirementOutcome, scenarioOutcome, type TestOutcome } from './junit-outcome';
import type { RunReport, ScenarioResult } from './run-report';
import { isoTime, seconds } from './time-text';
import { clip, visible } from './visible';
import { clientName } from './wording';
import { element, type Markup, type XmlAttributes, xmlDocument } from './xml';

interface TestCase {
  readonly name: string;
  readonly classname: string;
  readonly durationMs: number;
  readonly place: XmlAttributes;
  readonly requirements: readonly string[];
  readonly outcome: TestOutcome;
}

interface Suite {
  readonly name: string;
  readonly file?: string;
  readonly cases: readonly TestCase[];
}

/**
 * The contents of junit.xml in the shape of mocha-junit-reporter, as Jenkins and GitLab read it: a testsuite per feature
 * with a testcase per scenario, and a last testsuite with a testcase per requirement, so that what no scenario shows
 * (not exercised, undecided) is not lost.
 */
export function toJUnit(run: RunReport): string {
  const report = withEvidence(run);
  const suites = [...featureSuites(report), requirementSuite(report)];
  const root = element(
    'testsuites',
    { name: `imconf: ${clientName(report)}`, ...totals(suites.flatMap(({ cases }) => cases)) },
    suites.map((suite) => suiteElement(suite, report)),
  );
  return xmlDocument(root);
}

function featureSuites(report: RunReport): readonly Suite[] {
  const files = [...new Set(report.scenarios.map(({ feature }) => feature))];
  const taken = new Set<string>();
  return files.map((file) => {
    const scenarios = report.scenarios.filter(({ feature }) => feature === file);
    const name = visible(scenarios[0]?.featureName || file);
    const classname = `${name} (${clientName(report)})`;
    const cases = scenarios.map((scenario) => scenarioCase(scenario, classname, taken, report));
    return { name, file: visible(file), cases };
  });
}

function scenarioCase(scenario: ScenarioResult, classname: string, taken: Set<string>, report: RunReport): TestCase {
  const requirements = requirementsOf(scenario);
  return {
    name: uniqueName(visible(scenario.name) || `line ${scenario.line}`, classname, taken),
    classname,
    durationMs: scenario.durationMs,
    place: { file: visible(scenario.feature), line: scenario.line },
    requirements,
    outcome: scenarioOutcome(scenario, requirements, report),
  };
}

/** GitLab keeps only the first of equal names within a class; examples of an outline have equal names. */
function uniqueName(name: string, classname: string, taken: Set<string>): string {
  let unique = name;
  for (let count = 2; taken.has(`${classname}\n${unique}`); count += 1) unique = `${name} (${count})`;
  taken.add(`${classname}\n${unique}`);
  return unique;
}

/** The requirements that a scenario is tagged with, such as `@6.1.1.1-6`. */
function requirementsOf({ tags }: ScenarioResult): readonly string[] {
  const ids = new Set(tags.map((tag) => tag.replace(/^@/, '')));
  return catalogue.filter(({ id }) => ids.has(id)).map(({ id }) => id);
}

function requirementSuite(report: RunReport): Suite {
  return {
    name: 'Requirements',
    cases: report.judgement.requirements.map((result) => requirementCase(result, report)),
  };
}

function requirementCase(result: RequirementResult, report: RunReport): TestCase {
  return {
    name: `${result.id} ${clip(requirementOf(result.id).statement, 120)}`,
    classname: `Requirements (${clientName(report)})`,
    durationMs: 0,
    place: {},
    requirements: [result.id],
    outcome: requirementOutcome(result, report),
  };
}

function suiteElement({ name, file, cases }: Suite, report: RunReport): Markup {
  const timestamp = isoTime(report.startedAt).slice(0, 19);
  return element('testsuite', { name, ...totals(cases), timestamp, file }, cases.map(caseElement));
}

function totals(cases: readonly TestCase[]): XmlAttributes {
  const count = (kind: TestOutcome['kind']) => cases.filter(({ outcome }) => outcome.kind === kind).length;
  const time = seconds(cases.reduce((sum, { durationMs }) => sum + durationMs, 0));
  return {
    tests: cases.length,
    failures: count('failure'),
    errors: count('error'),
    skipped: count('skipped'),
    time,
  };
}

function caseElement({ name, classname, durationMs, place, requirements, outcome }: TestCase): Markup {
  const properties = requirements.map((value) => element('property', { name: 'requirement', value }));
  return element('testcase', { name, classname, time: seconds(durationMs), ...place }, [
    ...(properties.length > 0 ? [element('properties', {}, properties)] : []),
    ...outcomeElements(outcome),
  ]);
}

function outcomeElements(outcome: TestOutcome): readonly Markup[] {
  if (outcome.kind === 'passed') return outcome.remarks === '' ? [] : [element('system-out', {}, [outcome.remarks])];
  if (outcome.kind === 'skipped') return [element('skipped', { message: outcome.message })];
  const { kind, message, type, body } = outcome;
  return [
    element(kind, { message, type }, [body]),
    // GitLab and Jenkins turn this line into a link to the capture.
    element('system-out', {}, ['[[ATTACHMENT|trace.pcapng]]']),
  ];
}
