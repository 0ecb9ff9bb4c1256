import type { Diagnostic, RequirementResult } from '../verdict/result';
import type { RunReport } from './run-report';

/** `interrupted by SIGINT` for a run that was ended early; `undefined` for one that ran to its end. */
export function interruptionOf({ judgement }: RunReport): string | undefined {
  const note = judgement.diagnostics.find(isInterruption);
  if (note === undefined) return undefined;
  const signal = /\bSIG[A-Z]+\b/.exec(note.message)?.[0];
  return signal === undefined ? 'interrupted' : `interrupted by ${signal}`;
}

/**
 * Why a run is inconclusive, void or judged nothing, in the words of what stands behind most of it: a diagnostic of that
 * outcome, else the message that most requirements share. `undefined` for a run that says it by its findings.
 */
export function causeOf({ judgement, verdict, scenarios }: RunReport): string | undefined {
  if (verdict === 'pass' || verdict === 'fail') return undefined;
  const { diagnostics, requirements } = judgement;
  const outcome = verdict === 'none' ? 'inconc' : verdict;
  const diagnostic = diagnostics.find((each) => each.outcome === outcome && !isInterruption(each));
  const concerned = requirements.filter((result) => result.verdict === verdict);
  // A finding tells what happened; that nothing was left to look at only follows from it.
  const told = concerned.map((result) => messageOf(result, outcome));
  const followed = concerned.map(({ reason }) => reason);
  const reasons = scenarios.filter((scenario) => scenario.verdict === outcome).map(({ reason }) => reason);
  const texts = [told, followed, reasons].map((list) => mostFrequent(list.filter((text) => text !== undefined)));
  return diagnostic?.message ?? texts.find((text) => text !== undefined);
}

/** Diagnostics that are no cause of the verdict and must not be missed. */
export function warningsAboutRun({ judgement }: RunReport): readonly Diagnostic[] {
  return judgement.diagnostics.filter(({ outcome }) => outcome === 'warn');
}

function isInterruption({ note }: Diagnostic): boolean {
  return note === 'interrupted';
}

function messageOf({ findings }: RequirementResult, outcome: string): string | undefined {
  return findings.find((finding) => finding.outcome === outcome)?.message;
}

/** Of equally frequent texts the first. */
function mostFrequent(texts: readonly string[]): string | undefined {
  const counts = new Map<string, number>();
  for (const text of texts) counts.set(text, (counts.get(text) ?? 0) + 1);
  let best: string | undefined;
  for (const [text, count] of counts) if (best === undefined || count > (counts.get(best) ?? 0)) best = text;
  return best;
}
