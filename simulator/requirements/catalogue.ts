import type { Requirement } from './requirement';
import { settingsPublish } from './settings-publish';
import { settingsRetrieval } from './settings-retrieval';

const entries = [...settingsPublish, ...settingsRetrieval] as const;

/** The id of an entry that exists; a mistyped id does not compile. */
export type RequirementId = (typeof entries)[number]['id'];

/** An entry of the catalogue. */
export type CatalogueEntry = Requirement & { readonly id: RequirementId };

/** Every numbered requirement that clients are judged by, in the order of the change request. */
export const catalogue: readonly CatalogueEntry[] = entries;

const byId: ReadonlyMap<RequirementId, CatalogueEntry> = new Map(catalogue.map((entry) => [entry.id, entry]));

/** The entry of an id. */
export function requirementOf(id: RequirementId): CatalogueEntry {
  const entry = byId.get(id);
  if (entry === undefined) throw new RangeError(`no requirement has the id ${JSON.stringify(id)}`);
  return entry;
}
