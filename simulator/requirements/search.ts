import type { Requirement } from './requirement';
import { matchesPattern } from './roll-up';

/** What somebody who typed an id, a pattern or words was looking for. */
export type Found<E extends Requirement> =
  | { readonly kind: 'entry'; readonly entry: E }
  | { readonly kind: 'entries'; readonly entries: readonly E[] }
  | { readonly kind: 'nothing'; readonly nearest: readonly string[] };

/** `RFC3903-4.1-9`, `6.1.1.1-9`: meant as an id, whether or not there is one. */
const idShape = /^(?:(?:RFC|TS)\d+|\d+(?:\.\d+){2,})-/i;
const suggestions = 5;

/**
 * Looks up an id (in any letter case), a pattern with a final `*`, the beginning of ids up to the border of a number, or
 * words that all stand in an entry.
 */
export function findRequirements<E extends Requirement>(text: string, entries: readonly E[]): Found<E> {
  const wanted = text.trim().toLowerCase();
  const entry = entries.find(({ id }) => id.toLowerCase() === wanted);
  if (entry !== undefined) return { kind: 'entry', entry };
  const matching = entries.filter((candidate) => isMeant(candidate, wanted));
  return matching.length > 0
    ? { kind: 'entries', entries: matching }
    : { kind: 'nothing', nearest: nearestIds(wanted, entries) };
}

function isMeant(entry: Requirement, wanted: string): boolean {
  const id = entry.id.toLowerCase();
  if (wanted.endsWith('*')) return matchesPattern(id, wanted);
  if (id.startsWith(wanted) && !/^\d/.test(id.slice(wanted.length))) return true;
  return !idShape.test(wanted) && holdsWords(entry, wanted);
}

function holdsWords({ id, source, clause, statement, expectation, condition }: Requirement, wanted: string): boolean {
  const text = [id, source, clause, statement, expectation, condition].join('\n').toLowerCase();
  return wanted.split(/\s+/).every((word) => text.includes(word));
}

/** The ids that differ least from what was typed; none that share too little with it. */
function nearestIds(wanted: string, entries: readonly Requirement[]): readonly string[] {
  const limit = Math.max(2, Math.floor(wanted.length / 3));
  return entries
    .map(({ id }) => ({ id, distance: editDistance(wanted, id.toLowerCase()) }))
    .filter(({ distance }) => distance <= limit)
    .toSorted((a, b) => a.distance - b.distance)
    .slice(0, suggestions)
    .map(({ id }) => id);
}

/** How many characters have to be put in, left out or exchanged to make one text of the other (Levenshtein). */
function editDistance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (const [i, character] of [...a].entries()) {
    const next = [i + 1];
    for (const [j, other] of [...b].entries()) {
      const exchanged = (row[j] ?? 0) + (character === other ? 0 : 1);
      next.push(Math.min(exchanged, (row[j + 1] ?? 0) + 1, (next[j] ?? 0) + 1));
    }
    row = next;
  }
  return row[b.length] ?? 0;
}
