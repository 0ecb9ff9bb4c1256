import { fail, inconc, pass } from '../observe';
import type { Episode, ProvokedCheck, Reaction } from '../provoked/provoked-check';
import {
  copiesBeforeResponse,
  doublesFromShorterT1,
  firstResponse,
  isAliveAfter,
  seconds,
  startSpan,
  type WrongGap,
  wrongGap,
} from '../provoked/retransmission';
import { longestTimers, timerF } from '../provoked/timers';

/** With default timers 0.5, 1, 2, 4, 4, 4 s: doubling and its end were seen. */
const ENOUGH = 6;
/** The catalogue asks for three at least. */
const FEWEST = 3;

/**
 * RFC3261-17.1.2.2-1: over UDP a request without a response is sent again after T1, then after gaps that double up to T2 (RFC 3261
 * §17.1.2.2, Timer E). A client that stops too soon breaks -3; one that sends no copy at all breaks this entry. One copy may be
 * lost on its way: a gap that two in a row would make is right once.
 *
 * In a capture the response that ended the copies may be missing, and T1 may be another where nobody stated it: a longer one, and in a
 * closed network a shorter one (§17.1.1.1), after which the gaps double all the same.
 */
export const timerE: ProvokedCheck = {
  requirement: 'RFC3261-17.1.2.2-1',
  on: ['unanswered'],
  isProvokedBy: (cause) => cause.kind === 'unanswered' && cause.event.transport === 'udp',
  window: (_, context) => timerF(longestTimers(context)),
  judge(episode) {
    const { cause, context, isOver } = episode;
    if (cause.kind !== 'unanswered') return [];
    const { tx } = cause;
    const copies = copiesBeforeResponse(tx);
    if (copies.some(({ timeUnknown }) => timeUnknown)) return [];
    const wrong = wrongGap(tx, context);
    const isEnd = isOver || firstResponse(tx) !== undefined;
    if (wrong !== undefined) {
      const mayBeShortT1 = wrong.isEarly && !episode.isDriven && doublesFromShorterT1(tx, context);
      if (mayBeShortT1 && !isEnd) return undefined;
      return [wrongReaction(wrong, episode, mayBeShortT1)];
    }
    if (copies.length >= ENOUGH || (isEnd && copies.length >= FEWEST)) {
      return [{ observation: pass(`${copies.length} copies at the right moments`) }];
    }
    if (isOver && copies.length === 0) return silence(episode);
    return isEnd ? [] : undefined;
  },
};

function wrongReaction(
  { copy, event, gap, nominal, isEarly }: WrongGap,
  episode: Episode,
  mayBeShortT1: boolean,
): Reaction {
  const { isDriven, wereDatagramsLost, cause } = episode;
  const first = 'event' in cause ? cause.event.frame : undefined;
  const text = `copy ${copy} of the request of frame ${first} came ${seconds(gap)} after the transmission before`;
  const details = {
    expected: `${seconds(nominal)} after it`,
    ...(first !== undefined && { otherFrame: first }),
    ...startSpan(event),
  };
  const isCertain = (isEarly && !mayBeShortT1) || (isDriven && !wereDatagramsLost);
  if (isCertain) return { observation: fail(text, details), evidence: event };
  const why = mayBeShortT1 ? 'its T1 may be shorter' : 'copies may have been lost, or its T1 is longer';
  return { observation: inconc(`${text}: ${why}`, details), evidence: event };
}

/** No copy at all. Nobody knows of a capture whether the client was still there, unless it did something later. */
function silence(episode: Episode): readonly Reaction[] {
  const { cause, isDriven, wereDatagramsLost, now } = episode;
  const text = `no copy of the request within ${seconds(now - cause.at)} without a response`;
  if (wereDatagramsLost) return [{ observation: inconc(`${text}, but datagrams were lost`) }];
  if (isDriven) return [{ observation: fail(text, { actual: 'no copy' }) }];
  if (!isAliveAfter(episode, cause.at + timerF(longestTimers(episode.context)) / 4)) return [];
  return [{ observation: inconc(`${text}, which may be missing in the trace only`, { actual: 'no copy' }) }];
}
