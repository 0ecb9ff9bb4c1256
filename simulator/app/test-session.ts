import type { JudgeContext } from '../checks/check';
import { formatListener, type Listener } from '../core/address';
import { HarnessError } from '../core/harness-error';
import type { IdSource } from '../core/id-source';
import type { Clock, Millis } from '../core/time';
import { type ClientIndication, type Operation, type Outcome, operations, type UpperTester } from '../iut/upper-tester';
import type { RequirementId } from '../requirements/requirement';
import { Endpoint } from '../server/endpoint';
import type { Settings } from '../settings/settings';
import type { StimulusEnded, TraceEvent } from '../trace/event';
import { Judge } from '../verdict/judge';
import type { Finding, Judgement, RequirementResult } from '../verdict/result';
import { ExchangeWatch } from './exchange';
import type { Iut } from './iut';
import { LowerTester } from './lower-tester';
import { serverConfig } from './server-config';

/** A client from which nothing comes for so long after a retrieval has ended it. */
const quietMs: Millis = 250;

/** What a session is built from; everything that touches the outside comes from here. */
export interface SessionParts {
  readonly iut: Iut;
  readonly clock: Clock;
  readonly ids: IdSource;
  readonly strict: boolean;
  /** Makes the client act, once it is known where it has to send. */
  readonly upperTester: (server: string, onIndication: (indication: ClientIndication) => void) => UpperTester;
  /** Told once, before the first event: what the judge knows. */
  readonly onContext?: (context: JudgeContext) => Promise<void>;
  readonly onEvent?: (event: TraceEvent) => void;
  readonly onFinding?: (finding: Finding) => void;
}

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

/**
 * One conformance run: the simulated server, the client under test and the judge, joined by the trace. A class because
 * sockets and processes have a lifetime.
 */
export class TestSession {
  readonly iut: Iut;
  readonly #parts: SessionParts;
  readonly #lower: LowerTester;
  readonly #stimuli = new Map<string, Promise<Stimulus>>();
  /** Operations that are not asked for any more, and why. */
  readonly #givenUp = new Map<Operation, string>();
  readonly #failures = new Map<Operation, number>();
  /** What arrived before the judge was there. */
  readonly #early: TraceEvent[] = [];
  #judge: Judge | undefined;
  #upper: UpperTester | undefined;
  #nextHop: Listener | undefined;
  #watch: ExchangeWatch | undefined;
  /** For a client that acts by itself: what it has done so far. */
  #ownActs: ReadonlyMap<Operation, ExchangeWatch> = new Map();
  #count = 0;
  /** Messages of the client so far. */
  #arrivals = 0;
  #published: Settings | undefined;
  #interrupt: ((reason: string) => void) | undefined;
  #interrupted: string | undefined;
  #failure: HarnessError | undefined;
  #judgement: Promise<Judgement> | undefined;
  /** The last resort when this process ends at once: no client outlives it. */
  readonly #killNow = () => this.#upper?.killNow();

  private constructor(parts: SessionParts) {
    this.iut = parts.iut;
    this.#parts = parts;
    this.#lower = new LowerTester({
      endpoint: new Endpoint(serverConfig(parts.iut), parts.ids),
      clock: parts.clock,
      onEvent: (event) => this.#see(event),
      onFailure: (error) => {
        this.#failure = error;
        this.interrupt(error.message);
      },
    });
  }

  /**
   * Opens the sockets and starts the client.
   * @throws HarnessError `address-in-use`, `address-unavailable`.
   */
  static async open(parts: SessionParts): Promise<TestSession> {
    const session = new TestSession(parts);
    try {
      await session.#start();
    } catch (error) {
      await session.#stop();
      throw error;
    }
    return session;
  }

  /** `udp:127.0.0.1:5060`, where the client is told to send. */
  get server(): string {
    return this.#nextHop === undefined ? '' : formatListener(this.#nextHop);
  }

  get upperTester(): UpperTester {
    if (this.#upper === undefined) throw new Error('the session is not open');
    return this.#upper;
  }

  /** What the judge is told; stands at the head of the trace, so that it can be judged again. */
  get context(): JudgeContext {
    const { imAddress, aliases, credentials, pics, profile } = this.iut;
    return {
      imAddress,
      imAddressAliases: aliases,
      username: credentials?.username,
      pics,
      rules: profile.rules,
      binding: profile.binding,
      nextHop: this.#nextHop,
    };
  }

  /** Ends the present wait; every later request to act fails at once with the reason. */
  interrupt(reason: string): void {
    this.#interrupted ??= reason;
    this.#interrupt?.(this.#interrupted);
  }

  /** Makes the client act, or hands out the exchange that the same request to act already gave; `fresh` never shares. */
  stimulate(operation: Operation, settings?: Settings, fresh = false): Promise<Stimulus> {
    const key = `${operation} ${settings === undefined ? '' : JSON.stringify(Object.entries(settings).sort())}`;
    const known = fresh ? undefined : this.#stimuli.get(key);
    if (known !== undefined) return known;
    const stimulus = this.#perform(operation, settings);
    this.#stimuli.set(key, stimulus);
    return stimulus;
  }

  /** What is known of a requirement, over the whole run or over some stimuli only. */
  verdictOn(id: RequirementId, stimuli?: readonly number[]): RequirementResult {
    if (this.#judge === undefined) throw new Error('the session is not open');
    return this.#judge.verdictOn(id, stimuli);
  }

  /** Ends the client and the server and judges what was seen; the same promise however often it is called. */
  close(): Promise<Judgement> {
    this.#judgement ??= this.#finish();
    return this.#judgement;
  }

  async #start(): Promise<void> {
    const { iut } = this.#parts;
    this.#nextHop = {
      ...iut.listen,
      ...(await this.#lower.listenPair(iut.listen)),
    };
    for (const other of iut.alsoListen) await this.#lower.listenPair(other);
    await this.#listenElsewhere(this.#nextHop);
    await this.#parts.onContext?.(this.context);
    this.#judge = new Judge(this.context, {
      strict: this.#parts.strict,
      ...(this.#parts.onFinding && { onFinding: this.#parts.onFinding }),
    });
    for (const event of this.#early.splice(0)) this.#see(event);
    this.#upper = this.#parts.upperTester(this.server, (indication) =>
      this.#see({
        kind: 'indication',
        at: this.#parts.clock.now(),
        ...indication,
      }),
    );
    if (this.#upper.kind === 'none') {
      this.#ownActs = new Map(this.#upper.operations.map((each) => [each, new ExchangeWatch(each, true)]));
    }
    process.on('exit', this.#killNow);
    await this.#upper.start();
  }

  /** The port above the next hop, if it is free: whoever sends there ignores the next hop (6.1.1.1-8, 6.1.1.2-6). */
  async #listenElsewhere({ host, port }: Listener): Promise<void> {
    if (port === 65_535) return;
    for (const transport of ['udp', 'tcp'] as const) {
      await this.#lower.listen({ transport, host, port: port + 1 }).catch((error: unknown) => {
        if (!(error instanceof HarnessError)) throw error;
      });
    }
  }

  async #perform(operation: Operation, settings: Settings | undefined): Promise<Stimulus> {
    const upper = this.upperTester;
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
    const droppedBefore = this.#lower.dropped();
    this.#see({ ...started, ...(settings && { settings }) });
    const outcome = await this.#react(upper, operation, settings, watch);
    this.#watch = undefined;
    const reason = 'reason' in outcome ? outcome.reason : undefined;
    this.#see({
      kind: 'stimulus-ended',
      at: this.#parts.clock.now(),
      stimulus: number,
      outcome: outcome.kind,
      ...(reason !== undefined && { reason }),
      datagramsLost: this.#lower.dropped() - droppedBefore,
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
  ): Promise<Outcome> {
    const limit = this.#limit(operation);
    const told = settings ?? (operation === 'refresh' ? this.#published : undefined);
    const acted = upper.perform(operation, told, limit).then(async (outcome) => {
      if (outcome.kind === 'done') await within(watch.whenComplete(), limit);
      if (watch.isNotified) await within(watch.whenComplete(), this.#timerF);
      if (watch.isNotified) await this.#untilQuiet(limit);
      return outcome;
    });
    const interrupted = this.#untilInterrupted().then((reason): Outcome => ({ kind: 'failed', reason }));
    const outcome = await Promise.race([acted, interrupted]);
    this.#interrupt = undefined;
    return outcome;
  }

  /** A client that acts by itself: the exchange may have taken place already; else wait for it. */
  async #await(operation: Operation): Promise<Stimulus> {
    const watch = this.#ownActs.get(operation);
    if (watch === undefined) return unavailable(operation);
    await Promise.race([within(watch.whenComplete(), this.#limit(operation)), this.#untilInterrupted()]);
    this.#interrupt = undefined;
    const reason =
      this.#interrupted ?? `the client did not ${operation} by itself within ${this.iut.userActionTimeout} s`;
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
    return 64 * this.iut.timers.t1 + 500;
  }

  /** Nothing is judged by the farewell, so it is not waited for long. */
  #limit(operation: Operation): Millis {
    const limit = this.iut.userActionTimeout * 1000;
    return operation === 'deregister' ? Math.min(limit, 5000) : limit;
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
      if (failures === 2) this.#givenUp.set(operation, `not asked to ${operation} again: ${outcome.reason}`);
      return;
    }
    const why = `not asked again: the client had not answered the request to ${operation} within ${this.iut.userActionTimeout} s`;
    const isDead = outcome.kind === 'silent' && this.#arrivals === 0 && this.#count > 1;
    for (const each of isDead ? operations : [operation]) this.#givenUp.set(each, why);
  }

  async #finish(): Promise<Judgement> {
    if (this.upperTester.kind !== 'none' && this.#arrivals > 0) {
      await this.stimulate('deregister');
    }
    await this.#stop();
    if (this.#judge === undefined) throw new Error('the session is not open');
    const judgement = this.#judge.judgement();
    if (this.#failure !== undefined) throw this.#failure;
    return judgement;
  }

  async #stop(): Promise<void> {
    await this.#upper?.stop();
    process.off('exit', this.#killNow);
    await this.#lower.close();
  }

  #see(event: TraceEvent): void {
    if (this.#judge === undefined) {
      this.#early.push(event);
      return;
    }
    if (event.kind === 'message' && event.direction === 'in') this.#arrivals += 1;
    this.#parts.onEvent?.(event);
    this.#judge.see(event);
    this.#watch?.see(event);
    for (const watch of this.#ownActs.values()) watch.see(event);
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
