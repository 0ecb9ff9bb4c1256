import type { Pics } from '../requirements/configuration';
import type { MessageEvent } from '../trace/event';
import type { Judgement } from '../verdict/result';
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

/** All that the reporters need; they turn it into strings. */
export interface RunReport {
  readonly tool: { readonly name: string; readonly version: string };
  readonly mode: 'run';
  readonly startedAt: number;
  readonly finishedAt: number;
  readonly iut: {
    readonly name: string;
    readonly version?: string;
    readonly vendor?: string;
    readonly imAddress: string;
  };
  readonly profile: string;
  readonly pics: Pics;
  /** `udp:127.0.0.1:5060`, where the client was told to send. */
  readonly server: string;
  readonly judgement: Judgement;
  readonly scenarios: readonly ScenarioResult[];
  /** The worst of the requirements' and the scenarios' verdicts; decides the exit code. */
  readonly verdict: Verdict;
  /** What stood behind `imconf` on the command line, from the command on; says how to repeat the run. */
  readonly argv?: readonly string[];
  /** All messages of the run in order, for the ladder diagram; without them there is none. */
  readonly messages?: readonly MessageEvent[];
}
