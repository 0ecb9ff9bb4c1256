import { fail, inconc, pass } from '../observe';
import type { Episode, ProvokedCheck, Reaction } from '../provoked/provoked-check';
import {
  grantedBy,
  isAlive,
  isInterrupted,
  isWatchedToItsEnd,
  ON_ITS_WAY,
  windowOf,
} from '../provoked/publication-life';
import { publishesSince, tagIn } from '../provoked/publishing';

/**
 * RFC3903-4.3-1: the client refreshes its publication before it expires (RFC 3903 §4.3). Broken by a client that lets it expire: nothing
 * comes, or afterwards a new first publication. One that comes instead of the refresh in time breaks RFC3903-4.3-2, and a refresh that
 * comes too late RFC3903-4.2-5: that client refreshes, but by another plan. A capture shows silence only where the client is seen to be
 * there after the end.
 */
export const refreshInTime: ProvokedCheck = {
  requirement: 'RFC3903-4.3-1',
  on: ['accepted'],
  isProvokedBy: isWatchedToItsEnd,
  window: windowOf,
  judge(episode) {
    const { cause, isOver } = episode;
    const lifetime = (grantedBy(cause) ?? 0) * 1_000;
    const [next] = publishesSince(episode);
    if (isInterrupted(episode, next)) return [];
    if (next === undefined) return isOver ? judgeSilence(episode, lifetime) : undefined;
    const isInTime = next.at - cause.at <= lifetime + ON_ITS_WAY;
    const hasTag = tagIn(next.tx.message) !== undefined;
    if (isInTime && hasTag) return [{ observation: pass('refreshed in time'), evidence: next.event }];
    if (isInTime || hasTag || !('event' in cause)) return [];
    const otherFrame = cause.event.frame;
    const late = Math.round((next.at - cause.at - lifetime) / 1_000);
    const text = `a new first PUBLISH ${late} s after the publication of frame ${otherFrame} had expired without a refresh`;
    return [{ observation: fail(text, { span: next.tx.message.start.span, otherFrame }), evidence: next.event }];
  },
};

function judgeSilence(episode: Episode, lifetime: number): readonly Reaction[] {
  const { cause, isDriven, wereDatagramsLost } = episode;
  if (!isDriven && !isAlive(episode, cause.at + lifetime)) return [];
  const text = `no refresh of the publication, which was granted for ${lifetime / 1_000} s`;
  const details = { actual: 'no PUBLISH' };
  return [{ observation: wereDatagramsLost ? inconc(`${text}; datagrams were lost`, details) : fail(text, details) }];
}
