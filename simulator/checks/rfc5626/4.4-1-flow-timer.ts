import type { Millis } from '../../core/time';
import { fail, pass } from '../observe';
import { flowTimerOf, isRegistered, offersKeepAlives, pingsIn, registeredAgain } from '../provoked/keep-alives';
import type { ProvokedCheck } from '../provoked/provoked-check';
import { seconds } from '../provoked/retransmission';

/** What counts as too late: a tenth and a second more. */
const LATE = 1.1;
const LATE_MS: Millis = 1_000;
/** Keep-alives that show the rule. */
const ENOUGH = 2;

/**
 * RFC5626-4.4-1: keep-alives come at least as often as Flow-Timer of the 200 to REGISTER says (RFC 5626 §4.4), where the client offered
 * outbound or keep. Looked at over TCP and TLS in driven runs, whose trace holds all octets between messages: over UDP keep-alives are
 * STUN, which is no part of it, over WebSockets they may be ping frames.
 */
export const flowTimer: ProvokedCheck = {
  requirement: 'RFC5626-4.4-1',
  on: ['accepted'],
  isProvokedBy: (cause, _, { nextHop }) =>
    isRegistered(cause) && nextHop !== undefined && (flowTimerOf(cause) ?? 0) > 0 && offersKeepAlives(cause),
  window: (cause) => (isRegistered(cause) ? (flowTimerOf(cause) ?? 0) * LATE * ENOUGH + ENOUGH * LATE_MS : 0),
  judge(episode) {
    const { cause, isOver, isDriven, now } = episode;
    const limit = isRegistered(cause) ? flowTimerOf(cause) : undefined;
    if (!isRegistered(cause) || limit === undefined || !isDriven) return [];
    const moments = [cause.at, ...pingsIn(episode, cause, 'in').map(({ at }) => at)];
    const ends = [...moments.slice(1), registeredAgain(episode)?.at ?? now];
    const gaps = moments.map((moment, index) => (ends[index] ?? now) - moment);
    const longest = gaps.find((gap) => gap > limit * LATE + LATE_MS);
    if (longest !== undefined) {
      const { frame: otherFrame } = cause.event;
      const text = `no keep-alive for ${seconds(longest)}, although Flow-Timer of frame ${otherFrame} is ${seconds(limit)}`;
      return [{ observation: fail(text, { otherFrame, actual: 'no keep-alive' }) }];
    }
    if (moments.length > ENOUGH) return [{ observation: pass('keep-alives within Flow-Timer') }];
    return isOver || registeredAgain(episode) !== undefined ? [] : undefined;
  },
};
