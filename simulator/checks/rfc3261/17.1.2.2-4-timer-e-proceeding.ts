import type { Millis } from '../../core/time';
import type { MessageEvent } from '../../trace/event';
import type { JudgeContext } from '../check';
import { fail, inconc, pass } from '../observe';
import type { ClientTransaction, Episode, ProvokedCheck, Reaction } from '../provoked/provoked-check';
import { isAliveAfter, seconds, startSpan } from '../provoked/retransmission';
import { gapBefore, longestTimers, timerF, timersOf, toleranceOf } from '../provoked/timers';

/** Copies after the provisional response that show the rule. */
const ENOUGH = 3;

/**
 * RFC3261-17.1.2.2-4: over UDP a request is sent again every T2 after a provisional response (RFC 3261 §17.1.2.2, state
 * Proceeding). Timer E goes on when the response comes, so that the first copy behind it may still come after the gap of state
 * Trying; a client that sets it anew has T2 from the response on. Timer F may cut the last gap short.
 */
export const timerEProceeding: ProvokedCheck = {
  requirement: 'RFC3261-17.1.2.2-4',
  on: ['provisional'],
  isProvokedBy: (cause) =>
    cause.kind === 'provisional' &&
    cause.event.transport === 'udp' &&
    !cause.isRepeated &&
    cause.tx.responses.filter(({ misfit }) => misfit === undefined).length === 1,
  window: (_, context) => ENOUGH * toleranceOf(longestTimers(context).t2, context).late,
  judge(episode) {
    const { cause, isOver, context } = episode;
    if (cause.kind !== 'provisional') return [];
    const { tx } = cause;
    const until = tx.final?.event.at ?? Number.POSITIVE_INFINITY;
    const copies = tx.copies.filter(({ at }) => at >= cause.at && at <= until);
    if (copies.some(({ timeUnknown }) => timeUnknown)) return [];
    const wrong = wrongGap(tx, copies, cause.at, context);
    if (wrong !== undefined) return wrongReaction(wrong, episode);
    if (copies.length >= ENOUGH || (tx.final !== undefined && copies.length >= 2)) {
      return [{ observation: pass(`${copies.length} copies after the provisional response, T2 apart`) }];
    }
    if (tx.final !== undefined) return [];
    return isOver ? stopped(episode, copies) : undefined;
  },
};

interface Wrong {
  readonly event: MessageEvent;
  readonly gap: Millis;
  readonly isEarly: boolean;
}

function wrongGap(
  tx: ClientTransaction,
  copies: readonly MessageEvent[],
  provisionalAt: Millis,
  context: JudgeContext,
): Wrong | undefined {
  const sent = tx.copies.filter(({ at }) => at < provisionalAt);
  const before = sent.at(-1) ?? tx.event;
  const problems = timersOf(context).map((timers): Wrong | undefined => {
    let last = before;
    for (const [index, event] of copies.entries()) {
      const gap = event.at - last.at;
      const shortest = index === 0 ? gapBefore(sent.length + 1, timers) : timers.t2;
      const from = index === 0 ? provisionalAt : last.at;
      // A message that the tester took late arrived earlier: the gap before it is shorter than it looks, the one behind it longer.
      const wasShorterBy = event.late ?? 0;
      const wasLongerBy = last.late ?? 0;
      last = event;
      if (gap + wasLongerBy < toleranceOf(shortest, context).early) return { event, gap, isEarly: true };
      if (event.at - from - wasShorterBy > toleranceOf(timers.t2, context).late) return { event, gap, isEarly: false };
    }
    return undefined;
  });
  return problems.includes(undefined) ? undefined : problems[0];
}

function wrongReaction({ event, gap, isEarly }: Wrong, { cause, isDriven, wereDatagramsLost, context }: Episode) {
  const { frame: otherFrame } = 'event' in cause ? cause.event : { frame: 0 };
  const text = `after the provisional response of frame ${otherFrame} a copy came ${seconds(gap)} after the one before`;
  const details = { expected: `every ${seconds(longestTimers(context).t2)}`, otherFrame, ...startSpan(event) };
  if (isEarly || (isDriven && !wereDatagramsLost)) return [{ observation: fail(text, details), evidence: event }];
  return [{ observation: inconc(`${text}: one may have been lost`, details), evidence: event }];
}

/** Too few copies: none for longer than T2, unless Timer F ended them. */
function stopped(episode: Episode, copies: readonly MessageEvent[]): readonly Reaction[] {
  const { cause, now, isDriven, wereDatagramsLost, context } = episode;
  if (cause.kind !== 'provisional') return [];
  const last = copies.at(-1)?.at ?? cause.at;
  const longest = longestTimers(context);
  const { late } = toleranceOf(longest.t2, context);
  if (now - last <= late || last + late >= cause.tx.event.at + timerF(timersOf(context)[0] ?? longest)) return [];
  const text = `after the provisional response no copy of the request for ${seconds(now - last)}`;
  if (wereDatagramsLost) return [{ observation: inconc(`${text}, but datagrams were lost`) }];
  if (!isDriven && !isAliveAfter(episode, last + late)) return [];
  return [{ observation: fail(text, { actual: 'no copy' }), evidence: cause.tx.event }];
}
