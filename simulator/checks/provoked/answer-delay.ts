import type { Millis } from '../../core/time';
import type { MessageEvent } from '../../trace/event';
import type { Episode, ServerTransaction } from './provoked-check';

/**
 * How long the client took for a response at the least. Of a trace that is not ours nobody knows which copy of a request over UDP
 * was the first to reach it. Where the tester was busy, the response had come before it was taken.
 */
export function answerDelay(
  { isDriven }: Pick<Episode, 'isDriven'>,
  tx: ServerTransaction,
  { at, frame, late = 0 }: MessageEvent,
): Millis {
  const reached = isDriven ? undefined : tx.copies.findLast((copy) => copy.frame < frame);
  return Math.max(0, Math.round(at - late - (reached ?? tx.event).at));
}
