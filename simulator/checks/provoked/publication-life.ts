import type { Millis, Seconds } from '../../core/time';
import { firstField } from '../../sip/message';
import type { Episode, Step } from './provoked-check';
import { hasActed, hasLoggedOut, isAcceptedPublish, isEnding, lifetimeIn } from './publishing';

/** Shorter ones leave no room to refresh in. */
const SHORTEST: Seconds = 5;
/** Longer ones are not watched to their end. */
const LONGEST: Seconds = 120;
/** Servers grant more of their own accord: who grants less wants to see a refresh. */
const PROVOKING: Seconds = 45;
/** A late refresh comes at the latest this much after the end, as a part of the lifetime. */
const GRACE = 0.5;
const LEAST_GRACE: Millis = 5_000;
/** A refresh that was sent in time may arrive so much later, the tester itself be so late. */
export const ON_ITS_WAY: Millis = 500;

/** Whether a settings PUBLISH was accepted with an entity-tag and a lifetime; its time is known. */
export function isGrant(step: Step): boolean {
  if (!isAcceptedPublish(step) || step.event.timeUnknown || isEnding(step.tx)) return false;
  return firstField(step.response.message, 'sip-etag') !== undefined;
}

/** The lifetime that the 2xx grants. */
export function grantedBy(step: Step): Seconds | undefined {
  return isAcceptedPublish(step) ? lifetimeIn(step.response.message) : undefined;
}

/**
 * Whether the client is watched until the end of its publication: in a driven run, else where the lifetime is out of the ordinary. Of
 * a server's own lifetimes every PUBLISH would have to be remembered.
 */
export function isWatchedToItsEnd(step: Step): boolean {
  if (!isGrant(step)) return false;
  const lifetime = grantedBy(step) ?? 0;
  if (lifetime < SHORTEST || lifetime > LONGEST) return false;
  return lifetime <= PROVOKING || isDrivenStep(step);
}

/** While the user is asked to act: nobody else is the reason for what follows. */
export function isDrivenStep(step: Step): boolean {
  return 'tx' in step && 'stimulus' in step.tx && step.tx.stimulus !== undefined;
}

/** How long to wait for a refresh that is late. */
export function windowOf(step: Step): Millis {
  const lifetime = (grantedBy(step) ?? 0) * 1_000;
  return lifetime + Math.max(lifetime * GRACE, LEAST_GRACE);
}

/** The user acted, or logged out, so that nobody knows whether the publication is still wanted as it is. */
export function isInterrupted(episode: Episode, until?: Step): boolean {
  return hasActed(episode, ['publish', 'refresh', 'register', 'deregister'], until) || hasLoggedOut(episode);
}

/** Whether the client did something after a moment, so that it is still there. */
export function isAlive({ steps }: Episode, since: Millis): boolean {
  return steps.some(
    (step) => step.at > since && (step.kind === 'request' || step.kind === 'answer' || step.kind === 'copy'),
  );
}
