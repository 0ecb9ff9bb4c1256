import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Millis } from '../core/time';
import type { ClientHost } from '../iut/client-host';
import type { Operation } from '../iut/upper-tester';
import { Recorder } from '../recorder/recorder';
import type { RunReport, ScenarioResult } from '../reporters/run-report';
import type { RequirementId } from '../requirements/requirement';
import type { Settings } from '../settings/settings';
import type { MessageEvent, TraceEvent } from '../trace/event';
import { type Detected, DetectedIcs } from '../verdict/detected-ics';
import { resultWithComponents, withComponents, withUntested } from '../verdict/merged';
import type { Diagnostic, Finding, Judgement, RequirementResult } from '../verdict/result';
import { type Verdict, worse } from '../verdict/verdict';
import { Components } from './components';
import type { PlannedScenario } from './cucumber';
import { contradictions } from './detected-ics';
import type { Iut } from './iut';
import { LoopLag } from './loop-lag';
import { tool } from './package';
import { traceHeader } from './passive-trace-header';
import { requirementsIn } from './planned-requirements';
import { situationsIn } from './planned-situations';
import { randomIds, realClock } from './real-world';
import { writeReports } from './report-files';
import { makeRunFolder, writeRunFile } from './run-folder';
import { unmetCondition } from './scenario-conditions';
import type { Stimulus } from './stimulation';
import { type SessionParts, TestSession } from './test-session';
import { hostFor, upperTesterFor } from './upper-tester';

export interface RunOptions {
  readonly iut: Iut;
  /** The run folder; `reports/runs/<time>` by default. */
  readonly out?: string | undefined;
  /** A breach of a SHOULD counts as a failure. */
  readonly strict: boolean;
  /** Every scenario gets an exchange of its own. */
  readonly fresh: boolean;
  readonly observer?: RunObserver;
  /** The command line behind `imconf`, for the line that repeats the run. */
  readonly argv?: readonly string[];
}

/** Octets of the trace that may wait for the disk before datagrams are dropped. */
const maxBacklog = 64 * 1024 * 1024;

/** Messages that the report draws as a ladder; a longer run is in the capture. */
const ladderMessages = 400;

/** Who watches a run, for instance the terminal. */
export interface RunObserver {
  onFinding?(finding: Finding): void;
  /** What the run is going to do beside the ordinary. */
  onPlanned?(progress: Components['progress']): void;
  /** All scenarios of the requirement have ended. */
  onDecided?(result: RequirementResult): void;
  /** The client was asked to act, or reacted. */
  onStimulus?(operation: Operation, state: 'asked' | 'over'): void;
}

export interface FinishedRun {
  readonly report: RunReport;
  readonly folder: string;
  /** `reports/latest`, or the folder itself. */
  readonly shownFolder: string;
}

/** One conformance run with its run folder: a session, its scenarios, its reports. */
export class TestRun {
  readonly session: TestSession;
  readonly folder: string;
  readonly #options: RunOptions;
  readonly #recorder: () => Recorder | undefined;
  readonly #messages: readonly MessageEvent[];
  readonly #detected: DetectedIcs;
  readonly #log: readonly string[];
  readonly #stateFolder: string;
  readonly #startedAt: Millis;
  readonly #components: Components;
  readonly #scenarios: ScenarioResult[] = [];
  readonly #pending = new Map<RequirementId, number>();
  /** Operations that scenarios wanted and the client was never asked for, and why. */
  readonly #notAsked = new Map<Operation, string>();
  readonly #asked = new Set<Operation>();
  readonly #leftOut = new Map<RequirementId, string>();
  #interrupted: string | undefined;

  private constructor(parts: {
    session: TestSession;
    folder: string;
    options: RunOptions;
    recorder: () => Recorder | undefined;
    messages: readonly MessageEvent[];
    detected: DetectedIcs;
    log: readonly string[];
    stateFolder: string;
    startedAt: Millis;
    components: Components;
  }) {
    this.#components = parts.components;
    this.#messages = parts.messages;
    this.#detected = parts.detected;
    this.#log = parts.log;
    this.session = parts.session;
    this.folder = parts.folder;
    this.#options = parts.options;
    this.#recorder = parts.recorder;
    this.#stateFolder = parts.stateFolder;
    this.#startedAt = parts.startedAt;
  }

  /**
   * Makes the run folder, opens the sockets, starts the client.
   * @throws HarnessError `address-in-use`, `address-unavailable`, `output-failed`.
   */
  static async open(options: RunOptions): Promise<TestRun> {
    const startedAt = realClock.now();
    const folder = makeRunFolder(options.out, startedAt);
    const stateFolder = mkdtempSync(join(tmpdir(), 'imconf-state-'));
    let recorder: Recorder | undefined;
    const messages: MessageEvent[] = [];
    const detected = new DetectedIcs({ rules: options.iut.profile.rules, imAddresses: [options.iut.imAddress] });
    const log: string[] = [];
    const { iut, observer } = options;
    let frames = 0;
    const lag = new LoopLag(realClock);
    const common = {
      lateness: () => lag.bound,
      clock: realClock,
      ids: randomIds,
      strict: options.strict,
      nextFrame: () => {
        frames += 1;
        return frames;
      },
      onEvent: (event: TraceEvent) => {
        recorder?.record(event);
        detected.see(event);
        if (event.kind === 'message' && messages.length < ladderMessages) messages.push(event);
      },
      isOverloaded: () => (recorder?.backlog ?? 0) > maxBacklog,
      ...(observer?.onFinding && {
        onFinding: (finding: Finding) => observer.onFinding?.(finding),
      }),
    };
    const onLog = (line: string) => log.push(line);
    const host = hostFor(iut.control, onLog);
    const upperTesterIn =
      (folder: string, shared?: ClientHost): SessionParts['upperTester'] =>
      (server, onIndication) => {
        const { imAddress, credentials } = iut;
        const context = { server, imAddress, ...credentials, stateFolder: folder, onIndication, onLog };
        return upperTesterFor(iut.control, context, shared);
      };
    try {
      const session = await TestSession.open({
        ...common,
        iut,
        upperTester: upperTesterIn(stateFolder),
        onContext: async (context) => {
          const { name, version, vendor, profile } = iut;
          const named = { name, ...(version !== undefined && { version }), ...(vendor !== undefined && { vendor }) };
          const header = { mode: 'run', profile: profile.name, iut: named, context } as const;
          recorder = await Recorder.open(folder, traceHeader(header, tool.version, startedAt));
        },
      });
      return new TestRun({
        session,
        folder,
        options,
        recorder: () => recorder,
        messages,
        detected,
        log,
        stateFolder,
        startedAt,
        components: new Components({
          ...common,
          iut,
          upperTesterIn: (folder) => upperTesterIn(folder, host),
          stateFolder,
          host,
        }),
      });
    } catch (error) {
      rmSync(stateFolder, { recursive: true, force: true });
      throw error;
    }
  }

  get iut(): Iut {
    return this.#options.iut;
  }

  /** Says which requirements the scenarios to come will look at, so that each can be told when it is decided. */
  plan(scenarios: readonly PlannedScenario[]): void {
    for (const id of scenarios.flatMap(({ tags }) => requirementsIn(tags)))
      this.#pending.set(id, (this.#pending.get(id) ?? 0) + 1);
    if (this.#components.obstacle === undefined)
      this.#components.plan(situationsIn(scenarios.filter(({ tags }) => unmetCondition(tags, this.iut) === undefined)));
    this.#options.observer?.onPlanned?.(this.#components.progress);
    this.#components.begin();
  }

  /** Says which requirements this run leaves untested, and why. */
  leaveOut(requirements: readonly RequirementId[], reason: string): void {
    for (const id of requirements) this.#leftOut.set(id, reason);
  }

  /** Makes the client act, unless an earlier scenario already did just that. */
  async stimulate(operation: Operation, settings?: Settings): Promise<Stimulus> {
    this.#options.observer?.onStimulus?.(operation, 'asked');
    const stimulus = await this.session.stimulate(operation, settings, this.#options.fresh);
    this.#noteUnasked(stimulus);
    this.#options.observer?.onStimulus?.(operation, 'over');
    return stimulus;
  }

  #noteUnasked({ operation, number, outcome, reason }: Stimulus): void {
    if (number !== undefined || outcome === 'unconfirmed') this.#asked.add(operation);
    else if (outcome !== 'unavailable') this.#notAsked.set(operation, reason ?? 'an earlier failure');
    else if (operation !== 'register') {
      this.#notAsked.set(operation, `${reason}; its scenarios are not applicable`);
    }
  }

  /** The situations that scenarios of this run put the client into. */
  get components(): Components {
    return this.#components;
  }

  /** Takes the verdict of a scenario that has ended. */
  scenarioEnded(result: ScenarioResult, requirements: readonly RequirementId[]): void {
    this.#scenarios.push(result);
    for (const id of requirements) {
      const left = (this.#pending.get(id) ?? 0) - 1;
      this.#pending.set(id, left);
      if (left > 0) continue;
      const result = resultWithComponents(this.session.verdictOn(id), this.#components.judgements());
      this.#options.observer?.onDecided?.(result);
    }
  }

  /** Ends the run early: what was seen is judged, the rest is inconclusive. */
  interrupt(reason: string): void {
    this.#interrupted ??= reason;
    this.session.interrupt(reason);
    this.#components.interrupt(reason);
  }

  /**
   * Ends client and server, judges, and writes the run folder.
   * @throws HarnessError `output-failed`, or what made a socket fail.
   */
  async finish(): Promise<FinishedRun> {
    const main = await this.session.close().finally(async () => {
      await this.#components.close();
      await this.#recorder()?.close();
      rmSync(this.#stateFolder, { recursive: true, force: true });
    });
    const judged = withUntested(withComponents(main, this.#components.judgements()), this.#leftOut);
    const detected = this.#detected.result();
    const judgement = this.#withCircumstances(judged, contradictions(this.iut.pics, detected));
    const report = this.#report(judgement, detected);
    if (this.#log.length > 0) writeRunFile(this.folder, 'iut.log', `${this.#log.join('\n')}\n`);
    return { report, folder: this.folder, shownFolder: writeReports(this.folder, report) };
  }

  /** Adds what the run knows and the judge does not: what was never asked for, an early end, what contradicts the ICS. */
  #withCircumstances(judgement: Judgement, contradicted: readonly Diagnostic[]): Judgement {
    const notAsked = [...this.#notAsked]
      .filter(([operation]) => !this.#asked.has(operation))
      .map(([operation, why]): Diagnostic => {
        return { outcome: 'warn', message: `the client was never asked to ${operation}: ${why}` };
      });
    const early: readonly Diagnostic[] =
      this.#interrupted === undefined ? [] : [{ outcome: 'inconc', note: 'interrupted', message: this.#interrupted }];
    return {
      ...judgement,
      verdict: early.length === 0 ? judgement.verdict : worse(judgement.verdict, 'inconc'),
      diagnostics: [...early, ...judgement.diagnostics, ...notAsked, ...contradicted],
    };
  }

  #report(judgement: Judgement, detected: Detected): RunReport {
    const { iut } = this;
    return {
      tool: { name: tool.name, version: tool.version },
      mode: 'run',
      startedAt: this.#startedAt,
      finishedAt: realClock.now(),
      iut: {
        name: iut.name,
        ...(iut.version !== undefined && { version: iut.version }),
        ...(iut.vendor !== undefined && { vendor: iut.vendor }),
        imAddress: iut.imAddress,
      },
      profile: iut.profile.name,
      pics: iut.pics,
      server: this.session.server,
      judgement,
      detected,
      scenarios: this.#scenarios,
      messages: this.#messages,
      ...(this.#options.argv && { argv: this.#options.argv }),
      verdict: overall(judgement, this.#scenarios),
    };
  }
}

/** A scenario that could not be carried out keeps the run from being a pass (design 3.1). */
function overall(judgement: Judgement, scenarios: readonly ScenarioResult[]): Verdict {
  const judged = scenarios.map((scenario) => scenario.verdict).filter((verdict) => verdict !== 'not-applicable');
  const worst = judged.reduce((sum, verdict) => worse(sum, verdict), judgement.verdict);
  return worst === 'none' ? 'inconc' : worst;
}
