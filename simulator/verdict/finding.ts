import type { Observation } from '../checks/check';
import { placeOf } from '../checks/place';
import { octetsAt } from '../checks/text';
import { requirementOf } from '../requirements/catalogue';
import type { RequirementId } from '../requirements/requirement';
import type { MessageEvent } from '../trace/event';
import type { Finding } from './result';

/** Longest text of what was seen. */
const LENGTH = 200;

/** What the runner knows beside the observation. */
export interface Circumstances {
  readonly requirement: RequirementId;
  /** The message that the observation is about. */
  readonly evidence?: MessageEvent | undefined;
  readonly stimulus?: number | undefined;
}

/** An observation, completed for the report: place, octets, what would have been right. */
export function findingOf(
  outcome: Finding['outcome'],
  observation: Observation,
  { requirement, evidence, stimulus }: Circumstances,
): Finding {
  const { message, span } = observation;
  const parsed = evidence?.parsed.ok ? evidence.parsed.message : undefined;
  const frame = observation.frame ?? evidence?.frame;
  const octets = parsed !== undefined && span !== undefined ? octetsAt(parsed, span, LENGTH) : undefined;
  return {
    requirement,
    outcome,
    message,
    expected: observation.expected ?? requirementOf(requirement).expectation,
    actual: (observation.actual ?? octets ?? message).slice(0, LENGTH),
    ...(frame !== undefined && { frame }),
    ...(span !== undefined && { span }),
    ...(parsed !== undefined && span !== undefined && placeOf(parsed, span)),
    ...(evidence !== undefined && { evidence }),
    ...(stimulus !== undefined && { stimulus }),
  };
}
