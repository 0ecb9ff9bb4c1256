import type { Rules } from './configuration';

/** A value of a rule in the IUT file that chooses another reading, as YAML. */
export interface Choice {
  readonly rule: keyof Rules;
  readonly value: string;
  /** What it changes. */
  readonly effect: string;
}

/** A question that the sources leave open, and how it is decided here. */
export interface Decision {
  readonly id: string;
  readonly question: string;
  /** The reading that is taken. */
  readonly taken: string;
  /** Other readings; none where no other makes sense. */
  readonly alternatives: readonly string[];
  readonly rationale: string;
  /** The entries that rest on it, as ids or patterns with a final `*`. */
  readonly affects: readonly string[];
  /** How another reading is chosen; the value left out is the default of `defaultRules`. */
  readonly choices: readonly Choice[];
}
