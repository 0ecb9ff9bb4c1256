import type { JudgeContext } from '../checks/check';
import { formatListener, type Listener } from '../core/address';
import { HarnessError } from '../core/harness-error';
import type { IdSource } from '../core/id-source';
import type { Clock, Millis } from '../core/time';
import type { ClientIndication, Operation, UpperTester } from '../iut/upper-tester';
import type { RequirementId } from '../requirements/requirement';
import type { Script } from '../server/behaviors/behavior';
import { ScriptedServer } from '../server/behaviors/scripted-server';
import { Endpoint } from '../server/endpoint';
import type { Settings } from '../settings/settings';
import type { TraceEvent } from '../trace/event';
import { Judge } from '../verdict/judge';
import type { Finding, Judgement, RequirementResult } from '../verdict/result';
import { atExit, notAtExit } from './at-exit';
import type { Iut } from './iut';
import { contextOf } from './judge-context';
import { LowerTester } from './lower-tester';
import { serverConfig } from './server-config';
import { Stimulation, type Stimulus } from './stimulation';

/** How long to sleep before looking again how long to watch: what the client does may end a wait. */
const WATCH_AGAIN: Millis = 100;
/** No entry needs a client to be watched for longer. */
const LONGEST_WATCH: Millis = 150_000;

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
  /** Whether what `onEvent` feeds cannot keep up with the traffic. */
  readonly isOverloaded?: () => boolean;
  readonly onFinding?: (finding: Finding) => void;
  /** How late what is taken now may be, in milliseconds. */
  readonly lateness?: () => Millis;
  /** The next number of a message, where several sessions write one trace; by itself each counts from 1. */
  readonly nextFrame?: () => number;
  /** Given: this is a parallel test component of the run, from 1. */
  readonly component?: number;
  /** What the server does out of the ordinary: then only what that provokes is looked for, and the client need not take its leave. */
  readonly script?: Script;
}

/**
 * One conformance run: the simulated server, the client under test and the judge, joined by the trace. A class because
 * sockets and processes have a lifetime.
 */
export class TestSession {
  readonly iut: Iut;
  readonly #parts: SessionParts;
  readonly #server: ScriptedServer;
  readonly #lower: LowerTester;
  /** What arrived before the judge was there. */
  readonly #early: TraceEvent[] = [];
  #judge: Judge | undefined;
  #upper: UpperTester | undefined;
  #stimulation: Stimulation | undefined;
  #nextHop: Listener | undefined;
  #failure: HarnessError | undefined;
  #judgement: Promise<Judgement> | undefined;
  #isInterrupted = false;
  readonly #indicated = (indication: ClientIndication) =>
    this.#see({ kind: 'indication', at: this.#parts.clock.now(), ...indication });
  /** The last resort when this process ends at once: no client outlives it. */
  readonly #killNow = () => this.#upper?.killNow();

  private constructor(parts: SessionParts) {
    this.iut = parts.iut;
    this.#parts = parts;
    const config = serverConfig(parts.iut);
    // Without a script it is the Endpoint, whose messages are validated before they leave.
    this.#server = new ScriptedServer({ endpoint: new Endpoint(config, parts.ids), config, ids: parts.ids });
    this.#lower = new LowerTester({
      endpoint: this.#server,
      clock: parts.clock,
      ...(parts.nextFrame && { nextFrame: parts.nextFrame }),
      component: parts.component,
      lateness: parts.lateness,
      onEvent: (event) => this.#see(event),
      isOverloaded: () => parts.isOverloaded?.() ?? false,
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
    const context = contextOf(this.iut);
    // A program for each operation knows of the one before what it wrote down: it is held to that only if it is declared to.
    const forgets = this.iut.control.kind === 'command' && context.pics.persistent_etag === undefined;
    const pics = forgets ? { ...context.pics, persistent_etag: false } : context.pics;
    return { ...context, pics, nextHop: this.#nextHop };
  }

  /** Ends the present wait; every later request to act fails at once with the reason. */
  interrupt(reason: string): void {
    this.#isInterrupted = true;
    this.#stimulation?.interrupt(reason);
  }

  /** Makes the client act, or hands out the exchange that the same request to act already gave; `fresh` never shares. */
  async stimulate(operation: Operation, settings?: Settings, fresh = false, limit?: Millis): Promise<Stimulus> {
    if (this.#stimulation === undefined) throw new Error('the session is not open');
    return this.#stimulation.stimulate(operation, settings, fresh, limit);
  }

  /** Ends the client and starts it anew, with the same state folder. */
  async restartClient(): Promise<void> {
    await this.#upper?.stop();
    this.#upper = this.#parts.upperTester(this.server, this.#indicated);
    await this.#upper.start();
  }

  /**
   * Watches the client until what was provoked of some entries is decided and the server has done all of its script. For an entry of
   * which nothing was seen or begun yet it has patience for so many milliseconds; longer than `LONGEST_WATCH` it does not watch. What goes on for
   * ever, such as a publication that is refreshed again and again, provokes an entry anew each time: once is enough.
   */
  async watch(requirements: ReadonlySet<RequirementId>, patience: Millis): Promise<void> {
    const { clock } = this.#parts;
    const began = clock.now();
    const scripted = Math.max(began, this.#server.busyUntil);
    while (!this.#isInterrupted) {
      const missing = new Set([...requirements].filter((id) => this.verdictOn(id).observations === 0));
      const first = this.#judge?.watchesUntil(missing) ?? 0;
      const isBegun = (id: RequirementId) => this.#judge?.watchesUntil(new Set([id])) !== undefined;
      const decided = this.#judge?.watchesUntil(requirements, scripted) ?? 0;
      const patient = [...missing].every(isBegun) ? 0 : began + patience;
      const needed = Math.max(first, decided, this.#server.busyUntil, patient);
      const until = Math.min(began + LONGEST_WATCH, needed);
      const left = until - clock.now();
      if (left <= 0) break;
      await new Promise((done) => setTimeout(done, Math.min(left + 1, WATCH_AGAIN)));
    }
    this.#see({ kind: 'note', at: clock.now(), note: 'watched', text: 'the client was watched until now' });
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
    if (this.#parts.script === undefined) await this.#listenElsewhere(this.#nextHop);
    else await this.#loadScript(this.#nextHop, this.#parts.script);
    await this.#parts.onContext?.(this.context);
    this.#judge = new Judge(this.context, {
      strict: this.#parts.strict,
      isProvoked: this.#parts.script !== undefined,
      ...(this.#parts.onFinding && { onFinding: this.#parts.onFinding }),
    });
    for (const event of this.#early.splice(0)) this.#see(event);
    this.#upper = this.#parts.upperTester(this.server, this.#indicated);
    this.#stimulation = new Stimulation({
      iut,
      clock: this.#parts.clock,
      upper: () => this.upperTester,
      see: (event) => this.#see(event),
      dropped: () => this.#lower.dropped(),
    });
    atExit(this.#killNow);
    await this.#upper.start();
  }

  /** A second socket is where the server sends from, or sends the client to, when a script says "elsewhere". */
  async #loadScript(main: Listener, script: Script): Promise<void> {
    const other = await this.#lower.listenPair({ host: main.host, port: 0 });
    this.#server.useSockets({ main: { host: main.host, port: main.port }, other });
    this.#server.load(script);
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

  async #finish(): Promise<Judgement> {
    if (this.#parts.script === undefined && this.#stimulation?.canTakeLeave) await this.stimulate('deregister');
    await this.#stop();
    if (this.#judge === undefined) throw new Error('the session is not open');
    const judgement = this.#judge.judgement();
    if (this.#failure !== undefined) throw this.#failure;
    return judgement;
  }

  async #stop(): Promise<void> {
    await this.#upper?.stop();
    notAtExit(this.#killNow);
    await this.#lower.close();
  }

  #see(event: TraceEvent): void {
    if (this.#judge === undefined) {
      this.#early.push(event);
      return;
    }
    const { component } = this.#parts;
    this.#parts.onEvent?.(component === undefined || event.kind === 'message' ? event : { ...event, component });
    this.#judge.see(event);
    this.#stimulation?.saw(event);
  }
}
