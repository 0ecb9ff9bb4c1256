import type { JudgeContext, Observation, ObservedOutcome, Procedure, SeenKind } from '../checks/check';
import type { Completions } from '../checks/completions';
import type { Instructed, Instructions } from '../checks/instructions';
import type { Sighting } from '../checks/sighting';
import { RecentNumbers } from '../core/recent-numbers';
import { numberOf } from '../core/text-number';
import { type CatalogueEntry, catalogue, requirementOf } from '../requirements/catalogue';
import { applies } from '../requirements/conditions';
import type { RequirementId } from '../requirements/requirement';
import { Clients, type ClientVerdicts } from './clients';
import { Diagnostics } from './diagnostics';
import { type Circumstances, findingOf } from './finding';
import { ordinalOf } from './ordinals';
import { outcomeFor, verdictOf } from './outcome';
import { overallOf } from './overall';
import { type Part, partsIn, withParts } from './parts';
import { kindsOf } from './plan';
import type { ClientResult, Diagnostic, Finding, Judgement, RequirementResult } from './result';
import type { Stimuli } from './stimuli';
import { type Selection, type Sum, Tally } from './tally';
import { type Verdict, worse } from './verdict';

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

/** Whose a plain pass is. */
export interface Whose {
  readonly procedure: Procedure;
  readonly stimulus: number | undefined;
  readonly client: string | undefined;
}

/** One observation of a request that passes: the place of its entry in the catalogue, and its verdict. */
export interface PassedOnce {
  readonly ordinal: number;
  readonly verdict: Verdict;
}

/** What a request of a form passes, and how many requests of it did since they were counted. */
export interface Passes extends Whose {
  readonly verdicts: readonly PassedOnce[];
  times: number;
}

/** Where an observation belongs. */
type Place = Circumstances & { readonly client?: string | undefined; readonly procedure?: Procedure };

const MAX_FINDINGS = 1_000;

/** The entries of the change request: what the run is for. */
const SOURCE = '6.1.1.';

/** Why an entry does not apply that only shows after something out of the ordinary. */
export const UNPROVOKED = 'the server did nothing that provokes it';

/** Keeps what was seen of every requirement and adds it up. */
export class Ledger {
  readonly #context: JudgeContext;
  readonly #stimuli: Stimuli;
  readonly #instructions: Instructions;
  readonly #completions: Completions;
  readonly #strict: boolean;
  readonly #onFinding: ((finding: Finding) => void) | undefined;
  readonly #tallies: readonly Tally[];
  readonly #clients = new Clients();
  readonly #diagnostics = new Diagnostics();
  readonly #kinds = new Set<SeenKind>();
  readonly #parts: ReadonlyMap<RequirementId, readonly Part[]>;
  /** What requests of known forms passed since the last question. */
  readonly #uncounted: Passes[] = [];
  /** Remarks that were made already: once is enough. */
  readonly #remarks = new RecentNumbers<true>(MAX_FINDINGS);

  constructor(context: JudgeContext, { stimuli, instructions, completions }: Witnesses, options: LedgerOptions) {
    this.#context = context;
    this.#stimuli = stimuli;
    this.#instructions = instructions;
    this.#completions = completions;
    this.#strict = options.strict ?? false;
    this.#onFinding = options.onFinding;
    this.#tallies = catalogue.map(() => new Tally(options.maxFindings ?? MAX_FINDINGS));
    this.#parts = partsIn(context);
  }

  /** Takes a plain pass of the entry at a place of the catalogue. */
  passed(ordinal: number, whose: Whose): void {
    this.#add(ordinal, 'pass', whose, 1);
  }

  /** The verdict of an observation that may be counted without being told again: a pass, or a remark that was made. */
  passedOnce(requirement: RequirementId, observation: Observation): PassedOnce | undefined {
    const { outcome, awaits, isCertain, procedure } = observation;
    if (awaits !== undefined || isCertain || procedure !== undefined) return undefined;
    const counted = outcomeFor(requirement, outcome, this.#context.rules);
    if (counted !== 'pass' && counted !== 'warn' && counted !== 'info') return undefined;
    return { ordinal: ordinalOf(requirement), verdict: verdictOf(requirement, counted, this.#strict) };
  }

  /** Takes what another request of a form passes: scores of entries, which are counted when somebody asks. */
  passedAgain(passes: Passes): void {
    passes.times += 1;
    if (passes.times === 1) this.#uncounted.push(passes);
  }

  #count(): void {
    for (const passes of this.#uncounted.splice(0)) {
      for (const { ordinal, verdict } of passes.verdicts) this.#add(ordinal, verdict, passes, passes.times);
      passes.times = 0;
    }
  }

  #add(ordinal: number, verdict: Verdict, { procedure, stimulus, client }: Whose, times: number): void {
    this.#tallies[ordinal]?.passed(stimulus, procedure, verdict, times);
    if (client !== undefined) this.#clients.add(client, ordinal, procedure, verdict);
  }

  /** Puts what was taken before, when nobody knew whose it is, down to a client. */
  attribute(observation: Observation, requirement: RequirementId, client: string): void {
    const verdict = verdictOf(requirement, this.#outcomeOf(observation, requirement), this.#strict);
    this.#clients.add(client, ordinalOf(requirement), 'other', verdict);
  }

  #outcomeOf({ outcome, isCertain }: Observation, requirement: RequirementId): ObservedOutcome {
    return isCertain ? outcome : outcomeFor(requirement, outcome, this.#context.rules);
  }

  /** Takes an observation with its circumstances. */
  add(observation: Observation, where: Place): void {
    const { requirement, stimulus, client } = where;
    const procedure = where.procedure ?? requirementOf(requirement).procedure ?? 'other';
    const outcome = this.#outcomeOf(observation, requirement);
    const verdict = verdictOf(requirement, outcome, this.#strict);
    const ordinal = ordinalOf(requirement);
    const tally = this.#tally(requirement);
    if (client !== undefined) this.#clients.add(client, ordinal, procedure, verdict);
    if (outcome === 'pass' || this.#isRepeatedRemark(outcome, observation, where)) {
      tally.add(stimulus, procedure, verdict);
      return;
    }
    if (tally.isFull && this.#onFinding === undefined) {
      tally.add(stimulus, procedure, verdict, 'left-out');
      return;
    }
    const finding = findingOf(outcome, observation, where);
    tally.add(stimulus, procedure, verdict, finding);
    this.#onFinding?.(finding);
  }

  /** Tells of a value that was not published as instructed; it is kept apart, because it may be decided anew. */
  tell(instructed: Instructed): void {
    this.#onFinding?.(this.#findingOf(instructed));
  }

  /** Takes a message that is looked at. */
  sawKind(kind: SeenKind): void {
    this.#kinds.add(kind);
  }

  saw(sighting: Sighting): void {
    this.#kinds.add(sighting.subject.kind);
    if (this.#clients.saw(sighting)) return;
    this.remark({ outcome: 'info', message: 'more clients than can be kept apart; the others are judged together' });
  }

  remark(diagnostic: Diagnostic): void {
    this.#diagnostics.add(diagnostic);
  }

  /** What is known of one entry, the entries that it takes over included. */
  resultOf(entry: CatalogueEntry, stimuli?: readonly number[]): RequirementResult {
    this.#count();
    const own = this.#ownResult(entry, stimuli);
    if (own.verdict === 'not-applicable') return own;
    const parts = this.#parts.get(entry.id) ?? [];
    const verdicts = parts.map(({ ordinal, procedures }) => this.#sumAt(ordinal, { stimuli, procedures }).verdict);
    const verdict = withParts(own.verdict, verdicts);
    if (verdict === own.verdict || verdict === 'pass') return { ...own, verdict };
    // What decides is found with the entries that were taken over: they are named.
    const deciding = parts.filter((_, index) => verdicts[index] === verdict);
    return { ...own, verdict, reason: `by ${deciding.map(({ ordinal }) => catalogue[ordinal]?.id).join(', ')}` };
  }

  /** Every verdict of the catalogue, and what concerns none of its entries. */
  judgement(): Judgement {
    const requirements = catalogue.map((entry) => this.resultOf(entry));
    for (const { id, procedure } of catalogue) {
      for (const { client } of this.#completions.incomplete(id)) {
        this.#clients.add(client, ordinalOf(id), procedure ?? 'other', 'inconc');
      }
    }
    const diagnostics = this.#diagnostics.all();
    const clients = this.#clients.results((seen) => this.#clientVerdicts(requirements, seen), overallOf);
    return { verdict: overallOf(requirements, diagnostics), requirements, diagnostics, clients };
  }

  #ownResult(entry: CatalogueEntry, stimuli?: readonly number[]): RequirementResult {
    const { id } = entry;
    const { findings, findingsLeftOut, observations, verdict } = this.#sumOf(id, stimuli);
    const inForce = applies(entry, this.#context.pics, this.#context.rules);
    if (inForce !== true) return notApplicable(id, inForce);
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
  #unseen(entry: CatalogueEntry, stimuli?: readonly number[]): RequirementResult {
    const { id, level, procedure, verification } = entry;
    const empty = { id, observations: 0, findings: [], findingsLeftOut: 0 } as const;
    if (verification.by === 'indication') return { ...empty, verdict: 'none', reason: 'the client indicated nothing' };
    if (!id.startsWith(SOURCE)) return this.#notExercised(entry);
    if (level === 'MAY') return { ...empty, verdict: 'none', reason: 'nothing was seen that exercises it' };
    if (stimuli !== undefined && this.#stimuli.hasSeen(procedure, stimuli)) {
      return notApplicable(id, 'it does not apply to the requests that were seen');
    }
    if (this.#stimuli.asksFor(procedure, stimuli)) {
      const reason = `the client was asked to ${procedure}, but there was nothing to look at`;
      return { ...empty, verdict: 'inconc', reason };
    }
    return { ...empty, verdict: 'none', reason: 'nothing was seen that exercises it' };
  }

  /** An entry of another document: what was not provoked, or has no occasion in what was seen, does not apply. */
  #notExercised({ id }: CatalogueEntry): RequirementResult {
    const kinds = kindsOf(id);
    if (kinds === undefined) return notApplicable(id, UNPROVOKED);
    if ([...kinds].some((kind) => this.#kinds.has(kind))) {
      return notApplicable(id, 'it does not apply to the messages that were seen');
    }
    const reason = 'no message that it is about was seen';
    return { id, verdict: 'none', observations: 0, findings: [], findingsLeftOut: 0, reason };
  }

  #sumOf(id: RequirementId, stimuli?: readonly number[]): Sum {
    const sum = this.#sumAt(ordinalOf(id), { stimuli });
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

  #sumAt(ordinal: number, selection: Selection): Sum {
    return this.#tallies[ordinal]?.sum(selection) ?? nothing;
  }

  #findingOf({ requirement, observation, sighting }: Instructed): Finding {
    const outcome = outcomeFor(requirement, observation.outcome, this.#context.rules);
    const circumstances = { requirement, evidence: sighting.subject.event, stimulus: sighting.stimulus };
    return findingOf(outcome === 'pass' ? 'info' : outcome, observation, circumstances);
  }

  /** A run with one client: its verdicts are those of the run. Else those of its own messages. */
  #clientVerdicts(results: readonly RequirementResult[], seen: ClientVerdicts): ClientResult['requirements'] {
    const isAlone = this.#context.imAddress !== undefined;
    return results.map(({ id, verdict }) => {
      if (isAlone) return { id, verdict };
      const own = seen(ordinalOf(id));
      if (own === 'none')
        return { id, verdict: verdict === 'not-applicable' || !id.startsWith(SOURCE) ? 'not-applicable' : 'none' };
      const parts = (this.#parts.get(id) ?? []).map(({ ordinal, procedures }) => seen(ordinal, procedures));
      return { id, verdict: withParts(own, parts) };
    });
  }

  /** The same remark about every message of a client would bury what matters. */
  #isRepeatedRemark(
    outcome: ObservedOutcome,
    { message }: Observation,
    { requirement, client, stimulus }: Place,
  ): boolean {
    if (outcome !== 'info' && outcome !== 'warn') return false;
    const key = numberOf(message, numberOf(client ?? '', ordinalOf(requirement) + (stimulus ?? -1) * catalogue.length));
    if (this.#remarks.get(key)) return true;
    this.#remarks.set(key, true);
    return false;
  }

  #tally(id: RequirementId): Tally {
    const tally = this.#tallies[ordinalOf(id)];
    if (tally === undefined) throw new RangeError(`no requirement has the id ${JSON.stringify(id)}`);
    return tally;
  }
}

const nothing: Sum = { verdict: 'none', observations: 0, findings: [], findingsLeftOut: 0 };

function notApplicable(id: RequirementId, reason: string): RequirementResult {
  return { id, verdict: 'not-applicable', observations: 0, findings: [], findingsLeftOut: 0, reason };
}
