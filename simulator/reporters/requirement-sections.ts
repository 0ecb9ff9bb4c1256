import type { Decision } from '../requirements/decision';
import { decisions } from '../requirements/decisions';
import type { RequirementDetails } from '../requirements/details/detail';
import { anyRun } from '../requirements/details/phrases';
import type { Requirement, RollUp } from '../requirements/requirement';
import { verificationText } from './requirement-words';

/** A part of what is told of an entry; `message` is a fragment that is shown as it is. */
export interface Section {
  readonly title: string;
  readonly kind: 'text' | 'list' | 'message';
  readonly lines: readonly string[];
}

/** What in the tester itself proves an entry, as files and names. */
export interface Proofs {
  readonly checks: readonly string[];
  readonly scenarios: readonly string[];
  readonly faults: readonly string[];
}

/** All that is told of an entry, on the terminal and on its page; parts that there is nothing to tell of are left out. */
export interface Told {
  /** When it applies, and what is judged how. */
  readonly judgement: readonly Section[];
  readonly examples: readonly Section[];
  /** Why so, and what it hangs together with. */
  readonly reasons: readonly Section[];
}

/** What the catalogue says of an entry. */
export function told(entry: Requirement, details: RequirementDetails): Told {
  return {
    judgement: withoutEmpty(judgementOf(entry, details)),
    examples: withoutEmpty(examplesOf(details)),
    reasons: withoutEmpty(reasonsOf(entry, details)),
  };
}

/** The proofs as sections. */
export function proofSections({ checks, scenarios, faults }: Proofs): readonly Section[] {
  return withoutEmpty([list('Checks', checks), list('Scenarios', scenarios), list('Faults', faults)]);
}

function withoutEmpty(sections: readonly Section[]): readonly Section[] {
  return sections.filter(({ lines }) => lines.length > 0);
}

function judgementOf(entry: Requirement, details: RequirementDetails): readonly Section[] {
  return [
    text('Expected', entry.expectation),
    text('Verified', verificationText(entry.verification)),
    text('A breach', entry.onBreach),
    text('Applies to', entry.appliesTo.join(', ')),
    text('Condition', entry.condition),
    text('Looked at', details.lookAt),
    text('Rule', details.rule),
    text('Pass', details.pass),
    text('Fail', details.fail),
    text('Inconclusive', details.inconclusive),
    text('Stimulus', details.provoke === anyRun ? undefined : details.provoke),
  ];
}

function examplesOf({ exampleRight, exampleViolation, legalVariants }: RequirementDetails): readonly Section[] {
  return [
    { title: 'Right', kind: 'message', lines: exampleRight.split('\n') },
    { title: 'Wrong', kind: 'message', lines: exampleViolation.split('\n') },
    list('Right as well', legalVariants),
  ];
}

function reasonsOf(entry: Requirement, details: RequirementDetails): readonly Section[] {
  return [
    text('Reading', entry.interpretation),
    text('Rationale', details.rationale),
    text('Erratum', details.erratum),
    text('Why not as the word says', details.verdictReason),
    list('Decisions', (entry.decisions ?? []).map(decisionLine)),
    list('Changed by', Object.entries(details.config ?? {}).map(configLine)),
    list('Takes over', (entry.rollUp ?? []).map(rollUpLine)),
    text('Seen in the field', details.evidence),
    list('Related', details.related ?? []),
    text('Source', details.verified),
  ];
}

function text(title: string, line: string | undefined): Section {
  return { title, kind: 'text', lines: line === undefined ? [] : [line] };
}

function list(title: string, lines: readonly string[]): Section {
  return { title, kind: 'list', lines };
}

function decisionLine(id: Decision['id']): string {
  const decision = decisions.find((candidate) => candidate.id === id);
  return decision === undefined ? id : `${id}: ${decision.question}`;
}

/** Only what somebody may set: the list of the alternatives themselves stands with the decision. */
function configLine([key, value]: readonly [string, unknown]): string {
  return `${key}: ${Array.isArray(value) ? value.join(', ') || 'none' : String(value)}`;
}

const circumstances: Readonly<Record<NonNullable<RollUp['when']>, string>> = {
  ims: ' (in an IMS core)',
  rfc6665: ' (where RFC 6665 is the events framework)',
};

function rollUpLine({ pattern, levels, when }: RollUp): string {
  const only = levels === undefined ? '' : `, ${levels.join(' and ')} only`;
  return `${pattern}${only}${when === undefined ? '' : circumstances[when]}`;
}
