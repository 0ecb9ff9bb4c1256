import { catalogue } from '../requirements/catalogue';
import type { RequirementId } from '../requirements/requirement';

const known = new Set<string>(catalogue.map((entry) => entry.id));

/** The requirement ids among the tags of a scenario. */
export function requirementsIn(tags: readonly string[]): RequirementId[] {
  return tags.map((tag) => tag.slice(1)).filter((id): id is RequirementId => known.has(id));
}
