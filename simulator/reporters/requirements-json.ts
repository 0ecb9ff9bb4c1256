import type { RequirementDetails } from '../requirements/details/detail';
import type { Requirement } from '../requirements/requirement';
import type { Proofs } from './requirement-sections';

/** An entry with all that is known of it. */
export interface DocumentedRequirement {
  readonly entry: Requirement;
  readonly details: RequirementDetails;
  readonly proofs: Proofs;
}

/** The catalogue for other programs (design 3.1). The keys keep this order; what an entry does not have is left out. */
export function requirementsJson(all: readonly DocumentedRequirement[]): string {
  return `${JSON.stringify({ schemaVersion: '1.0', requirements: all.map(entryObject) }, undefined, 2)}\n`;
}

function entryObject({ entry, details, proofs }: DocumentedRequirement) {
  const { id, source, clause, level, appliesTo, condition, statement, verification, observability, onBreach } = entry;
  return {
    id,
    source,
    clause,
    level,
    appliesTo,
    condition,
    appliesIf: entry.appliesIf,
    statement,
    expectation: entry.expectation,
    verification,
    observability,
    onBreach,
    decisions: entry.decisions ?? [],
    procedure: entry.procedure,
    rollUp: entry.rollUp,
    interpretation: entry.interpretation,
    ...details,
    provenBy: proofs,
  };
}
