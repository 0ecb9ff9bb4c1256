import type { RequirementId } from '../requirements/requirement';

const ids: ReadonlySet<RequirementId> = new Set([
  // Copies of a request, and of the response to it.
  'RFC3261-17.1.2.2-1',
  'RFC3261-17.1.2.2-2',
  'RFC3261-17.1.2.2-5',
  'RFC3261-17.1.2.2-6',
  'RFC3261-18.1.1-4',
  'RFC3581-3-2',
  // Copies of a NOTIFY.
  'RFC3261-17.2.2-1',
  // A response that takes more than a second.
  'RFC3261-10.2-6',
  'RFC3903-4-1',
]);

/**
 * Whether an entry shows wherever a message is late: where this machine does not keep up for half a second, a client repeats what was
 * not answered, and any exchange shows what copies are to be like. Two runs of the same scenarios would differ in such a pass.
 */
export function showsByChance(id: RequirementId): boolean {
  return ids.has(id);
}
