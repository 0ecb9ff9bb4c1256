import { fail, inconc, pass } from '../observe';
import type { Episode, ProvokedCheck, Reaction } from '../provoked/provoked-check';
import { hasActed, hasLoggedOut, isEnding, publishesSince, tagIn } from '../provoked/publishing';
import { AFTER_412, followsTimeout, isRefusedAsStale } from '../provoked/stale-tag';
import { hasBody } from '../settings-body';

/**
 * RFC3903-5-2: after 412 the client publishes anew without SIP-If-Match and with the full state (RFC 3903 §5), by itself or at the next
 * change. That it stays silent is judged where nobody asks for a change while it is watched, in a driven run: of any other client nobody
 * knows whether its user still wants to publish. A first PUBLISH without a body breaks RFC3903-4.2-3, one that lacks settings the items 7,
 * and one with the refused entity-tag RFC3903-5-1.
 */
export const initialAfter412: ProvokedCheck = {
  requirement: 'RFC3903-5-2',
  on: ['refused'],
  isProvokedBy: (cause, past) => isRefusedAsStale(cause) && !isEnding(cause.tx) && !followsTimeout(cause.tx, past),
  window: AFTER_412,
  judge(episode) {
    const [next] = publishesSince(episode);
    if (next !== undefined) {
      const { message, event } = next.tx;
      if (tagIn(message) !== undefined || !hasBody(message)) return [];
      return [{ observation: pass('published anew without SIP-If-Match'), evidence: event }];
    }
    return episode.isOver ? judgeSilence(episode, 'published nothing anew after the 412') : undefined;
  },
};

/** A client that should have published again and did not. */
export function judgeSilence(episode: Episode, what: string): readonly Reaction[] {
  if (!episode.isDriven || hasLoggedOut(episode) || hasActed(episode, ['publish', 'refresh', 'register'])) return [];
  const details = { actual: 'no PUBLISH' };
  return [
    { observation: episode.wereDatagramsLost ? inconc(`${what}; datagrams were lost`, details) : fail(what, details) },
  ];
}
