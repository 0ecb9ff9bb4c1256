import type { RequirementId } from '../requirements/requirement';
import { showsByChance } from './by-chance';
import { UNPROVOKED } from './ledger';
import { ordinalOf } from './ordinals';
import { overallOf } from './overall';
import type { Diagnostic, Finding, Judgement, RequirementResult } from './result';
import { type RequirementVerdict, worse } from './verdict';

/** What a parallel test component saw, and the entries that it was there to decide. */
export interface ComponentJudgement {
  readonly judgement: Judgement;
  readonly decides: ReadonlySet<RequirementId>;
}

/**
 * The judgement of a run, with what its parallel test components saw of the same client (ETSI ES 201 873-1 §6.2.10: the verdict of a
 * test case is the worst of its components). A component is there to decide some entries; what else its client breaks counts too,
 * but that something else could not be looked at while the server misbehaved is no fault of anybody.
 */
export function withComponents(main: Judgement, components: readonly ComponentJudgement[]): Judgement {
  if (components.length === 0) return main;
  const requirements = main.requirements.map((result) => resultWithComponents(result, components));
  const diagnostics = [...main.diagnostics, ...components.flatMap(({ judgement }) => judgement.diagnostics)];
  const clients = main.clients.map((client) => {
    const verdicts = requirements.map(({ id, verdict }) => ({ id, verdict }));
    return { ...client, requirements: verdicts, verdict: overallOf(verdicts) };
  });
  return { verdict: overallOf(requirements, diagnostics), requirements, diagnostics: once(diagnostics), clients };
}

/** The same for one entry. */
export function resultWithComponents(
  main: RequirementResult,
  components: readonly ComponentJudgement[],
): RequirementResult {
  let sum = isChance(main) ? unprovoked(main) : main;
  for (const { judgement, decides } of components) {
    const other = judgement.requirements[ordinalOf(main.id)];
    if (other !== undefined && counts(other, decides)) sum = added(sum, other);
  }
  return sum;
}

/** A pass that hangs on how busy this machine was. */
function isChance({ id, verdict, findings }: RequirementResult): boolean {
  return showsByChance(id) && verdict === 'pass' && findings.length === 0;
}

function unprovoked({ id }: RequirementResult): RequirementResult {
  return { id, verdict: 'not-applicable', observations: 0, findings: [], findingsLeftOut: 0, reason: UNPROVOKED };
}

/** The same judgement, in which what a run left out is told to be untested. What was seen of it all the same counts. */
export function withUntested(judgement: Judgement, leftOut: ReadonlyMap<RequirementId, string>): Judgement {
  const requirements = judgement.requirements.map((result) => {
    const reason = leftOut.get(result.id);
    const isUntested = reason !== undefined && result.observations === 0 && result.reason === UNPROVOKED;
    return isUntested ? { ...result, verdict: 'none' as const, reason } : result;
  });
  return { ...judgement, requirements };
}

function counts(result: RequirementResult, decides: ReadonlySet<RequirementId>): boolean {
  const { id, verdict } = result;
  if (verdict === 'not-applicable' || verdict === 'none') return false;
  if (decides.has(id)) return true;
  return (verdict === 'pass' && !isChance(result)) || verdict === 'fail' || verdict === 'error';
}

function added(a: RequirementResult, b: RequirementResult): RequirementResult {
  const verdict = sumOf(a.verdict, b.verdict);
  const reason = verdict === a.verdict ? a.reason : b.reason;
  return {
    id: a.id,
    verdict,
    observations: a.observations + b.observations,
    findings: [...a.findings, ...b.findings].sort(byFrame),
    findingsLeftOut: a.findingsLeftOut + b.findingsLeftOut,
    ...(reason !== undefined && { reason }),
  };
}

/** An entry that had no occasion in one component may have had one in another. */
function sumOf(a: RequirementVerdict, b: RequirementVerdict): RequirementVerdict {
  if (a === 'not-applicable') return b;
  return b === 'not-applicable' ? a : worse(a, b);
}

function once(diagnostics: readonly Diagnostic[]): readonly Diagnostic[] {
  const told = new Set<string>();
  return diagnostics.filter(({ outcome, message }) => {
    const key = `${outcome} ${message}`;
    if (told.has(key)) return false;
    told.add(key);
    return true;
  });
}

function byFrame(a: Finding, b: Finding): number {
  return (a.frame ?? Number.POSITIVE_INFINITY) - (b.frame ?? Number.POSITIVE_INFINITY);
}
