import type { Millis } from '../../core/time';
import type { MessageEvent } from '../../trace/event';
import type { Episode, ServerTransaction } from './provoked-check';

/**
 * How long the client took for a response at the least. Of a trace that is not ours nobody knows which copy of a request over UDP
 * was the first to reach it.
 */
export function answerDelay(
  { isDriven }: Pick<Episode, 'isDriven'>,
  tx: ServerTransaction,
  { at, frame }: MessageEvent,
): Millis {
  const reached = isDriven ? undefined : tx.copies.findLast((copy) => copy.frame < frame);
  return at - (reached ?? tx.event).at;
}
