import type { Diagnostic } from './result';

const MAX_DIAGNOSTICS = 1_000;

/** What concerns the run and no single requirement; equal sentences once, and not more than a report can hold. */
export class Diagnostics {
  readonly #kept = new Map<string, Diagnostic>();
  #leftOut = 0;

  add(diagnostic: Diagnostic): void {
    const key = `${diagnostic.outcome} ${diagnostic.message}`;
    if (this.#kept.has(key)) return;
    // A breach of our own is never left out: it decides the verdict.
    if (this.#kept.size < MAX_DIAGNOSTICS || !this.#hasOutcome(diagnostic)) this.#kept.set(key, diagnostic);
    else this.#leftOut += 1;
  }

  all(): readonly Diagnostic[] {
    const kept = [...this.#kept.values()];
    if (this.#leftOut === 0) return kept;
    return [...kept, { outcome: 'info', message: `${this.#leftOut} more remarks of this kind were left out` }];
  }

  #hasOutcome({ outcome }: Diagnostic): boolean {
    return [...this.#kept.values()].some((kept) => kept.outcome === outcome);
  }
}
