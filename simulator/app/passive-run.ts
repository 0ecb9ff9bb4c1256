import type { HarnessError } from '../core/harness-error';
import type { Millis } from '../core/time';
import { Recorder } from '../recorder/recorder';
import type { CapturePlace, JudgedFile, RunReport } from '../reporters/run-report';
import type { TraceEvent } from '../trace/event';
import type { NewClient } from '../verdict/detected-ics';
import type { Diagnostic, Judgement } from '../verdict/result';
import { worse } from '../verdict/verdict';
import { contradictions } from './detected-ics';
import { tool } from './package';
import { contextFor, type PassiveConfiguration } from './passive-configuration';
import { type JudgeSettings, type Judging, overallVerdict, PassiveJudges } from './passive-judges';
import { FirstMessages } from './passive-messages';
import { traceHeader } from './passive-trace-header';
import { writeReports } from './report-files';

/** What a run is built from in which nobody makes the clients act. */
export interface PassiveRunParts {
  readonly mode: 'serve' | 'check';
  readonly configuration: PassiveConfiguration;
  readonly judge: JudgeSettings;
  /** Who judges; judges in this thread where it is left out. */
  readonly judging?: Judging | undefined;
  /** The run folder; without it nothing is written. */
  readonly folder?: string | undefined;
  readonly startedAt: Millis;
  /** The command line behind `imconf`. */
  readonly argv: readonly string[];
  /** Told when the trace cannot be written any more. */
  readonly onFailure?: (error: HarnessError) => void;
}

/** What is known only at the end of a run. */
export interface PassiveEnd {
  readonly finishedAt: Millis;
  readonly listeners?: readonly string[];
  readonly files?: readonly JudgedFile[];
  /** Where a frame stands in the files that were judged. */
  readonly placeOf?: (frame: number) => CapturePlace | undefined;
  readonly diagnostics?: readonly Diagnostic[];
}

export interface FinishedPassiveRun {
  readonly report: RunReport;
  /** `reports/latest`, or the run folder itself; left out where nothing was written. */
  readonly shownFolder?: string;
}

/** A run in which nobody makes the clients act: a trace, its judges, and a run folder where one is asked for. */
export class PassiveRun {
  readonly #parts: PassiveRunParts;
  readonly #judging: Judging;
  readonly #recorder: Recorder | undefined;
  readonly #messages = new FirstMessages();

  private constructor(parts: PassiveRunParts, recorder: Recorder | undefined) {
    this.#parts = parts;
    const { configuration, judge, judging } = parts;
    this.#judging = judging ?? new PassiveJudges(configuration, judge);
    this.#recorder = recorder;
  }

  /**
   * Opens the trace in the run folder.
   * @throws HarnessError `output-failed`.
   */
  static async open(parts: PassiveRunParts): Promise<PassiveRun> {
    const { folder, configuration, mode, startedAt, onFailure } = parts;
    if (folder === undefined) return new PassiveRun(parts, undefined);
    const { imAddresses, profile, iut } = configuration;
    const context = contextFor(configuration, imAddresses.length === 1 ? imAddresses[0] : undefined);
    const several = imAddresses.length > 1 ? { imAddresses } : {};
    const header = traceHeader({ mode, profile, ...(iut && { iut }), ...several, context }, tool.version, startedAt);
    return new PassiveRun(parts, await Recorder.open(folder, header, onFailure));
  }

  /** Octets of the trace that wait for the disk. */
  get backlog(): number {
    return this.#recorder?.backlog ?? 0;
  }

  /** Messages so far. */
  get messages(): number {
    return this.#messages.count;
  }

  /** Takes the next event of the trace; tells a client that was not there before, where it is known by now. */
  see(event: TraceEvent): NewClient | undefined {
    this.#recorder?.record(event);
    if (event.kind === 'message') this.#messages.see(event);
    return this.#judging.see(event);
  }

  /**
   * Judges, and writes the run folder.
   * @throws HarnessError `output-failed`.
   */
  async finish(end: PassiveEnd): Promise<FinishedPassiveRun> {
    await this.#recorder?.close();
    const { folder } = this.#parts;
    const report = await this.#report(end);
    return folder === undefined ? { report } : { report, shownFolder: writeReports(folder, report) };
  }

  async #report(end: PassiveEnd): Promise<RunReport> {
    const { mode, configuration, startedAt, argv } = this.#parts;
    const { judgement: judged, detected } = await this.#judging.result();
    const { pics } = configuration.context;
    const early = [...(end.diagnostics ?? []), ...this.#unseen(judged)];
    const diagnostics = [...early, ...judged.diagnostics, ...contradictions(pics, detected)];
    const judgement = { ...judged, diagnostics };
    const { listeners, files, placeOf, finishedAt } = end;
    const [server] = listeners ?? [];
    return {
      tool: { name: tool.name, version: tool.version },
      mode,
      startedAt,
      finishedAt,
      iut: iutOf(configuration, judgement),
      profile: configuration.profile,
      pics,
      ...(server !== undefined && { server }),
      ...(listeners && { listeners }),
      ...(files && { files }),
      detected,
      judgement,
      scenarios: [],
      messages: this.#messages.all(),
      messageCount: this.#messages.count,
      argv,
      verdict: worstOf(judgement, early),
      ...(placeOf && { places: placesIn(judgement, placeOf) }),
    };
  }

  /** There were messages, and none of the IM User who was named. */
  #unseen({ clients }: Judgement): readonly Diagnostic[] {
    const { imAddresses } = this.#parts.configuration;
    const { count } = this.#messages;
    if (imAddresses.length === 0 || clients.length > 0 || count === 0) return [];
    const message = `none of the ${count} messages is a request of ${imAddresses.join(' or ')}: is that the IM Address?`;
    return [{ outcome: 'inconc', message }];
  }
}

/** The IUT file's name, else that of the one client, else how many there were. */
function iutOf({ iut, imAddresses }: PassiveConfiguration, { clients }: Judgement): RunReport['iut'] {
  const [only] = clients.length === 1 ? clients : [];
  const imAddress = imAddresses.length === 1 ? (imAddresses[0] ?? '') : (only?.imAddress ?? '');
  if (iut !== undefined) return { ...iut, imAddress };
  const name =
    only?.userAgent ?? only?.imAddress ?? (clients.length === 0 ? 'no client seen' : `${clients.length} clients`);
  return { name, imAddress };
}

function worstOf(judgement: Judgement, diagnostics: readonly Diagnostic[]): RunReport['verdict'] {
  return diagnostics.reduce(
    (worst, { outcome }) => (outcome === 'inconc' || outcome === 'error' ? worse(worst, outcome) : worst),
    overallVerdict(judgement),
  );
}

/** The places of all frames that the report names. */
function placesIn(
  { requirements, diagnostics }: Judgement,
  placeOf: (frame: number) => CapturePlace | undefined,
): ReadonlyMap<number, CapturePlace> {
  const places = new Map<number, CapturePlace>();
  const findings = requirements.flatMap((result) => result.findings);
  const frames = [...findings, ...diagnostics].map(({ frame }) => frame);
  for (const frame of [...frames, ...findings.map(({ otherFrame }) => otherFrame)]) {
    const place = frame === undefined || places.has(frame) ? undefined : placeOf(frame);
    if (frame !== undefined && place !== undefined) places.set(frame, place);
  }
  return places;
}
