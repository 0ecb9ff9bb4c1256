import type { Span } from '../core/span';
import type { RequirementId } from '../requirements/requirement';
import type { MessageEvent, Note } from '../trace/event';
import type { RequirementVerdict, Verdict } from './verdict';

/** A breach or a remark, with the octets that prove it (design 3.5). */
export interface Finding {
  readonly requirement: RequirementId;
  readonly outcome: 'fail' | 'warn' | 'info' | 'inconc' | 'error';
  readonly message: string;
  readonly expected: string;
  readonly actual: string;
  readonly frame?: number;
  /** Another frame, which the texts name. */
  readonly otherFrame?: number;
  /** Octets of the SIP message. */
  readonly span?: Span;
  /** Line of the message where the span starts, from 1. */
  readonly line?: number;
  /** Name of the header field as written, `Request-URI`, or `body`. */
  readonly field?: string;
  /** The message itself, for the report. */
  readonly evidence?: MessageEvent;
  /** The stimulus during which it was seen. */
  readonly stimulus?: number;
}

export interface RequirementResult {
  readonly id: RequirementId;
  readonly verdict: RequirementVerdict;
  /** How often it was looked at: passes and findings. */
  readonly observations: number;
  readonly findings: readonly Finding[];
  /** Findings beyond those kept, when there were too many. */
  readonly findingsLeftOut: number;
  /** Why it is not applicable, or why nothing was seen. */
  readonly reason?: string;
}

/** What concerns the run and no single requirement: garbage, refused NOTIFYs, loops, lost datagrams, breaches of our own. */
export interface Diagnostic {
  readonly outcome: 'warn' | 'info' | 'inconc' | 'error';
  readonly message: string;
  readonly frame?: number;
  readonly span?: Span;
  readonly note?: Note['note'] | 'syntax' | 'own-breach' | 'interrupted';
}

export interface ClientResult {
  readonly imAddress: string;
  readonly userAgent: string | undefined;
  readonly source: string;
  readonly verdict: Verdict;
  readonly requirements: readonly { readonly id: RequirementId; readonly verdict: RequirementVerdict }[];
}

/** What the judge knows at the end. */
export interface Judgement {
  readonly verdict: Verdict;
  readonly requirements: readonly RequirementResult[];
  readonly diagnostics: readonly Diagnostic[];
  readonly clients: readonly ClientResult[];
}
