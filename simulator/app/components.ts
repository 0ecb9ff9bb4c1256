import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Millis, Seconds } from '../core/time';
import type { ClientHost } from '../iut/client-host';
import type { RequirementId } from '../requirements/requirement';
import { behaviorNamed } from '../server/behaviors/library';
import type { MessageEvent, TraceEvent } from '../trace/event';
import type { ComponentJudgement } from '../verdict/merged';
import type { RequirementResult } from '../verdict/result';
import { Campaign, type Played, type Situation } from './campaign';
import type { Iut } from './iut';
import { SideBySide } from './side-by-side';
import { type ComponentParts, type ComponentResult, playSituation, resultIn } from './test-component';
import type { SessionParts, TestSession } from './test-session';

/** What all parallel test components of a run share. */
export interface ComponentsParts
  extends Omit<ComponentParts, 'script' | 'upperTester' | 'component' | 'decides' | 'takes' | 'wasHeard'> {
  readonly iut: Iut;
  /** Makes the upper testers of a component; each has a state folder of its own. */
  readonly upperTesterIn: (stateFolder: string) => SessionParts['upperTester'];
  readonly stateFolder: string;
  /** The process that all their clients share, where they do. */
  readonly host?: ClientHost | undefined;
}

/** How far all situations are. */
export interface Progress {
  readonly of: number;
  readonly done: number;
  /** Seconds that all of them are expected to take. */
  readonly expected: number;
  /** Seconds that are left; `undefined` before the first one begins. */
  readonly left?: number;
}

/** A scenario that needs a situation. */
export interface Planned extends Situation {
  readonly decides: readonly RequirementId[];
  readonly tags: readonly string[];
  /** Seconds that it is expected to take. */
  readonly takes: number;
}

/**
 * The parallel test components of a run (TTCN-3): each puts a client of its own, at a server port of its own, into one situation. All
 * write one trace and count their messages in one series.
 */
export class Components {
  readonly #parts: ComponentsParts;
  readonly #campaign: Campaign<ComponentResult>;
  readonly #sides: SideBySide;
  readonly #sessions = new Set<TestSession>();
  /** The component that plays a situation, or did last. */
  readonly #numbers = new Map<string, number>();
  readonly #decides = new Map<string, Set<RequirementId>>();
  /** Seconds that each situation takes. */
  readonly #takes = new Map<string, Seconds>();
  #count = 0;
  #beganAt: Millis | undefined;
  #interrupted: string | undefined;

  constructor(parts: ComponentsParts) {
    this.#parts = parts;
    const sides = sidesFor(parts.iut);
    this.#sides = sides;
    this.#campaign = new Campaign((situation, started) => this.#play(situation, started), {
      get parallel() {
        return sides.parallel;
      },
      get hoped() {
        return sides.hoped;
      },
      starting: parts.iut.control.kind === 'reference' ? STARTING_OF_OURS : STARTING,
      isBehind: () => (parts.lateness?.() ?? 0) > BEHIND,
    });
  }

  /** Why this client cannot be put into situations; `undefined` where it can. */
  get obstacle(): string | undefined {
    const { kind } = this.#parts.iut.control;
    if (kind === 'none')
      return 'a client that acts by itself cannot be made to act at a server that misbehaves on purpose';
    return kind === 'manual' ? 'too many actions for an operator' : undefined;
  }

  /** How far they are. */
  get progress(): Progress {
    const { expected, progress } = this.#campaign;
    if (this.#beganAt === undefined) return { ...progress, expected };
    const left = Math.max(1, expected - (this.#parts.clock.now() - this.#beganAt) / 1000);
    return { ...progress, expected, left };
  }

  /** Takes what scenarios to come will need. */
  plan(scenarios: readonly Planned[]): void {
    for (const { behavior, act, decides, takes } of scenarios) {
      const situation = { behavior, act };
      this.#decidedBy(situation, decides);
      this.#takes.set(nameOf(situation), Math.max(takes, this.#takes.get(nameOf(situation)) ?? 0));
      this.#campaign.plan(situation, takes);
    }
  }

  /** Begins with what is planned, beside what else the run does, where a client of its own for each is nothing to the others. */
  begin(): void {
    if (this.#parts.iut.control.kind === 'reference') this.#campaign.begin();
  }

  /** Puts a client into a situation, unless a scenario before did so, and says what it shows of some entries. */
  async resultsOf(situation: Situation, ids: readonly RequirementId[]): Promise<readonly RequirementResult[]> {
    if (behaviorNamed(situation.behavior) === undefined)
      throw new Error(`there is no behaviour "${situation.behavior}"`);
    this.#decidedBy(situation, ids);
    if (this.#interrupted !== undefined) return ids.map((id) => notPlayed(id, this.#interrupted));
    try {
      const result = await this.#campaign.resultOf(situation);
      return ids.map((id) => resultIn(result, id, this.#parts.iut));
    } catch (error) {
      // What had not begun when the run was ended is nobody's fault.
      if (this.#interrupted === undefined) throw error;
      return ids.map((id) => notPlayed(id, this.#interrupted));
    }
  }

  /** What all saw that have ended. */
  judgements(): readonly ComponentJudgement[] {
    return this.#campaign.results.map(({ situation, judgement }) => ({
      judgement,
      decides: this.#decides.get(nameOf(situation)) ?? new Set<RequirementId>(),
    }));
  }

  /** Ends what is under way; what has not begun is not played. */
  interrupt(reason: string): void {
    this.#interrupted ??= reason;
    this.#campaign.cancel(new Error(reason));
    for (const session of this.#sessions) session.interrupt(reason);
  }

  async close(): Promise<void> {
    await Promise.allSettled([...this.#sessions].map((session) => session.close()));
    await this.#parts.host?.stop();
  }

  #decidedBy(situation: Situation, ids: readonly RequirementId[]): void {
    const name = nameOf(situation);
    this.#decides.set(name, new Set([...(this.#decides.get(name) ?? []), ...ids]));
  }

  async #play(situation: Situation, started: () => void): Promise<Played<ComponentResult>> {
    this.#beganAt ??= this.#parts.clock.now();
    const script = behaviorNamed(situation.behavior) ?? [];
    const { upperTesterIn, stateFolder, ...parts } = this.#parts;
    const component = this.#number(situation);
    const folder = join(stateFolder, String(component));
    mkdirSync(folder, { recursive: true });
    const place = this.#sides.begin();
    let session: TestSession | undefined;
    const opened = (open: TestSession) => {
      session = open;
      this.#sessions.add(open);
      if (this.#interrupted !== undefined) open.interrupt(this.#interrupted);
    };
    try {
      const upperTester = upperTesterIn(folder);
      const decides = () => [...(this.#decides.get(nameOf(situation)) ?? [])];
      const takes = () => this.#takes.get(nameOf(situation)) ?? 0;
      const onEvent = (event: TraceEvent) => {
        if (event.kind === 'message' && event.direction === 'in') place.heard(sourceOf(event));
        parts.onEvent?.(event);
      };
      // Whoever is to be asked for credentials, the script asks: a client that was asked before would bring them along.
      const iut = { ...parts.iut, isRarelyAsked: true as const };
      const own = { iut, script, upperTester, component, decides, takes, onEvent, wasHeard: () => place.wasHeard };
      const result = await playSituation(situation, { ...parts, ...own }, started, opened);
      this.#giveUpOnSilence();
      return { result, isDoubtful: place.isDoubtful, endsDoubt: !place.hadCompany && !place.wasHeard };
    } finally {
      this.#sides.end(place);
      if (session !== undefined) this.#sessions.delete(session);
    }
  }

  /** The number of a component to come. What the one before saw in this situation does not count any more. */
  #number(situation: Situation): number {
    const name = nameOf(situation);
    const before = this.#numbers.get(name);
    if (before !== undefined)
      this.#parts.onEvent?.({
        kind: 'note',
        at: this.#parts.clock.now(),
        note: 'component-repeated',
        component: before,
        text: `another client may have spoilt what component ${before} saw; its situation is played again, alone`,
      });
    this.#count += 1;
    this.#numbers.set(name, this.#count);
    return this.#count;
  }

  /** A client that cannot be made to send anything is not waited for in every situation. */
  #giveUpOnSilence(): void {
    if (this.#sides.wasAnyHeard || this.#sides.ended < ENOUGH_SILENCE || this.#interrupted !== undefined) return;
    this.interrupt(`the client sent nothing in ${this.#sides.ended} situations; the others were not played`);
  }
}

/** The programs of others that are being started at the same time; clients of ours share a process. */
const STARTING = 2;
const STARTING_OF_OURS = 4;
/** Clients of others that run at the same time where the IUT file does not say. */
const USUAL = 24;
/** More than there are situations. */
const ALL = 256;
/** After so many situations without a message the client is given up. */
const ENOUGH_SILENCE = 6;

/** This process takes messages so late that it had better not begin anything else. */
const BEHIND: Millis = 40;

/** Clients of ours may run side by side, all of them; of programs of others it is found out; of what is behind HTTP there is one. */
function sidesFor({ control }: Iut): SideBySide {
  if (control.kind === 'reference') return new SideBySide(ALL, true);
  return new SideBySide(control.kind === 'command' || control.kind === 'process' ? (control.parallel ?? USUAL) : 1);
}

function sourceOf({ transport, remote }: MessageEvent): string | undefined {
  return transport === 'udp' ? `${remote.host} ${remote.port}` : undefined;
}

function notPlayed(id: RequirementId, reason = ''): RequirementResult {
  return { id, verdict: 'inconc', observations: 0, findings: [], findingsLeftOut: 0, reason };
}

function nameOf({ behavior, act }: Situation): string {
  return `${behavior}\n${act}`;
}
