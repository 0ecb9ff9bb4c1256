import type { Millis, Seconds } from '../../core/time';
import { bodyOf } from '../../sip/message';
import { fail, info, pass } from '../observe';
import { requestsSince } from '../provoked/looks';
import type { ClientTransaction, Episode, ProvokedCheck, Reaction, StepOf } from '../provoked/provoked-check';
import {
  grantedBy,
  isDrivenStep,
  isGrant,
  isInterrupted,
  isWatchedToItsEnd,
  ON_ITS_WAY,
  windowOf,
} from '../provoked/publication-life';
import { isEnding, publishesSince, tagIn } from '../provoked/publishing';
import { hasBody } from '../settings-body';

/** A refresh before this part of the lifetime has nothing to do with it. */
const STORM = 0.1;
/** One before this part is early. */
const EARLY = 0.3;
/** Whether a longer lifetime is taken for a short one shows soon. */
const AT_ONCE: Millis = 10_000;
const LONG: Seconds = 120;

/**
 * RFC3903-4.2-5: the client plans its refresh from the lifetime in the 2xx (RFC 3903 §4.2, §4.3): between 30 % and 100 % of it. "No refresh
 * after Expires: 20" is read as one that comes after the end; that none comes at all breaks RFC3903-4.3-1. What comes in the first tenth is
 * a storm, as of a client that takes 4294967295 for a negative number; told of in a driven run while the user is not asked for anything
 * else (of other traffic RFC4354-5.18-1 tells). A PUBLISH without SIP-If-Match, or that ends the publication, is no refresh.
 */
export const grantedLifetime: ProvokedCheck = {
  requirement: 'RFC3903-4.2-5',
  on: ['accepted'],
  isProvokedBy: (cause) =>
    isWatchedToItsEnd(cause) || (isGrant(cause) && isDrivenStep(cause) && (grantedBy(cause) ?? 0) > LONG),
  window(cause) {
    const lifetime = grantedBy(cause) ?? 0;
    return lifetime > LONG ? Math.min(AT_ONCE, lifetime * 1_000 * STORM) : windowOf(cause);
  },
  judge(episode) {
    const { cause, isOver } = episode;
    const lifetime = grantedBy(cause) ?? 0;
    const [next] = publishesSince(episode);
    if (isInterrupted(episode, next) || (next !== undefined && isEnding(next.tx))) return [];
    if (next !== undefined) return tagIn(next.tx.message) === undefined ? [] : judgeRefresh(episode, next, lifetime);
    if (!isOver) return undefined;
    return lifetime > LONG ? [{ observation: pass(`no early refresh of a publication that lasts ${lifetime} s`) }] : [];
  },
};

function judgeRefresh(episode: Episode, { tx, at, event }: StepOf<'request'>, lifetime: Seconds): readonly Reaction[] {
  const { cause, isDriven } = episode;
  if (!('event' in cause)) return [];
  const elapsed = at - cause.at;
  const part = elapsed / (lifetime * 1_000);
  const otherFrame = cause.event.frame;
  const seen = `${(elapsed / 1_000).toFixed(1)} s after frame ${otherFrame}, which granted ${lifetime} s`;
  const details = { span: tx.message.start.span, otherFrame };
  if (elapsed > lifetime * 1_000 + ON_ITS_WAY) {
    return [{ observation: fail(`a refresh after the publication had expired: ${seen}`, details), evidence: event }];
  }
  if (part >= EARLY) return [{ observation: pass(`a refresh ${seen}`), evidence: event }];
  if (!isDriven || isChange(episode, tx) || isExplained(episode, tx)) return [];
  const told = part < STORM ? fail : info;
  return [{ observation: told(`an early refresh: ${seen}`, details), evidence: event }];
}

/** Publishing anew after a registration is usual; what comes outside a stimulus is looked at by RFC4354-5.18-1. */
function isExplained(episode: Episode, { stimulus }: ClientTransaction): boolean {
  return stimulus === undefined || requestsSince(episode).some(({ tx }) => tx.kind === 'register');
}

/** Another document than the one that was accepted is no refresh. */
function isChange({ cause }: Episode, { message }: ClientTransaction): boolean {
  if (cause.kind !== 'accepted' || !hasBody(message)) return false;
  return !bodyOf(message).equals(bodyOf(cause.tx.message));
}
