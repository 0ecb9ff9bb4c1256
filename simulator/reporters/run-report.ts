import type { Pics } from '../requirements/configuration';
import type { MessageEvent } from '../trace/event';
import type { Detected } from '../verdict/detected-ics';
import type { Finding, Judgement } from '../verdict/result';
import type { Verdict } from '../verdict/verdict';

export interface ScenarioResult {
  readonly name: string;
  /** Path of the feature file, relative to the project, and the scenario's line in it. */
  readonly feature: string;
  readonly featureName: string;
  readonly line: number;
  readonly tags: readonly string[];
  readonly verdict: Verdict | 'not-applicable';
  readonly durationMs: number;
  /** Why it is no pass, in words for people. */
  readonly reason?: string;
  /** The steps as written. */
  readonly steps: readonly { readonly text: string; readonly status: string }[];
}

/** A file that was judged, and what was found in it. */
export interface JudgedFile {
  /** As the user named it; `standard input` for `-`. */
  readonly name: string;
  /** As people call it: `pcapng`, `text`, `trace.ndjson`; with ` (gzip)` behind it where it was packed. */
  readonly format: string;
  readonly packets: number;
  readonly messages: number;
  /** Packets that carry something else. */
  readonly notSip: number;
  /** What could not be read, by reason. */
  readonly unreadable: Readonly<Record<string, number>>;
  /** Why it could not be read to its end. */
  readonly problem?: string;
}

/** Where a message stands in the file that it was found in. */
export interface CapturePlace {
  readonly file: string;
  /** As Wireshark counts; in a text the number of the message, in a `trace.ndjson` its frame. */
  readonly frame: number;
}

/** A finding, with the places of its frame and of the other one that it names in the files that were judged. */
export interface PlacedFinding extends Finding {
  readonly capture?: CapturePlace;
  readonly otherCapture?: CapturePlace;
}

/** All that the reporters need; they turn it into strings. */
export interface RunReport {
  readonly tool: { readonly name: string; readonly version: string };
  readonly mode: 'run' | 'serve' | 'check';
  readonly startedAt: number;
  readonly finishedAt: number;
  readonly iut: {
    readonly name: string;
    readonly version?: string;
    readonly vendor?: string;
    /** Empty where several clients were judged, or none was seen. */
    readonly imAddress: string;
  };
  readonly profile: string;
  readonly pics: Pics;
  /** `udp:127.0.0.1:5060`, where the client was told to send; of a passive server its first listener; of captures none. */
  readonly server?: string;
  /** All listeners of a passive server. */
  readonly listeners?: readonly string[];
  /** The files that were judged, in their order. */
  readonly files?: readonly JudgedFile[];
  /** What the clients showed of their ICS. */
  readonly detected?: Detected;
  readonly judgement: Judgement;
  readonly scenarios: readonly ScenarioResult[];
  /** The worst of the requirements' and the scenarios' verdicts; decides the exit code. */
  readonly verdict: Verdict;
  /** What stood behind `imconf` on the command line, from the command on; says how to repeat the run. */
  readonly argv?: readonly string[];
  /** Messages of the run in order, for the ladder diagram; without them there is none. */
  readonly messages?: readonly MessageEvent[];
  /** How many there were, where not all were kept. */
  readonly messageCount?: number;
  /** Where frames that the report names stand in the files that were judged. */
  readonly places?: ReadonlyMap<number, CapturePlace>;
}
