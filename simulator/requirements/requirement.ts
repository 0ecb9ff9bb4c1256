import type { RequirementId } from './catalogue';

/** The normative word of the source. */
export type Level = 'SHALL' | 'SHALL NOT' | 'MUST' | 'MUST NOT' | 'SHOULD' | 'SHOULD NOT' | 'MAY';

/** What a breach of the entry yields (decision D-15). */
export type BreachOutcome = 'fail' | 'warn' | 'info';

/** Entries whose verdicts an entry takes over, as id patterns with a final `*`. */
export interface RollUp {
  readonly pattern: string;
  readonly levels?: readonly Level[];
  /** Taken over only in an IMS core, or only where RFC 6665 is the events framework (decision D-08). */
  readonly when?: 'ims' | 'rfc6665';
}

/** How an entry is verified. */
export type Verification =
  | { readonly by: 'check' }
  /** Not on the wire: only the client's own indication (design 3.3) shows it. */
  | { readonly by: 'indication' }
  | { readonly by: 'none'; readonly reason: string };

/** One numbered requirement. The id ties catalogue, check, test, scenario and report row together. */
export interface Requirement {
  readonly id: string;
  readonly source: string;
  readonly clause: string;
  readonly level: Level;
  /** In our own words, true of a conforming client. */
  readonly statement: string;
  /** What would be right, in a few words; stands as `expected` beside what was seen. */
  readonly expectation: string;
  readonly procedure: 'publish' | 'retrieve';
  readonly appliesIf?: 'ims';
  readonly verification: Verification;
  readonly onBreach: BreachOutcome;
  readonly rollUp?: readonly RollUp[];
  /** What we test where the source is unclear or wrong, and why. */
  readonly interpretation?: string;
  /** Decisions of the catalogue that it rests on, such as `D-01`. */
  readonly decisions?: readonly string[];
}

export type { RequirementId };
