import type { SubjectKind } from '../checks/check';
import type { Requirement } from '../requirements/requirement';
import type { Operation, StimulusStarted } from '../trace/event';

type Procedure = Requirement['procedure'];

interface Asked {
  readonly operation: Operation;
  /** Procedures of which a proper request came. */
  readonly seen: Set<Procedure>;
  /** Kinds of requests that came, proper or not. */
  readonly kinds: Set<SubjectKind>;
}

/** Which procedures the client was asked for, and what came of it. */
export class Stimuli {
  readonly #asked = new Map<number, Asked>();

  started({ stimulus, operation }: StimulusStarted): void {
    this.#asked.set(stimulus, { operation, seen: new Set(), kinds: new Set() });
  }

  saw(stimulus: number | undefined, kind: SubjectKind): void {
    const asked = stimulus === undefined ? undefined : this.#asked.get(stimulus);
    asked?.kinds.add(kind);
    if (kind === 'settings-publish') asked?.seen.add('publish');
    if (kind.startsWith('settings-subscribe')) asked?.seen.add('retrieve');
  }

  kindsIn(stimulus: number): ReadonlySet<SubjectKind> {
    return this.#asked.get(stimulus)?.kinds ?? new Set();
  }

  operationOf(stimulus: number): Operation | undefined {
    return this.#asked.get(stimulus)?.operation;
  }

  /** Whether the client was asked for the procedure: in one of the given stimuli, or at all. */
  asksFor(procedure: Procedure, stimuli?: readonly number[]): boolean {
    return this.#some(stimuli, ({ operation }) => procedureOf(operation) === procedure);
  }

  /** Whether a proper request of the procedure came during one of the stimuli. */
  hasSeen(procedure: Procedure, stimuli?: readonly number[]): boolean {
    return this.#some(stimuli, ({ seen }) => seen.has(procedure));
  }

  #some(stimuli: readonly number[] | undefined, test: (asked: Asked) => boolean): boolean {
    return [...this.#asked].some(
      ([number, asked]) => (stimuli === undefined || stimuli.includes(number)) && test(asked),
    );
  }
}

function procedureOf(operation: Operation): Procedure | undefined {
  if (operation === 'publish' || operation === 'refresh') return 'publish';
  return operation === 'retrieve' ? 'retrieve' : undefined;
}
