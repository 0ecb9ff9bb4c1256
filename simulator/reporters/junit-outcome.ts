import { requirementOf } from '../requirements/catalogue';
import type { Finding, RequirementResult } from '../verdict/result';
import { isItem, obligationOf } from './counts';
import { findingText } from './finding-text';
import type { RunReport, ScenarioResult } from './run-report';
import { clipVisible, visible } from './visible';
import { findingHeadline, words } from './wording';

/** How a testcase ended in the words of JUnit; every non-pass has a text. */
export type TestOutcome =
  | { readonly kind: 'passed'; readonly remarks: string }
  | { readonly kind: 'skipped'; readonly message: string }
  | {
      readonly kind: 'failure' | 'error';
      readonly message: string;
      /** The verdict. */
      readonly type: string;
      readonly body: string;
    };

const findingsShown = 5;
const headlineLength = 500;

/** `fail` is a failure, `inconc` and `error` are errors, and so is a scenario that judged nothing. */
export function scenarioOutcome(
  scenario: ScenarioResult,
  requirements: readonly string[],
  report: RunReport,
): TestOutcome {
  const { verdict, reason } = scenario;
  const results = report.judgement.requirements.filter(({ id }) => requirements.includes(id));
  if (verdict === 'not-applicable') return { kind: 'skipped', message: visible(reason ?? 'not applicable') };
  const findings = findingsFor(results, verdict);
  if (verdict === 'pass') return { kind: 'passed', remarks: remarksOf(results) };
  const said = reason ?? findings.map(findingHeadline)[0] ?? `the scenario ended as ${words[verdict]}`;
  return notPassed(verdict, said, findings, 0);
}

/**
 * The same for a requirement. An item of the change request that a check could have decided and that nothing exercised is an error, as
 * long as the run did not pass: a report with nothing but green rows and exit code 2 would contradict itself.
 */
export function requirementOutcome(result: RequirementResult, report: RunReport): TestOutcome {
  const { id, verdict, reason, findings } = result;
  const { level, verification, statement } = requirementOf(id);
  const said = reason ?? (findings[0] && findingHeadline(findings[0])) ?? `${id} ${words[verdict]}: ${statement}`;
  if (verdict === 'not-applicable') return { kind: 'skipped', message: visible(said) };
  if (verdict === 'pass') return { kind: 'passed', remarks: remarksOf([result]) };
  const isSeen = obligationOf(level) === 'SHALL' && verification.by === 'check';
  const isOwed = isItem(id) && isSeen && report.verdict !== 'pass';
  if (verdict === 'none' && !isOwed) return { kind: 'skipped', message: visible(`not exercised: ${said}`) };
  return notPassed(verdict, said, findingsFor([result], verdict), result.findingsLeftOut);
}

function notPassed(verdict: string, said: string, findings: readonly Finding[], leftOut: number): TestOutcome {
  const headline = clipVisible(said, headlineLength);
  const shown = findings.slice(0, findingsShown);
  const more = findings.length - shown.length + leftOut;
  const texts = shown.map(findingText);
  const lead = texts[0]?.startsWith(`${headline}\n`) ? [] : [headline];
  const parts = [...lead, ...texts, ...(more > 0 ? [`and ${more} more in report.html`] : [])];
  return { kind: verdict === 'fail' ? 'failure' : 'error', message: headline, type: verdict, body: parts.join('\n\n') };
}

/** The findings that explain a verdict, those of the same outcome first. */
function findingsFor(results: readonly RequirementResult[], verdict: string): readonly Finding[] {
  const findings = results.flatMap((result) => result.findings);
  return findings.toSorted((a, b) => Number(b.outcome === verdict) - Number(a.outcome === verdict));
}

/** Warnings of what passed are printed too: what is only in a log gets missed. */
function remarksOf(results: readonly RequirementResult[]): string {
  const remarks = results.flatMap(({ findings }) => findings.filter(({ outcome }) => outcome === 'warn'));
  return remarks
    .slice(0, findingsShown)
    .map((finding) => `warning: ${findingText(finding)}`)
    .join('\n\n');
}
