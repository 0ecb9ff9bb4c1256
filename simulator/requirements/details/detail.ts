import type { RequirementId } from '../catalogue';

/** What only pages and generated tests need of an entry. */
export interface RequirementDetails {
  /** The part of the traffic that decides. */
  readonly lookAt: string;
  readonly rule: string;
  readonly pass: string;
  readonly fail: string;
  readonly inconclusive: string;
  /** What the simulated server, or the user, does to show it. */
  readonly provoke: string;
  /** A fragment of a conforming message; what stands in parentheses is said about it. */
  readonly exampleRight: string;
  /** A fragment that has to be flagged. */
  readonly exampleViolation: string;
  /** Forms that must not be flagged. */
  readonly legalVariants: readonly string[];
  /** Why a breach yields something else than the normative word alone would (decision D-15). */
  readonly verdictReason?: string;
  readonly rationale?: string;
  /** A slip in the source. */
  readonly erratum?: string;
  /** What clients in the field were seen to do. */
  readonly evidence?: string;
  /** Other entries on the same fact. */
  readonly related?: readonly RequirementId[];
  /** Rules and PIXIT that change it, with their defaults. */
  readonly config?: Readonly<Record<string, string | boolean | readonly string[]>>;
  /** Where the fact was checked. */
  readonly verified: string;
}

/** Details of some entries, by their ids. */
export type Details = Readonly<Partial<Record<RequirementId, RequirementDetails>>>;
