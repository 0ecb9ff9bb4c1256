import type { Address } from '../../core/address';
import type { Millis } from '../../core/time';
import type { MessageEvent } from '../../trace/event';
import type { JudgeContext } from '../check';
import type { ClientTransaction, Episode, ServerResponse, Step } from './provoked-check';
import { defaultTimers, gapBefore, statedTimers, type Timers, timersOf, toleranceOf } from './timers';

/** No network has round trips so short that a shorter T1 makes sense: what comes sooner is a flood. */
const SHORTEST_T1: Millis = 50;

/** A gap between two transmissions that the timers do not explain. */
export interface WrongGap {
  /** The copy behind the gap, counted from 1. */
  readonly copy: number;
  readonly event: MessageEvent;
  readonly gap: Millis;
  readonly nominal: Millis;
  readonly isEarly: boolean;
}

/** The first response that fits, of whatever class. */
export function firstResponse({ responses }: ClientTransaction): ServerResponse | undefined {
  return responses.find(({ misfit }) => misfit === undefined);
}

/** The copies that came before the first response. */
export function copiesBeforeResponse(tx: ClientTransaction): readonly MessageEvent[] {
  const response = firstResponse(tx);
  return response === undefined ? tx.copies : tx.copies.filter(({ at }) => at <= response.event.at);
}

/** The first gap that is wrong by the timers that explain most; `undefined` where some that are right for the client explain all. */
export function wrongGap(tx: ClientTransaction, context: JudgeContext): WrongGap | undefined {
  const copies = copiesBeforeResponse(tx);
  const found = timersOf(context).map((timers) => wrongGapBy(tx.event, copies, timers, context));
  return found.includes(undefined)
    ? undefined
    : found.toSorted((one, other) => (other?.copy ?? 0) - (one?.copy ?? 0))[0];
}

/** Whether all gaps are right by some timers. One copy may have got lost on its way. */
export function wrongGapBy(
  start: Pick<MessageEvent, 'at' | 'late'>,
  copies: readonly MessageEvent[],
  timers: Timers,
  context: JudgeContext,
): WrongGap | undefined {
  let before = start;
  let lost = 0;
  for (const [index, event] of copies.entries()) {
    const copy = index + 1;
    const gap = event.at - before.at;
    const nominal = gapBefore(copy + lost, timers);
    const { early, late } = toleranceOf(nominal, context);
    // A message that the tester took late arrived earlier: the gap before it is shorter than it looks, the one behind it longer.
    const wasShorterBy = event.late ?? 0;
    const wasLongerBy = before.late ?? 0;
    before = event;
    if (gap + wasLongerBy < early && isAheadOf(start, event, copy + lost, timers, context))
      return { copy, event, gap, nominal, isEarly: true };
    if (gap - wasShorterBy <= late) continue;
    const both = toleranceOf(nominal + gapBefore(copy + lost + 1, timers), context);
    if (lost > 0 || gap < both.early || gap > both.late) return { copy, event, gap, nominal, isEarly: false };
    lost = 1;
  }
  return undefined;
}

/**
 * Whether the gaps are those of a T1 that is shorter than the default, where nobody stated one: the first gap is T1, and the others
 * double up to T2. RFC 3261 §17.1.1.1 lets elements of a closed network use such values.
 */
export function doublesFromShorterT1(tx: ClientTransaction, context: JudgeContext): boolean {
  const copies = copiesBeforeResponse(tx);
  const t1 = (copies[0]?.at ?? tx.event.at) - tx.event.at;
  if (statedTimers(context) !== undefined || t1 < SHORTEST_T1 || t1 >= defaultTimers.t1) return false;
  return wrongGapBy(tx.event, copies, { t1, t2: defaultTimers.t2 }, context) === undefined;
}

/**
 * Whether the client did anything at all from a moment on, at the address that the cause is about: it was not simply gone. Another
 * address may be another device of the user.
 */
export function isAliveAfter({ cause, steps }: Episode, moment: Millis): boolean {
  const where = 'event' in cause ? cause.event.remote : undefined;
  return steps.some((step) => step.at >= moment && isOfClient(step) && isFrom(step, where));
}

/** A copy that follows one that came late may be in time all the same: counted from the request, it is not ahead of Timer E. */
function isAheadOf(
  start: Pick<MessageEvent, 'at' | 'late'>,
  event: MessageEvent,
  copies: number,
  timers: Timers,
  context: JudgeContext,
): boolean {
  let due = 0;
  for (let copy = 1; copy <= copies; copy += 1) due += gapBefore(copy, timers);
  return event.at - start.at + (start.late ?? 0) < toleranceOf(due, context).early;
}

function isFrom(step: Step, where: Address | undefined): boolean {
  const from = 'event' in step ? step.event.remote : 'octets' in step ? step.octets.remote : undefined;
  return where === undefined || (from?.port === where.port && from.host === where.host);
}

function isOfClient(step: Step): boolean {
  if (step.kind === 'keep-alive') return step.octets.direction === 'in';
  return step.kind === 'request' || step.kind === 'copy' || step.kind === 'answer';
}

/** Seconds for people. */
export function seconds(time: Millis): string {
  return `${Math.round(time) / 1_000} s`;
}

/** The start line of a message, to point at all of it. */
export function startSpan({ parsed }: MessageEvent) {
  return parsed.ok ? { span: parsed.message.start.span } : {};
}
