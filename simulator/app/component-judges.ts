import type { JudgeContext } from '../checks/check';
import { parseListener } from '../core/address';
import type { RequirementId } from '../requirements/requirement';
import type { ComponentStarted, TraceEvent } from '../trace/event';
import { Judge, type JudgeOptions } from '../verdict/judge';
import type { ComponentJudgement } from '../verdict/merged';
import { requirementsIn } from './planned-requirements';

/** Components of one trace that are judged; a run has some hundred. */
const MAX_COMPONENTS = 10_000;

/** Judges the parallel test components in the trace of an earlier run, each for itself, as the run did. */
export class ComponentJudges {
  readonly #context: JudgeContext;
  readonly #options: JudgeOptions;
  readonly #judges = new Map<number, { readonly judge: Judge; readonly decides: ReadonlySet<RequirementId> }>();

  /** @param context what is known of the run; the next hop is that of each component */
  constructor(context: JudgeContext, options: JudgeOptions) {
    this.#context = context;
    this.#options = options;
  }

  /** Takes an event of a component; `false` where it is one of the main component. */
  see(event: TraceEvent): boolean {
    if (event.kind === 'component-started') this.#begin(event);
    if (event.component === undefined) return false;
    // Another component plays its situation, and decides.
    if (event.kind === 'note' && event.note === 'component-repeated') this.#judges.delete(event.component);
    if (event.kind !== 'component-started') this.#judges.get(event.component)?.judge.see(event);
    return true;
  }

  /** The end. */
  judgements(): readonly ComponentJudgement[] {
    return [...this.#judges.values()].map(({ judge, decides }) => ({ judgement: judge.judgement(), decides }));
  }

  #begin({ component, server, decides }: ComponentStarted): void {
    if (this.#judges.size >= MAX_COMPONENTS) return;
    const judge = new Judge(
      { ...this.#context, nextHop: parseListener(server) },
      { ...this.#options, ownsServer: true, isProvoked: true },
    );
    this.#judges.set(component, { judge, decides: new Set(requirementsIn(decides.map((id) => `@${id}`))) });
  }
}
