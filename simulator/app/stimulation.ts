import type { Clock, Millis } from '../core/time';
import { type Operation, type Outcome, operations, type Settled, type UpperTester } from '../iut/upper-tester';
import type { Settings } from '../settings/settings';
import { isRequest, type SipRequest } from '../sip/message';
import type { StimulusEnded, TraceEvent } from '../trace/event';
import { ExchangeWatch } from './exchange';
import type { Iut } from './iut';
import { differencesFrom } from './told-values';

/** A client from which nothing comes for so long after a retrieval has ended it. */
const quietMs: Millis = 250;

/** One reaction of the client to one request to act; shared by all scenarios that need just that stimulus (design 3.3). */
export interface Stimulus {
  readonly operation: Operation;
  /** Its number in the trace; `undefined` when the client acted by itself. */
  readonly number?: number;
  readonly outcome: StimulusEnded['outcome'] | 'unavailable';
  /** Why it is not `done`, in words for people. */
  readonly reason?: string;
  /** Whether the exchange that the operation calls for took place. */
  readonly isComplete: boolean;
}

/** What the stimulation needs of the session. */
export interface StimulationParts {
  readonly iut: Pick<Iut, 'userActionTimeout' | 'timers' | 'profile'>;
  readonly clock: Clock;
  /** The present one: a client may be started anew. */
  readonly upper: () => UpperTester;
  /** Puts an event into the trace. */
  readonly see: (event: TraceEvent) => void;
  /** Datagrams lost so far. */
  readonly dropped: () => number;
}

/**
 * Makes the client act through the upper tester and waits for what it does, never longer than it has to. A class because one
 * request to act is under way at a time.
 */
export class Stimulation {
  readonly #parts: StimulationParts;
  readonly #stimuli = new Map<string, Promise<Stimulus>>();
  /** Operations that are not asked for any more, and why. */
  readonly #givenUp = new Map<Operation, string>();
  readonly #failures = new Map<Operation, number>();
  /** For a client that acts by itself: what it has done so far. */
  readonly #ownActs: ReadonlyMap<Operation, ExchangeWatch>;
  #watch: ExchangeWatch | undefined;
  #count = 0;
  /** Messages of the client so far. */
  #arrivals = 0;
  #published: Settings | undefined;
  /** The last PUBLISH of the stimulus under way. */
  #sent: SipRequest | undefined;
  #interrupt: ((reason: string) => void) | undefined;
  #interrupted: string | undefined;

  constructor(parts: StimulationParts) {
    this.#parts = parts;
    const upper = parts.upper();
    const own = upper.kind === 'none' ? upper.operations : [];
    this.#ownActs = new Map(own.map((operation) => [operation, new ExchangeWatch(operation, true)]));
  }

  /** Whether the client can be asked to take its leave: it was heard of, and somebody can ask it. */
  get canTakeLeave(): boolean {
    return this.#parts.upper().kind !== 'none' && this.#arrivals > 0;
  }

  /** Watches the trace. */
  saw(event: TraceEvent): void {
    if (event.kind === 'message' && event.direction === 'in') {
      this.#arrivals += 1;
      const message = event.parsed.ok ? event.parsed.message : undefined;
      if (message !== undefined && isRequest(message) && message.start.method === 'PUBLISH') this.#sent = message;
    }
    this.#watch?.see(event);
    for (const watch of this.#ownActs.values()) watch.see(event);
  }

  /** Ends the present wait; every later request to act fails at once with the reason. */
  interrupt(reason: string): void {
    this.#interrupted ??= reason;
    this.#interrupt?.(this.#interrupted);
  }

  /**
   * Makes the client act, or hands out the exchange that the same request to act already gave; `fresh` never shares. It is waited for
   * as long as the IUT file says, or `limit` milliseconds.
   */
  stimulate(
    operation: Operation,
    settings: Settings | undefined,
    fresh: boolean,
    limit: Millis = this.#limit(operation),
  ): Promise<Stimulus> {
    const key = `${operation} ${settings === undefined ? '' : JSON.stringify(Object.entries(settings).sort())}`;
    const known = fresh ? undefined : this.#stimuli.get(key);
    if (known !== undefined) return known;
    const stimulus = this.#perform(operation, settings, limit);
    this.#stimuli.set(key, stimulus);
    return stimulus;
  }

  async #perform(operation: Operation, settings: Settings | undefined, limit: Millis): Promise<Stimulus> {
    const upper = this.#parts.upper();
    if (!upper.operations.includes(operation)) return unavailable(operation);
    const stopped = this.#interrupted ?? this.#givenUp.get(operation);
    if (stopped !== undefined)
      return {
        operation,
        outcome: 'failed',
        reason: stopped,
        isComplete: false,
      };
    if (upper.kind === 'none') return this.#await(operation);
    this.#count += 1;
    const number = this.#count;
    const started = {
      kind: 'stimulus-started',
      at: this.#parts.clock.now(),
      stimulus: number,
      operation,
    } as const;
    const watch = new ExchangeWatch(operation);
    this.#watch = watch;
    const droppedBefore = this.#parts.dropped();
    this.#parts.see({ ...started, ...(settings && { settings }) });
    const outcome = await this.#react(upper, operation, settings, watch, limit);
    this.#watch = undefined;
    const reason = 'reason' in outcome ? outcome.reason : undefined;
    this.#parts.see({
      kind: 'stimulus-ended',
      at: this.#parts.clock.now(),
      stimulus: number,
      outcome: outcome.kind,
      ...(reason !== undefined && { reason }),
      datagramsLost: this.#parts.dropped() - droppedBefore,
    });
    this.#remember(operation, settings, outcome, watch);
    return {
      operation,
      number,
      outcome: outcome.kind,
      ...(reason !== undefined && { reason }),
      isComplete: watch.isComplete,
    };
  }

  /** Both ends have to come: the client's confirmation and the end of the exchange, within the time limit. */
  async #react(
    upper: UpperTester,
    operation: Operation,
    settings: Settings | undefined,
    watch: ExchangeWatch,
    limit: Millis,
  ): Promise<Outcome> {
    const told = settings ?? (operation === 'refresh' ? this.#published : undefined);
    this.#sent = undefined;
    const over = watch.whenComplete(); // asked for once: a watch has one listener
    const interrupted = this.#untilInterrupted();
    const settled = Promise.race([
      over.then((): Settled => ({ kind: 'seen', differs: this.#differences(told) })),
      interrupted.then((reason): Settled => ({ kind: 'ended', reason })),
    ]);
    const acted = upper.perform(operation, told, limit, settled).then(async (outcome) => {
      if (outcome.kind === 'done') await within(over, limit);
      if (watch.isNotified) await within(over, this.#timerF);
      if (watch.isNotified) await this.#untilQuiet(limit);
      return outcome;
    });
    const outcome = await Promise.race([acted, interrupted.then((reason): Outcome => ({ kind: 'failed', reason }))]);
    this.#interrupt = undefined;
    return outcome;
  }

  #differences(told: Settings | undefined): readonly string[] {
    if (told === undefined || this.#sent === undefined) return [];
    return differencesFrom(told, this.#sent, this.#parts.iut.profile.binding);
  }

  /** A client that acts by itself: the exchange may have taken place already; else wait for it. */
  async #await(operation: Operation): Promise<Stimulus> {
    const watch = this.#ownActs.get(operation);
    if (watch === undefined) return unavailable(operation);
    await Promise.race([within(watch.whenComplete(), this.#limit(operation)), this.#untilInterrupted()]);
    this.#interrupt = undefined;
    const reason =
      this.#interrupted ?? `the client did not ${operation} by itself within ${this.#parts.iut.userActionTimeout} s`;
    return {
      operation,
      outcome: 'unconfirmed',
      isComplete: watch.isComplete,
      ...(!watch.isComplete && { reason }),
    };
  }

  #untilInterrupted(): Promise<string> {
    return new Promise((stop) => {
      this.#interrupt = stop;
    });
  }

  /** A client that subscribes again as soon as it is told that its subscription is over shows so within a moment. */
  async #untilQuiet(limit: Millis): Promise<void> {
    const end = this.#parts.clock.now() + limit;
    for (let before = -1; before !== this.#arrivals && this.#parts.clock.now() < end; ) {
      before = this.#arrivals;
      await within(new Promise(() => undefined), quietMs);
    }
  }

  /** How long a NOTIFY may go unanswered before that is certain: Timer F and a little (RFC 3261 §17.1.2.2). */
  get #timerF(): Millis {
    return 64 * this.#parts.iut.timers.t1 + 500;
  }

  /** Nothing is judged by the farewell, so a program is not waited for long; a person needs time to read. */
  #limit(operation: Operation): Millis {
    const limit = this.#parts.iut.userActionTimeout * 1000;
    const isShort = operation === 'deregister' && this.#parts.upper().kind !== 'manual';
    return isShort ? Math.min(limit, 5000) : limit;
  }

  /** What failed twice and never worked is not asked for again, nor what was met with silence: a run has to end. */
  #remember(operation: Operation, settings: Settings | undefined, outcome: Outcome, watch: ExchangeWatch): void {
    if (watch.isComplete) {
      this.#failures.set(operation, Number.NEGATIVE_INFINITY);
      if (outcome.kind === 'done' && settings !== undefined) this.#published = settings;
      return;
    }
    if (outcome.kind === 'failed') {
      const failures = (this.#failures.get(operation) ?? 0) + 1;
      this.#failures.set(operation, failures);
      if (failures === 2 || outcome.isFinal)
        this.#givenUp.set(operation, `not asked to ${operation} again: ${outcome.reason}`);
      return;
    }
    const why = `not asked again: the client had not answered the request to ${operation} within ${this.#parts.iut.userActionTimeout} s`;
    const isDead = outcome.kind === 'silent' && this.#arrivals === 0 && this.#count > 1;
    for (const each of isDead ? operations : [operation]) this.#givenUp.set(each, why);
  }
}

function unavailable(operation: Operation): Stimulus {
  const reason = `the control adapter has no operation "${operation}"`;
  return { operation, outcome: 'unavailable', reason, isComplete: false };
}

/** Waits for a promise, but not longer than `limit` milliseconds. */
async function within(promise: Promise<void>, limit: Millis): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<void>((done) => {
    timer = setTimeout(done, limit);
  });
  await Promise.race([promise, late]);
  clearTimeout(timer);
}
