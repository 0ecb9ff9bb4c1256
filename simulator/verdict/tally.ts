import type { Finding } from './result';
import { type Verdict, worse } from './verdict';

/** What was seen of one requirement during one stimulus, or outside all of them. */
interface Count {
  verdict: Verdict;
  observations: number;
  readonly findings: Finding[];
  findingsLeftOut: number;
}

/** The sum over some stimuli. */
export type Sum = Readonly<Count>;

/** Counts what was seen of one requirement; findings are kept up to a number, verdicts and counts always. */
export class Tally {
  readonly #maxFindings: number;
  readonly #counts = new Map<number | undefined, Count>();
  #kept = 0;

  constructor(maxFindings: number) {
    this.#maxFindings = maxFindings;
  }

  /** Takes one observation; `finding` unless it was a plain pass. */
  add(stimulus: number | undefined, verdict: Verdict, finding?: Finding): void {
    const count = this.#count(stimulus);
    count.verdict = worse(count.verdict, verdict);
    count.observations += 1;
    if (finding === undefined) return;
    if (this.#kept < this.#maxFindings) {
      count.findings.push(finding);
      this.#kept += 1;
    } else count.findingsLeftOut += 1;
  }

  /** The sum over the given stimuli, or over everything. */
  sum(stimuli?: readonly number[]): Sum {
    const sum: Count = { verdict: 'none', observations: 0, findings: [], findingsLeftOut: 0 };
    for (const [stimulus, count] of this.#counts) {
      if (stimuli !== undefined && (stimulus === undefined || !stimuli.includes(stimulus))) continue;
      sum.verdict = worse(sum.verdict, count.verdict);
      sum.observations += count.observations;
      sum.findings.push(...count.findings);
      sum.findingsLeftOut += count.findingsLeftOut;
    }
    return sum;
  }

  #count(stimulus: number | undefined): Count {
    const known = this.#counts.get(stimulus);
    if (known !== undefined) return known;
    const count: Count = { verdict: 'none', observations: 0, findings: [], findingsLeftOut: 0 };
    this.#counts.set(stimulus, count);
    return count;
  }
}
