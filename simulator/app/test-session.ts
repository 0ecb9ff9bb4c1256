import type { JudgeContext } from '../checks/check';
import { formatListener, type Listener } from '../core/address';
import { HarnessError } from '../core/harness-error';
import type { IdSource } from '../core/id-source';
import type { Clock } from '../core/time';
import type { ClientIndication, Operation, UpperTester } from '../iut/upper-tester';
import type { RequirementId } from '../requirements/requirement';
import { Endpoint } from '../server/endpoint';
import type { Settings } from '../settings/settings';
import type { TraceEvent } from '../trace/event';
import { Judge } from '../verdict/judge';
import type { Finding, Judgement, RequirementResult } from '../verdict/result';
import type { Iut } from './iut';
import { LowerTester } from './lower-tester';
import { serverConfig } from './server-config';
import { Stimulation, type Stimulus } from './stimulation';

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
}

/**
 * One conformance run: the simulated server, the client under test and the judge, joined by the trace. A class because
 * sockets and processes have a lifetime.
 */
export class TestSession {
  readonly iut: Iut;
  readonly #parts: SessionParts;
  readonly #lower: LowerTester;
  /** What arrived before the judge was there. */
  readonly #early: TraceEvent[] = [];
  #judge: Judge | undefined;
  #upper: UpperTester | undefined;
  #stimulation: Stimulation | undefined;
  #nextHop: Listener | undefined;
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
    const { imAddress, aliases, credentials, pics, profile, statedHomeDomain } = this.iut;
    return {
      imAddress,
      imAddressAliases: aliases,
      username: credentials?.username,
      pics,
      rules: profile.rules,
      binding: profile.binding,
      nextHop: this.#nextHop,
      ...(statedHomeDomain !== undefined && { homeDomain: statedHomeDomain }),
    };
  }

  /** Ends the present wait; every later request to act fails at once with the reason. */
  interrupt(reason: string): void {
    this.#stimulation?.interrupt(reason);
  }

  /** Makes the client act, or hands out the exchange that the same request to act already gave; `fresh` never shares. */
  async stimulate(operation: Operation, settings?: Settings, fresh = false): Promise<Stimulus> {
    if (this.#stimulation === undefined) throw new Error('the session is not open');
    return this.#stimulation.stimulate(operation, settings, fresh);
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
    this.#stimulation = new Stimulation({
      iut,
      clock: this.#parts.clock,
      upper: this.#upper,
      see: (event) => this.#see(event),
      dropped: () => this.#lower.dropped(),
    });
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

  async #finish(): Promise<Judgement> {
    if (this.#stimulation?.canTakeLeave) await this.stimulate('deregister');
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
    this.#parts.onEvent?.(event);
    this.#judge.see(event);
    this.#stimulation?.saw(event);
  }
}
