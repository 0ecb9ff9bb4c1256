import { catalogue } from '../requirements/catalogue';
import type { RequirementId } from '../requirements/requirement';

const ordinals: ReadonlyMap<RequirementId, number> = new Map(catalogue.map(({ id }, ordinal) => [id, ordinal]));

/** The place of an entry in the catalogue, from 0. */
export function ordinalOf(id: RequirementId): number {
  const ordinal = ordinals.get(id);
  if (ordinal === undefined) throw new RangeError(`no requirement has the id ${JSON.stringify(id)}`);
  return ordinal;
}
