import type { Millis } from '../../core/time';
import type { MessageEvent } from '../../trace/event';
import type { JudgeContext } from '../check';
import { fail, inconc, pass } from '../observe';
import type { ClientTransaction, Episode, ProvokedCheck, Reaction, Step, StepOf } from '../provoked/provoked-check';
import { isAliveAfter, seconds, startSpan } from '../provoked/retransmission';
import { longestTimers, type Timers, timersOf } from '../provoked/timers';

/** In units of T1: what ends before has given up, what ends between these has waited for Timer F, what goes on behind does not end. */
const GAVE_UP = 16;
const EARLIEST = 60;
const LATEST = 66;

/**
 * RFC3261-17.1.2.2-3: over UDP copies end 64 times T1 after the first transmission (RFC 3261 §17.1.2.2, Timer F), not before and not
 * later. A client that sends no copy at all breaks -1. A new transaction afterwards is the client's choice.
 */
export const timerF: ProvokedCheck = {
  requirement: 'RFC3261-17.1.2.2-3',
  on: ['unanswered'],
  isProvokedBy: (cause) => cause.kind === 'unanswered' && cause.event.transport === 'udp',
  // The next copy would come T2 after the last one that is right.
  window: (_, context) => {
    const { t1, t2 } = longestTimers(context);
    return LATEST * t1 + t2;
  },
  judge(episode) {
    const { cause, isOver, context } = episode;
    if (cause.kind !== 'unanswered') return [];
    const { tx } = cause;
    if (tx.final !== undefined || tx.copies.some(({ timeUnknown }) => timeUnknown)) return [];
    const last = lastCopy(episode, tx);
    const timers = timersSeen(cause, context);
    const spent = (last?.at ?? tx.event.at) - tx.event.at;
    if (last !== undefined && spent > LATEST * timers.t1) {
      const text = `a copy of the request of frame ${tx.event.frame} ${seconds(spent)} after it`;
      const details = { expected: `none later than ${seconds(64 * timers.t1)}`, otherFrame: tx.event.frame };
      return [{ observation: fail(text, { ...details, ...startSpan(last) }), evidence: last }];
    }
    return isOver ? ended(episode, spent, timers) : undefined;
  },
};

/** Of a transaction only the first copies are kept; the steps hold more. */
function lastCopy({ steps }: Episode, tx: ClientTransaction): MessageEvent | undefined {
  const isCopy = (step: Step): step is StepOf<'copy'> => step.kind === 'copy' && step.tx === tx;
  return steps.findLast(isCopy)?.event ?? tx.copies.at(-1);
}

/** The timers that the first gap speaks for. */
function timersSeen({ tx }: StepOf<'unanswered'>, context: JudgeContext): Timers {
  const sets = timersOf(context);
  const gap = (tx.copies[0]?.at ?? tx.event.at) - tx.event.at;
  return sets.findLast(({ t1 }) => gap >= t1 * 0.9) ?? sets[0] ?? longestTimers(context);
}

function ended(episode: Episode, spent: Millis, { t1 }: Timers): readonly Reaction[] {
  const { cause, isDriven, wereDatagramsLost } = episode;
  if (cause.kind !== 'unanswered' || cause.tx.copies.length === 0) return [];
  const text = `the last copy came ${seconds(spent)} after the request`;
  const evidence = lastCopy(episode, cause.tx) ?? cause.event;
  if (spent >= EARLIEST * t1) return [{ observation: pass(text), evidence }];
  const details = { expected: `copies up to ${seconds(64 * t1)} after it`, ...startSpan(evidence) };
  if (wereDatagramsLost || spent >= GAVE_UP * t1) return [{ observation: inconc(text, details), evidence }];
  // Of a capture nobody knows whether the client was still there, unless it did something later.
  if (!isDriven) {
    if (!isAliveAfter(episode, evidence.at + GAVE_UP * t1)) return [];
    const unseen = `${text}, and then none: the response may be missing in the trace only`;
    return [{ observation: inconc(unseen, details), evidence }];
  }
  return [{ observation: fail(`${text}, and then none`, details), evidence }];
}
