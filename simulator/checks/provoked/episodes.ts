import type { Millis } from '../../core/time';
import type { RequirementId } from '../../requirements/requirement';
import type { Writable } from '../../sip/writable';
import type { StimulusEnded, StimulusStarted } from '../../trace/event';
import { procedures } from '../applies';
import type { JudgeContext, Procedure } from '../check';
import type { ClientLog, OpenEpisode, Waiting } from './client-log';
import type { Episode, ProvokedCheck, Reaction, Step } from './provoked-check';

/** Provocations that are waited for at once; of more, the oldest are given up. */
const EPISODES = 4_096;

/** A reaction with its requirement and whose it is. */
export interface JudgedReaction extends Reaction {
  readonly requirement: RequirementId;
  readonly client: string;
  readonly stimulus: number | undefined;
  readonly procedure: Procedure;
}

const none: readonly JudgedReaction[] = [];

/** The provocations whose outcome is not known yet, and the checks that wait for it. Bounded. */
export class Episodes {
  readonly #context: JudgeContext;
  readonly #byKind: ReadonlyMap<Step['kind'], readonly ProvokedCheck[]>;
  readonly #open = new Set<OpenEpisode>();
  /** The moment of the earliest window that ends. */
  #due = Number.POSITIVE_INFINITY;
  #stimulus: number | undefined;
  #isDriven = false;
  #found: JudgedReaction[] = [];

  /** @param checks those that PICS and rules leave in force */
  constructor(context: JudgeContext, checks: readonly ProvokedCheck[]) {
    this.#context = context;
    const kinds = new Set(checks.flatMap(({ on }) => on));
    this.#byKind = new Map([...kinds].map((kind) => [kind, checks.filter(({ on }) => on.includes(kind))]));
  }

  /** How many there are now. */
  get size(): number {
    return this.#open.size;
  }

  /** Whether a step of some kind can provoke anything. */
  areProvokedBy(kind: Step['kind']): boolean {
    return this.#byKind.has(kind);
  }

  /** What was found since somebody asked. */
  take(): readonly JudgedReaction[] {
    if (this.#found.length === 0) return none;
    const found = this.#found;
    this.#found = [];
    return found;
  }

  /** Tells those who wait of the step, then finds out whom it provokes. */
  step(log: ClientLog, step: Step): void {
    log.lastAt = step.at;
    if (log.episodes.size > 0) {
      log.step(step);
      for (const episode of log.episodes) this.#ask(episode, step.at);
    }
    const checks = this.#byKind.get(step.kind);
    if (checks !== undefined) this.#provoke(log, step, checks);
  }

  /** Time goes on: windows end. */
  pass(now: Millis): void {
    if (now < this.#due) return;
    for (const episode of this.#open) this.#ask(episode, now);
    this.#due = Number.POSITIVE_INFINITY;
    for (const { waiting } of this.#open) for (const { until } of waiting) this.#due = Math.min(this.#due, until);
  }

  /** The user is asked to act. */
  started({ stimulus, operation, at }: StimulusStarted): void {
    this.#isDriven = true;
    this.#stimulus = stimulus;
    for (const log of this.#logs()) this.step(log, { kind: 'action', at, operation, stimulus });
  }

  /** Whether this machine lost datagrams. */
  lost({ datagramsLost = 0 }: StimulusEnded): void {
    if (datagramsLost > 0) for (const episode of this.#open) episode.wereDatagramsLost = true;
  }

  /** The wait for the client is over. */
  ended({ at, outcome, stimulus }: StimulusEnded): void {
    for (const log of this.#logs()) if (at >= log.lastAt) this.step(log, { kind: 'outcome', at, outcome, stimulus });
    this.#stimulus = undefined;
  }

  /**
   * The end of the last window that is open for one of some entries; `undefined` where nothing is waited for. A check that would have
   * nothing to say if its window were over now waits for something that the client may do or leave, and nobody has to wait with it.
   *
   * @param begunBy what was provoked later is not waited for
   */
  until(requirements: ReadonlySet<RequirementId>, begunBy = Number.POSITIVE_INFINITY): Millis | undefined {
    let latest: Millis | undefined;
    for (const episode of this.#open) {
      if (episode.cause.at > begunBy) continue;
      for (const { check, until } of episode.waiting) {
        if (!requirements.has(check.requirement) || until <= (latest ?? 0)) continue;
        const wouldSay = check.judge(this.#shown(episode, until, true));
        if (wouldSay !== undefined && wouldSay.length > 0) latest = until;
      }
    }
    return latest;
  }

  #logs(): ReadonlySet<ClientLog> {
    return new Set([...this.#open].map(({ log }) => log));
  }

  /** Asks the checks that the step provokes; most decide at once, and nothing is kept for them. */
  #provoke(log: ClientLog, cause: Step, checks: readonly ProvokedCheck[]): void {
    let episode: OpenEpisode | undefined;
    let shown: Episode | undefined;
    let waiting: Waiting[] | undefined;
    for (const check of checks) {
      if (!check.isProvokedBy(cause, log.sent, this.#context)) continue;
      const window = typeof check.window === 'number' ? check.window : check.window(cause, this.#context);
      const until = cause.at + window;
      const isOver = cause.at >= until;
      episode ??= this.#begun(log, cause);
      if (shown?.isOver !== isOver) shown = this.#shown(episode, cause.at, isOver);
      if (this.#isDecided(episode, check, shown)) continue;
      waiting ??= [];
      waiting.push({ check, until });
    }
    if (episode !== undefined && waiting !== undefined) this.#keep({ ...episode, past: [...log.sent], waiting });
  }

  #begun(log: ClientLog, cause: Step): OpenEpisode {
    const stimulus = this.#stimulus ?? (cause.kind === 'action' ? cause.stimulus : undefined);
    return { cause, log, past: log.sent, steps: [], stimulus, waiting: [], wereDatagramsLost: false };
  }

  #keep(episode: OpenEpisode): void {
    const { log, waiting } = episode;
    log.provoked();
    log.episodes.add(episode);
    this.#open.add(episode);
    for (const { until } of waiting) this.#due = Math.min(this.#due, until);
    const [oldest] = this.#open;
    if (oldest !== undefined && this.#open.size > EPISODES) this.#close(oldest);
  }

  /** Asks every check that waits; those that have decided leave. */
  #ask(episode: OpenEpisode, now: Millis): void {
    const left = episode.waiting.filter(
      ({ check, until }) => !this.#isDecided(episode, check, this.#shown(episode, now, now >= until)),
    );
    if (left.length === episode.waiting.length) return;
    episode.waiting = left;
    if (left.length === 0) this.#close(episode);
  }

  #isDecided({ cause, log, stimulus }: OpenEpisode, check: ProvokedCheck, shown: Episode): boolean {
    const reactions = check.judge(shown);
    if (reactions === undefined) return shown.isOver;
    const { requirement } = check;
    const { client } = log;
    const procedure = procedureOf(cause);
    for (const { observation, evidence } of reactions) {
      const seenIn = evidence ?? ('event' in cause ? cause.event : undefined);
      const reaction: Writable<JudgedReaction> = { observation, requirement, client, stimulus, procedure };
      if (seenIn !== undefined) reaction.evidence = seenIn;
      this.#found.push(reaction);
    }
    return true;
  }

  #shown({ cause, steps, past, wereDatagramsLost, log }: OpenEpisode, now: Millis, isOver: boolean): Episode {
    const { announced } = log;
    const context = this.#context;
    return { cause, steps, past, now, isOver, isDriven: this.#isDriven, wereDatagramsLost, announced, context };
  }

  #close(episode: OpenEpisode): void {
    episode.log.episodes.delete(episode);
    this.#open.delete(episode);
  }
}

/** The procedure that a provocation belongs to. */
function procedureOf(cause: Step): Procedure {
  if (!('tx' in cause)) return 'other';
  if ('kind' in cause.tx) return procedures[cause.tx.kind];
  const { subscribe } = cause.tx;
  return subscribe === undefined ? 'other' : procedures[subscribe.kind];
}
