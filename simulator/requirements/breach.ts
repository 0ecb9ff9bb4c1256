import type { Rules } from './configuration';
import type { BreachOutcome, Level, Requirement } from './requirement';

/** What the normative word alone would have a breach yield (decision D-15, alternative). */
const outcomeOfLevel: Readonly<Record<Level, BreachOutcome>> = {
  SHALL: 'fail',
  'SHALL NOT': 'fail',
  MUST: 'fail',
  'MUST NOT': 'fail',
  SHOULD: 'warn',
  'SHOULD NOT': 'warn',
  MAY: 'info',
};

/** What a breach of the entry yields under these rules (decisions D-09, D-10, D-15). */
export function onBreachOf(
  { level, onBreach, onBreachBy }: Pick<Requirement, 'level' | 'onBreach' | 'onBreachBy'>,
  rules: Rules,
): BreachOutcome {
  if (rules.breach_verdict === 'level') return outcomeOfLevel[level];
  if (onBreachBy === undefined) return onBreach;
  const chosen = rules[onBreachBy];
  return chosen === 'ignore' ? onBreach : chosen;
}
