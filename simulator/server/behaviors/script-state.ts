import type { ServerRequest } from '../request';
import type { Behavior, Script } from './behavior';
import { isCounted, matches } from './match';

/** A behaviour that takes a request. */
export interface Taken {
  readonly behavior: Behavior;
  /** How many requests it has taken, this one included. */
  readonly count: number;
}

interface Line {
  readonly behavior: Behavior;
  /** Requests that match, whoever took them. */
  seen: number;
  taken: number;
}

/** A script while it is in force: which behaviours have been used, and how often. */
export class ScriptState {
  readonly #lines: readonly Line[];

  /** @param eventPackage what `{package}` stands for */
  constructor(script: Script, eventPackage: string) {
    this.#lines = script.map((behavior) => {
      const isOfPackage = behavior.on.event === '{package}';
      const named = isOfPackage ? { ...behavior, on: { ...behavior.on, event: eventPackage } } : behavior;
      return { behavior: named, seen: 0, taken: 0 };
    });
  }

  get isEmpty(): boolean {
    return this.#lines.length === 0;
  }

  /** Who takes a request that is no copy; asking uses it up. */
  take(request: ServerRequest, isAtOther: boolean): Taken | undefined {
    let found: Line | undefined;
    for (const line of this.#lines) {
      const { on, times = 1 } = line.behavior;
      if (!matches(on, request, isAtOther)) continue;
      line.seen += 1;
      const hasUsesLeft = times === 'always' || line.taken < times;
      if (found === undefined && hasUsesLeft && isCounted(on, line.seen)) found = line;
    }
    if (found === undefined) return undefined;
    found.taken += 1;
    return { behavior: found.behavior, count: found.taken };
  }

  /** How many requests the behaviours of a name have taken. */
  used(name: string): number {
    return this.#lines.reduce((sum, { behavior, taken }) => (behavior.name === name ? sum + taken : sum), 0);
  }

  /** The same for all names, in the order of the script. */
  usage(): ReadonlyMap<string, number> {
    return new Map(this.#lines.map(({ behavior: { name } }) => [name, this.used(name)]));
  }
}
