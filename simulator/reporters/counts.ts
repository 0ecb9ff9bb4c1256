import { requirementOf } from '../requirements/catalogue';
import type { Level } from '../requirements/requirement';
import type { Finding, RequirementResult } from '../verdict/result';
import type { RequirementVerdict } from '../verdict/verdict';

/** Whether an entry is an item of the change request: only those have to be exercised for a run to pass (`overallOf`). */
export function isItem(id: string): boolean {
  return id.startsWith('6.1.1.');
}

/** How many requirements ended in each verdict. */
export type Counts = Readonly<Record<RequirementVerdict, number>>;

/** Levels as people count them: what has to be, what should be, what may be. */
export const obligations = ['SHALL', 'SHOULD', 'MAY'] as const;
export type Obligation = (typeof obligations)[number];

/** SHALL and MUST with their negations are one thing to a reader of counts (RFC 2119). */
export function obligationOf(level: Level): Obligation {
  if (level.startsWith('SHOULD')) return 'SHOULD';
  return level === 'MAY' ? 'MAY' : 'SHALL';
}

export function countVerdicts(results: readonly { readonly verdict: RequirementVerdict }[]): Counts {
  const counts = { pass: 0, fail: 0, inconc: 0, error: 0, none: 0, 'not-applicable': 0 };
  for (const { verdict } of results) counts[verdict] += 1;
  return counts;
}

/** The results of one kind of obligation. */
export function resultsOf(results: readonly RequirementResult[], obligation: Obligation): readonly RequirementResult[] {
  return results.filter(({ id }) => obligationOf(requirementOf(id).level) === obligation);
}

export function idsWith(
  results: readonly Pick<RequirementResult, 'id' | 'verdict'>[],
  verdict: RequirementVerdict,
): readonly string[] {
  return results.filter((result) => result.verdict === verdict).map(({ id }) => id);
}

const severity: readonly RequirementVerdict[] = ['error', 'fail', 'inconc', 'none', 'pass', 'not-applicable'];

/** The worst first; equal ones stay in the order of the catalogue. */
export function bySeverity<T extends { readonly verdict: RequirementVerdict }>(results: readonly T[]): readonly T[] {
  return results.toSorted((a, b) => severity.indexOf(a.verdict) - severity.indexOf(b.verdict));
}

/** The results that have something to say, the worst first. */
export function resultsWithFindings(results: readonly RequirementResult[]): readonly RequirementResult[] {
  return bySeverity(results.filter(({ findings }) => findings.length > 0));
}

/** Findings that leave the verdict at pass and must not be folded away. */
export function warningsOf(results: readonly RequirementResult[]): readonly Finding[] {
  return results.flatMap(({ findings }) => findings.filter(({ outcome }) => outcome === 'warn'));
}

/** `1 finding`, `2 findings`, `3 entries`. */
export function plural(count: number, thing: string, many = `${thing}s`): string {
  return `${count} ${count === 1 ? thing : many}`;
}
