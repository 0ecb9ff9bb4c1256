import type { ObservedOutcome } from '../checks/check';
import { onBreachOf } from '../requirements/breach';
import { requirementOf } from '../requirements/catalogue';
import type { Rules } from '../requirements/configuration';
import type { RequirementId } from '../requirements/requirement';
import type { Verdict } from './verdict';

/** What a breach of the entry yields under the rules (decision D-15): the check says `fail`, the catalogue may say less. */
export function outcomeFor(id: RequirementId, outcome: ObservedOutcome, rules: Rules): ObservedOutcome {
  return outcome === 'fail' ? onBreachOf(requirementOf(id), rules) : outcome;
}

/** The verdict that an outcome stands for. `warn` counts as `fail` in a strict run, but what a client MAY do never fails. */
export function verdictOf(id: RequirementId, outcome: ObservedOutcome | 'error', strict: boolean): Verdict {
  switch (outcome) {
    case 'pass':
    case 'info':
      return 'pass';
    case 'warn':
      return strict && requirementOf(id).level !== 'MAY' ? 'fail' : 'pass';
    default:
      return outcome;
  }
}
