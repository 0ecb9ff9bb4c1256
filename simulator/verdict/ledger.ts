import type { JudgeContext, Observation, ObservedOutcome } from '../checks/check';
import type { Completions } from '../checks/completions';
import type { Instructed, Instructions } from '../checks/instructions';
import { Recent } from '../checks/recent';
import type { Sighting } from '../checks/sighting';
import { type CatalogueEntry, catalogue } from '../requirements/catalogue';
import type { RequirementId } from '../requirements/requirement';
import { rolledUpBy } from '../requirements/roll-up';
import { Clients } from './clients';
import { Diagnostics } from './diagnostics';
import { type Circumstances, findingOf } from './finding';
import { outcomeFor, verdictOf } from './outcome';
import { overallOf } from './overall';
import type { ClientResult, Diagnostic, Finding, Judgement, RequirementResult } from './result';
import type { Stimuli } from './stimuli';
import { type Sum, Tally } from './tally';
import { type RequirementVerdict, type Verdict, worse } from './verdict';

/** How to judge and whom to tell. */
export interface LedgerOptions {
  /** `warn` counts as `fail`. */
  readonly strict?: boolean;
  /** Told of each finding when it is made. */
  readonly onFinding?: (finding: Finding) => void;
  /** Findings kept for one requirement; 1,000 when left out. */
  readonly maxFindings?: number;
}

/** Who else knows what a verdict rests on. */
export interface Witnesses {
  readonly stimuli: Stimuli;
  readonly instructions: Instructions;
  readonly completions: Completions;
}

/** Where an observation belongs. */
type Place = Circumstances & { readonly client?: string | undefined };

const MAX_FINDINGS = 1_000;

/** Keeps what was seen of every requirement and adds it up. */
export class Ledger {
  readonly #context: JudgeContext;
  readonly #stimuli: Stimuli;
  readonly #instructions: Instructions;
  readonly #completions: Completions;
  readonly #strict: boolean;
  readonly #onFinding: ((finding: Finding) => void) | undefined;
  readonly #maxFindings: number;
  readonly #tallies = new Map<RequirementId, Tally>();
  readonly #clients = new Clients();
  readonly #diagnostics = new Diagnostics();
  /** Remarks that were made already: once is enough. */
  readonly #remarks = new Recent<true>(MAX_FINDINGS);

  constructor(context: JudgeContext, { stimuli, instructions, completions }: Witnesses, options: LedgerOptions) {
    this.#context = context;
    this.#stimuli = stimuli;
    this.#instructions = instructions;
    this.#completions = completions;
    this.#strict = options.strict ?? false;
    this.#onFinding = options.onFinding;
    this.#maxFindings = options.maxFindings ?? MAX_FINDINGS;
  }

  /** Takes an observation with its circumstances. */
  add(observation: Observation, where: Place): void {
    const { requirement, stimulus, client } = where;
    const outcome = outcomeFor(requirement, observation.outcome);
    const verdict = verdictOf(requirement, outcome, this.#strict);
    if (client !== undefined) this.#clients.add(client, requirement, verdict);
    if (outcome === 'pass' || this.#isRepeatedRemark(outcome, observation, where)) {
      this.#tally(requirement).add(stimulus, verdict);
      return;
    }
    const finding = findingOf(outcome, observation, where);
    this.#tally(requirement).add(stimulus, verdict, finding);
    this.#onFinding?.(finding);
  }

  /** Tells of a value that was not published as instructed; it is kept apart, because it may be decided anew. */
  tell(instructed: Instructed): void {
    this.#onFinding?.(this.#findingOf(instructed));
  }

  saw(sighting: Sighting): void {
    if (this.#clients.saw(sighting)) return;
    this.remark({ outcome: 'info', message: 'more clients than can be kept apart; the others are judged together' });
  }

  remark(diagnostic: Diagnostic): void {
    this.#diagnostics.add(diagnostic);
  }

  /** What is known of one entry, the entries that it takes over included. */
  resultOf(entry: CatalogueEntry, stimuli?: readonly number[]): RequirementResult {
    const own = this.#ownResult(entry, stimuli);
    if (own.verdict === 'not-applicable') return own;
    const conditions = { ims: this.#context.pics.sip_ip_core === 'ims', rfc6665: false };
    const parts = rolledUpBy(entry, catalogue, conditions).map((part) => this.#ownResult(part, stimuli).verdict);
    return { ...own, verdict: withParts(own.verdict, parts) };
  }

  /** Every verdict of the catalogue, and what concerns none of its entries. */
  judgement(): Judgement {
    const requirements = catalogue.map((entry) => this.resultOf(entry));
    for (const { id } of catalogue) {
      for (const { client } of this.#completions.incomplete(id)) this.#clients.add(client, id, 'inconc');
    }
    const diagnostics = this.#diagnostics.all();
    const clients = this.#clients.results((seen) => this.#clientVerdicts(requirements, seen), overallOf);
    return { verdict: overallOf(requirements, diagnostics), requirements, diagnostics, clients };
  }

  #ownResult(entry: CatalogueEntry, stimuli?: readonly number[]): RequirementResult {
    const { id } = entry;
    const { findings, findingsLeftOut, observations, verdict } = this.#sumOf(id, stimuli);
    if (entry.appliesIf === 'ims' && this.#context.pics.sip_ip_core !== 'ims') {
      return notApplicable(id, `PICS sip_ip_core is ${this.#context.pics.sip_ip_core}`);
    }
    if (observations === 0) return this.#unseen(entry, stimuli);
    const seen = { id, verdict, observations, findings, findingsLeftOut };
    return verdict === 'fail' || verdict === 'error' ? seen : this.#completed(seen, stimuli);
  }

  /** A procedure that never was completed is inconclusive at best, where nothing worse was seen (decision D-15). */
  #completed(seen: Sum & { readonly id: RequirementId }, stimuli?: readonly number[]): RequirementResult {
    const told = seen.findings.filter(({ outcome }) => outcome === 'inconc').map(({ frame }) => frame);
    const found = this.#completions
      .incomplete(seen.id, stimuli)
      .filter(({ observation }) => !told.includes(observation.frame))
      .map(({ observation, ...where }) => findingOf('inconc', observation, where));
    if (found.length === 0) return seen;
    const { findings, observations } = seen;
    return {
      ...seen,
      verdict: worse(seen.verdict, 'inconc'),
      observations: observations + found.length,
      findings: [...findings, ...found],
    };
  }

  /** Nothing was seen: was it asked for, did it not apply to what was seen, or did nobody ask? */
  #unseen({ id, level, procedure }: CatalogueEntry, stimuli?: readonly number[]): RequirementResult {
    const empty = { id, observations: 0, findings: [], findingsLeftOut: 0 } as const;
    if (level === 'MAY') return { ...empty, verdict: 'none', reason: 'the client indicated nothing' };
    if (stimuli !== undefined && this.#stimuli.hasSeen(procedure, stimuli)) {
      return notApplicable(id, 'it does not apply to the requests that were seen');
    }
    if (this.#stimuli.asksFor(procedure, stimuli)) {
      const reason = `the client was asked to ${procedure}, but there was nothing to look at`;
      return { ...empty, verdict: 'inconc', reason };
    }
    return { ...empty, verdict: 'none', reason: 'nothing was seen that exercises it' };
  }

  #sumOf(id: RequirementId, stimuli?: readonly number[]): Sum {
    const sum = this.#tally(id).sum(stimuli);
    const mismatches = this.#instructions.mismatches
      .filter(({ requirement }) => requirement === id)
      .filter(({ sighting }) => stimuli === undefined || stimuli.includes(sighting.stimulus ?? 0))
      .map((instructed) => this.#findingOf(instructed));
    const verdicts = mismatches.map((finding) => verdictOf(id, finding.outcome, this.#strict));
    return {
      verdict: verdicts.reduce(worse, sum.verdict),
      observations: sum.observations + mismatches.length,
      findings: [...sum.findings, ...mismatches],
      findingsLeftOut: sum.findingsLeftOut,
    };
  }

  #findingOf({ requirement, observation, sighting }: Instructed): Finding {
    const outcome = outcomeFor(requirement, observation.outcome);
    const circumstances = { requirement, evidence: sighting.subject.event, stimulus: sighting.stimulus };
    return findingOf(outcome === 'pass' ? 'info' : outcome, observation, circumstances);
  }

  /** A run with one client: its verdicts are those of the run. Else those of its own requests. */
  #clientVerdicts(
    results: readonly RequirementResult[],
    seen: ReadonlyMap<RequirementId, Verdict>,
  ): ClientResult['requirements'] {
    const isAlone = this.#context.imAddress !== undefined;
    return results.map(({ id, verdict }) => {
      const isFixed = isAlone || verdict === 'not-applicable';
      return { id, verdict: isFixed ? verdict : (seen.get(id) ?? 'none') };
    });
  }

  /** The same information about every request of a client would bury what matters. */
  #isRepeatedRemark(
    outcome: ObservedOutcome,
    { message }: Observation,
    { requirement, client, stimulus }: Place,
  ): boolean {
    if (outcome !== 'info') return false;
    const key = [requirement, client, stimulus, message].join('\n');
    if (this.#remarks.get(key)) return true;
    this.#remarks.set(key, true);
    return false;
  }

  #tally(id: RequirementId): Tally {
    const known = this.#tallies.get(id);
    if (known !== undefined) return known;
    const tally = new Tally(this.#maxFindings);
    this.#tallies.set(id, tally);
    return tally;
  }
}

function notApplicable(id: RequirementId, reason: string): RequirementResult {
  return { id, verdict: 'not-applicable', observations: 0, findings: [], findingsLeftOut: 0, reason };
}

/** An entry takes the worst of its own verdict and those it rolls up; what was not exercised or does not apply adds nothing. */
export function withParts(own: RequirementVerdict, parts: readonly RequirementVerdict[]): RequirementVerdict {
  if (own === 'not-applicable') return own;
  let verdict: Verdict = own;
  for (const part of parts) if (part !== 'not-applicable') verdict = worse(verdict, part);
  return verdict;
}
