import type { RequirementId } from './catalogue';
import type { Condition } from './conditions';
import type { DecisionId } from './decisions';

/** The normative word of the source. */
export type Level = 'SHALL' | 'SHALL NOT' | 'MUST' | 'MUST NOT' | 'SHOULD' | 'SHOULD NOT' | 'MAY';

/** What a breach of the entry yields (decision D-15). */
export type BreachOutcome = 'fail' | 'warn' | 'info';

/** The kinds of message that an entry is about; `details/vocabulary.ts` says what each word means. */
export type AppliesTo =
  | 'publish-initial'
  | 'publish-modify'
  | 'publish-refresh'
  | 'publish-remove'
  | 'subscribe'
  | 'subscribe-in-dialog'
  | 'notify-response'
  | 'inbound-request-response'
  | 'register'
  | 'any-request'
  | 'any-response'
  | 'auth-retry'
  | 'xml-body'
  | 'transport-udp'
  | 'transport-tcp'
  | 'transport-ws';

/** Entries whose verdicts an entry takes over, as id patterns with a final `*`. */
export interface RollUp {
  readonly pattern: string;
  readonly levels?: readonly Level[];
  /** Taken over only in an IMS core, or only where RFC 6665 is the events framework (decision D-08). */
  readonly when?: 'ims' | 'rfc6665';
}

/** How an entry is verified. */
export type Verification =
  /** Decided from any capture of an ordinary run. */
  | { readonly by: 'check' }
  /** Decided only after the simulated server did something out of the ordinary. */
  | { readonly by: 'scenario' }
  /** Not on the wire: only the client's own indication (design 3.3) shows it. */
  | { readonly by: 'indication'; readonly reason: string }
  | { readonly by: 'none'; readonly reason: string };

/** One numbered requirement. The id ties catalogue, check, test, scenario and report row together. */
export interface Requirement {
  readonly id: string;
  /** The document, such as `RFC 3261`. */
  readonly source: string;
  /** The place in the document: `8.1.1.7 and 20.42`, `6.1.1.1 item 6`. */
  readonly clause: string;
  readonly level: Level;
  readonly appliesTo: readonly AppliesTo[];
  /** When the entry is applicable, in words; `appliesIf` holds the part that the declaration decides. */
  readonly condition: string;
  /** The part of the condition that PICS and rules decide (`applies` in conditions.ts). */
  readonly appliesIf?: Condition;
  /** In our own words, true of a conforming client. */
  readonly statement: string;
  /** What would be right, in a few words; stands as `expected` beside what was seen. */
  readonly expectation: string;
  /** Whether an ordinary run shows it, or a stimulus is needed. */
  readonly observability: 'passive' | 'active';
  /** The procedure of the change request that the entry is an item of. */
  readonly procedure?: 'publish' | 'retrieve';
  readonly verification: Verification;
  readonly onBreach: BreachOutcome;
  /** The rule that chooses what a breach yields (`onBreachOf` in breach.ts); `onBreach` holds its default. */
  readonly onBreachBy?: 'contact_in_publish' | 'callid_reuse_across_publications';
  readonly rollUp?: readonly RollUp[];
  /** What we test where the source is unclear or wrong, and why. */
  readonly interpretation?: string;
  /** Decisions of the catalogue that it rests on, such as `D-01`. */
  readonly decisions?: readonly DecisionId[];
}

export type { RequirementId };
