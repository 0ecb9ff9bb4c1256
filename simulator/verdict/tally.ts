import type { Procedure } from '../checks/check';
import type { Finding } from './result';
import { type Verdict, worse } from './verdict';

/** What was seen of one requirement in one procedure during one stimulus, or outside all of them. */
interface Count {
  readonly stimulus: number | undefined;
  readonly procedure: Procedure;
  verdict: Verdict;
  observations: number;
  readonly findings: Finding[];
  findingsLeftOut: number;
}

/** The sum over some stimuli and procedures. */
export type Sum = Readonly<Omit<Count, 'stimulus' | 'procedure'>>;

/** Which observations to add up; what is left out does not matter. */
export interface Selection {
  readonly stimuli?: readonly number[] | undefined;
  readonly procedures?: readonly Procedure[] | undefined;
}

/** Counts what was seen of one requirement; findings are kept up to a number, verdicts and counts always. */
export class Tally {
  readonly #maxFindings: number;
  readonly #counts: Count[] = [];
  /** The one counted in last: messages of a kind come in a row. */
  #last: Count | undefined;
  #kept = 0;

  constructor(maxFindings: number) {
    this.#maxFindings = maxFindings;
  }

  /** Whether another finding would be left out. */
  get isFull(): boolean {
    return this.#kept >= this.#maxFindings;
  }

  /** Takes observations without findings. */
  passed(stimulus: number | undefined, procedure: Procedure, verdict: Verdict, times: number): void {
    const count = this.#count(stimulus, procedure);
    count.observations += times;
    if (count.verdict !== verdict) count.verdict = worse(count.verdict, verdict);
  }

  /** Takes one observation; `finding` unless it was a plain pass, `left-out` for one that was not kept. */
  add(stimulus: number | undefined, procedure: Procedure, verdict: Verdict, finding?: Finding | 'left-out'): void {
    const count = this.#count(stimulus, procedure);
    count.verdict = worse(count.verdict, verdict);
    count.observations += 1;
    if (finding === undefined) return;
    if (finding !== 'left-out' && !this.isFull) {
      count.findings.push(finding);
      this.#kept += 1;
    } else count.findingsLeftOut += 1;
  }

  /** The sum over a selection, or over everything. */
  sum({ stimuli, procedures }: Selection = {}): Sum {
    const sum: Omit<Count, 'stimulus' | 'procedure'> = {
      verdict: 'none',
      observations: 0,
      findings: [],
      findingsLeftOut: 0,
    };
    for (const { stimulus, procedure, verdict, observations, findings, findingsLeftOut } of this.#counts) {
      if (stimuli !== undefined && (stimulus === undefined || !stimuli.includes(stimulus))) continue;
      if (procedures !== undefined && !procedures.includes(procedure)) continue;
      sum.verdict = worse(sum.verdict, verdict);
      sum.observations += observations;
      sum.findings.push(...findings);
      sum.findingsLeftOut += findingsLeftOut;
    }
    return sum;
  }

  #count(stimulus: number | undefined, procedure: Procedure): Count {
    const last = this.#last;
    if (last !== undefined && last.stimulus === stimulus && last.procedure === procedure) return last;
    let count = this.#counts.find((known) => known.stimulus === stimulus && known.procedure === procedure);
    if (count === undefined) {
      count = { stimulus, procedure, verdict: 'none', observations: 0, findings: [], findingsLeftOut: 0 };
      this.#counts.push(count);
    }
    this.#last = count;
    return count;
  }
}
