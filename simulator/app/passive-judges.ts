import type { TraceEvent } from '../trace/event';
import { type Detected, DetectedIcs, type NewClient } from '../verdict/detected-ics';
import { Judge, type JudgeOptions } from '../verdict/judge';
import { withComponents } from '../verdict/merged';
import type { ClientResult, Diagnostic, Finding, Judgement, RequirementResult } from '../verdict/result';
import { type RequirementVerdict, type Verdict, worse } from '../verdict/verdict';
import { ComponentJudges } from './component-judges';
import { contextFor, type PassiveConfiguration } from './passive-configuration';

/** How the judges work. */
export type JudgeSettings = Pick<JudgeOptions, 'strict' | 'onFinding' | 'ownsServer'>;

/** What passive judges make of a trace. */
export interface PassiveResult {
  readonly judgement: Judgement;
  readonly detected: Detected;
}

/** Findings of one requirement that are kept with their messages, so that memory does not grow with the traffic. */
const maxFindings = 200;

/** What the judges of a trace know of its clients. */
export type JudgedClients = Pick<PassiveConfiguration, 'imAddresses' | 'context'>;

/** Judges events, here or in another thread. */
export interface Judging {
  /** Takes the next event of the trace; tells a client that was not there before, where it is known by now. */
  see(event: TraceEvent): NewClient | undefined;
  /** The end. */
  result(): PassiveResult | Promise<PassiveResult>;
}

/**
 * Judges a trace whose clients nobody made act: one judge for all clients, or one for each IM Address that was named, for then its
 * identity is known and what others send is none of its business.
 */
export class Judges {
  readonly #judges: readonly Judge[];
  readonly #components: ComponentJudges;

  constructor(clients: JudgedClients, settings: JudgeSettings) {
    const { imAddresses } = clients;
    const addresses = imAddresses.length === 0 ? [undefined] : imAddresses;
    this.#components = new ComponentJudges(contextFor(clients, addresses[0]), { maxFindings, ...settings });
    this.#judges = addresses.map((address) => new Judge(contextFor(clients, address), { maxFindings, ...settings }));
  }

  see(event: TraceEvent): void {
    if (this.#components.see(event)) return;
    for (const judge of this.#judges) judge.see(event);
  }

  judgement(): Judgement {
    const [first, ...others] = this.#judges.map((judge) => judge.judgement());
    if (first === undefined) throw new Error('there is no judge');
    return withComponents(others.reduce(merged, first), this.#components.judgements());
  }
}

/** Judges a trace, and finds out what its clients support. */
export class PassiveJudges implements Judging {
  readonly #judges: Judges;
  readonly #detected: DetectedIcs;

  constructor(clients: JudgedClients, settings: JudgeSettings) {
    const { imAddresses, context } = clients;
    this.#judges = new Judges(clients, settings);
    this.#detected = new DetectedIcs({ rules: context.rules, imAddresses });
  }

  see(event: TraceEvent): NewClient | undefined {
    this.#judges.see(event);
    return this.#detected.see(event);
  }

  result(): PassiveResult {
    return { judgement: this.#judges.judgement(), detected: this.#detected.result() };
  }
}

/**
 * The sum of two judgements of the same trace about different clients. Only remarks that both make are about the trace: what one
 * judge finds strange is the other's client.
 */
function merged(a: Judgement, b: Judgement): Judgement {
  const requirements = a.requirements.map((result, index) => mergedResult(result, b.requirements[index] ?? result));
  const diagnostics = a.diagnostics.filter((one) => b.diagnostics.some((other) => isSame(one, other)));
  const clients = [...a.clients, ...b.clients];
  return { verdict: worse(a.verdict, b.verdict), requirements, diagnostics, clients };
}

function mergedResult(a: RequirementResult, b: RequirementResult): RequirementResult {
  const verdict = mergedVerdict(a.verdict, b.verdict);
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

/** An entry that does not apply to one client may apply to the other. */
function mergedVerdict(a: RequirementVerdict, b: RequirementVerdict): RequirementVerdict {
  if (a === 'not-applicable') return b;
  return b === 'not-applicable' ? a : worse(a, b);
}

function isSame(a: Diagnostic, b: Diagnostic): boolean {
  return a.outcome === b.outcome && a.message === b.message;
}

function byFrame(a: Finding, b: Finding): number {
  return (a.frame ?? Number.POSITIVE_INFINITY) - (b.frame ?? Number.POSITIVE_INFINITY);
}

/**
 * The worst of the requirements' and the clients' verdicts; nothing judged is inconclusive (design 3.1). A client that showed
 * nothing of the two procedures, such as a telephone that registers, is no client of the service.
 */
export function overallVerdict({ verdict, clients }: Judgement): Verdict {
  const worst = clients
    .filter(({ requirements }) => requirements.some(isLookedAt))
    .reduce((sum, client) => worse(sum, client.verdict), verdict);
  return worst === 'none' ? 'inconc' : worst;
}

/** An item of the change request of which something was seen. */
function isLookedAt({ id, verdict }: ClientResult['requirements'][number]): boolean {
  return id.startsWith('6.1.1.') && verdict !== 'none' && verdict !== 'not-applicable';
}
