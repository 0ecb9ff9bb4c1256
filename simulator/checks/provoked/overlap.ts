import type { Millis } from '../../core/time';
import type { RequirementId } from '../../requirements/requirement';
import type { JudgeContext } from '../check';
import { fail, pass, warn } from '../observe';
import { isSurelyOneDevice } from './one-device';
import type { ClientTransaction, Episode, ProvokedCheck, Reaction, Step, StepOf } from './provoked-check';
import { earliestTimeout } from './timers';

/** A final response that takes longer is one that a client in a hurry would not wait for. */
const SLOW: Millis = 1_000;

/** In a capture, what is so close together may stand in the wrong order. */
const CROSSING: Millis = 20;

/** Which requests are to follow one another. */
export interface Sequence {
  readonly requirement: RequirementId;
  readonly method: 'PUBLISH' | 'REGISTER';
  /** Whether two requests of the method are of one sequence; what a stack does for several addresses may overlap. */
  isOne(one: ClientTransaction, other: ClientTransaction, context: JudgeContext): boolean;
  /** Whether an overlap is only worth a remark. */
  isRemark?(one: ClientTransaction, other: ClientTransaction): boolean;
}

/**
 * A new request waits for the final response of the one before, or for its timeout after 64*T1. That two overlap shows when the second
 * one comes; that they do not, when a response was long in coming. Where the server is not ours its response may be missing in the
 * trace: there the overlap is certain once that response comes, later than the second request. Where several are on their way at once,
 * the address stands for several clients, as with a proxy; in a driven run the first overlap was told.
 */
export function overlapCheck(sequence: Sequence): ProvokedCheck {
  return {
    requirement: sequence.requirement,
    on: ['request', 'accepted', 'refused'],
    isProvokedBy(cause, past, context) {
      if (cause.kind === 'request')
        return past.length > 1 && openBefore(cause.tx, past, sequence, context) !== undefined;
      return isSlowAnswer(cause, sequence);
    },
    window: (cause, context) => (cause.kind === 'request' ? earliestTimeout(context) : 0),
    judge(episode) {
      const { cause, past, context } = episode;
      if (cause.kind === 'request') return judgeRequest(cause, episode, sequence);
      if (cause.kind !== 'accepted' && cause.kind !== 'refused') return [];
      const later = past.slice(past.indexOf(cause.tx) + 1);
      if (later.some((tx) => isOfSequence(tx, cause.tx, sequence, context))) return [];
      const seconds = ((cause.at - cause.tx.event.at) / 1_000).toFixed(1);
      return [{ observation: pass(`no other ${sequence.method} in the ${seconds} s before its final response`) }];
    },
  };
}

function judgeRequest(
  { tx, at, event }: StepOf<'request'>,
  { steps, past, isDriven, isOver, context }: Episode,
  sequence: Sequence,
): readonly Reaction[] | undefined {
  const open = openBefore(tx, past, sequence, context);
  if (open === undefined) return [];
  const waited = at - open.event.at;
  if (waited >= earliestTimeout(context)) return [{ observation: pass('sent after the one before had timed out') }];
  if (!isDriven) {
    if (!isSurelyOneDevice(open, tx)) return [];
    const answered = steps.find((step) => (step.kind === 'accepted' || step.kind === 'refused') && step.tx === open);
    if (answered === undefined) return isOver ? [] : undefined;
    if (answered.at - at < CROSSING) return [];
  }
  const { method } = sequence;
  const text = `a ${method} ${waited} ms after that of frame ${open.event.frame}, which had no final response yet`;
  const told = sequence.isRemark?.(open, tx) ? warn : fail;
  const details = { span: tx.message.start.span, otherFrame: open.event.frame };
  return [{ observation: told(text, details), evidence: event }];
}

/** The one request of the sequence that was waiting for its final response. */
function openBefore(
  tx: ClientTransaction,
  past: readonly ClientTransaction[],
  sequence: Sequence,
  context: JudgeContext,
): ClientTransaction | undefined {
  if (tx.message.start.method !== sequence.method) return undefined;
  let found: ClientTransaction | undefined;
  for (const one of past) {
    if (one === tx || !wasOpen(one, tx) || !isOfSequence(one, tx, sequence, context)) continue;
    if (found !== undefined) return undefined;
    found = one;
  }
  return found;
}

/** A connection that failed takes its transactions with it (RFC 3261 §17.1.4). */
function isOfSequence(
  one: ClientTransaction,
  tx: ClientTransaction,
  { method, isOne }: Sequence,
  context: JudgeContext,
) {
  if (one.message.start.method !== method || one.event.connection !== tx.event.connection) return false;
  if (one.event.timeUnknown || tx.event.timeUnknown) return false;
  return isOne(one, tx, context);
}

/**
 * Who takes a response that is not his for his own has none open any more: that he took it is a matter of RFC3261-8.1.3.3-1,
 * RFC3261-17.1.3-1, or RFC3261-18.1.2-1.
 */
function wasOpen({ final, responses }: ClientTransaction, { event: { frame } }: ClientTransaction): boolean {
  if (final !== undefined && final.event.frame < frame) return false;
  return !responses.some(({ misfit, status, event }) => misfit !== undefined && status >= 200 && event.frame < frame);
}

function isSlowAnswer(cause: Step, { method }: Sequence): boolean {
  if ((cause.kind !== 'accepted' && cause.kind !== 'refused') || cause.isRepeated) return false;
  return cause.at - cause.tx.event.at >= SLOW && cause.tx.message.start.method === method;
}
