import type { Observation } from '../checks/check';
import { placeOf, rowAt } from '../checks/place';
import { octetsAt } from '../checks/text';
import type { Span } from '../core/span';
import { requirementOf } from '../requirements/catalogue';
import type { RequirementId } from '../requirements/requirement';
import type { SipMessage } from '../sip/message';
import type { MessageEvent } from '../trace/event';
import { keptEvent } from '../trace/message-event';
import type { Finding } from './result';

/** Longest text of what was seen. */
const LENGTH = 200;
/** Longest sentence about it. */
const MESSAGE_LENGTH = 2_000;

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
  const { message, span, otherFrame } = observation;
  const parsed = evidence?.parsed.ok ? evidence.parsed.message : undefined;
  const frame = observation.frame ?? evidence?.frame;
  const octets = parsed !== undefined && span !== undefined ? textAt(parsed, span) : undefined;
  return {
    requirement,
    outcome,
    message: message.slice(0, MESSAGE_LENGTH),
    expected: observation.expected ?? requirementOf(requirement).expectation,
    actual: (observation.actual ?? octets ?? message).slice(0, LENGTH),
    ...(frame !== undefined && { frame }),
    ...(otherFrame !== undefined && { otherFrame }),
    ...(span !== undefined && { span }),
    ...(parsed !== undefined && span !== undefined && placeOf(parsed, span)),
    ...(evidence !== undefined && { evidence: keptEvent(evidence) }),
    ...(stimulus !== undefined && { stimulus }),
  };
}

/** The octets of a span. Where something is missing there are none: then the row that it is missing in. */
function textAt(message: SipMessage, span: Span): string {
  if (span.end > span.start) return octetsAt(message, span, LENGTH);
  const row = rowAt(message, span.start);
  return row === undefined ? '(nothing)' : octetsAt(message, row, LENGTH);
}
