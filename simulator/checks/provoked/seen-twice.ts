import type { Millis } from '../../core/time';
import type { MessageEvent } from '../../trace/event';
import type { JudgeContext } from '../check';
import type { ClientTransaction } from './provoked-check';

/** So far apart one datagram may be seen at two places. */
const WINDOW: Millis = 5;

/**
 * Whether a copy of a request over UDP may be one datagram that a capture holds twice, as those do that were put together of several
 * places. No client sends anything again so soon on purpose; a flood goes on for longer.
 */
export function isSeenTwice(
  { event: first, copies }: ClientTransaction,
  { at, transport }: MessageEvent,
  { nextHop }: JudgeContext,
): boolean {
  return nextHop === undefined && transport === 'udp' && Math.abs(at - (copies.at(-1) ?? first).at) <= WINDOW;
}
