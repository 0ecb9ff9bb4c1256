import type { Requirement, RollUp } from './requirement';

/** What decides whether a conditional roll-up is in force. */
export interface RollUpConditions {
  /** PICS sip_ip_core = ims. */
  readonly ims: boolean;
  /** RFC 6665 instead of RFC 3265 is the events framework (decision D-08); off by default. */
  readonly rfc6665: boolean;
}

/**
 * Whether a pattern such as `RFC3261-7*` names an id. A pattern ends at the border of a section number:
 * `RFC3261-7*` covers `RFC3261-7-1` and `RFC3261-7.3.1-2`, and not `RFC3261-70-1`.
 */
export function matchesPattern(id: string, pattern: string): boolean {
  if (!pattern.endsWith('*')) return id === pattern;
  const prefix = pattern.slice(0, -1);
  if (!id.startsWith(prefix)) return false;
  const inNumber = /[0-9A-Za-z]$/.test(prefix) && /^[0-9A-Za-z]/.test(id.slice(prefix.length));
  return !inNumber;
}

function isInForce(rollUp: RollUp, conditions: RollUpConditions): boolean {
  return rollUp.when === undefined || conditions[rollUp.when];
}

/** The entries whose verdicts `entry` takes over, out of those that exist; never itself. */
export function rolledUpBy<E extends Requirement>(
  entry: Requirement,
  entries: readonly E[],
  conditions: RollUpConditions,
): readonly E[] {
  const rollUps = (entry.rollUp ?? []).filter((rollUp) => isInForce(rollUp, conditions));
  return entries.filter(
    (candidate) =>
      candidate.id !== entry.id &&
      rollUps.some(
        ({ pattern, levels }) =>
          matchesPattern(candidate.id, pattern) && (levels === undefined || levels.includes(candidate.level)),
      ),
  );
}
