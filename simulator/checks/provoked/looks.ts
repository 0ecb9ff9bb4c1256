import type { Millis } from '../../core/time';
import { bodyOf, firstField, type SipMessage } from '../../sip/message';
import { callIdOf } from '../exchange';
import { isSurelyOneDevice } from './one-device';
import type { ClientTransaction, Episode, Step, StepOf } from './provoked-check';

/** A person needs longer than this to see a failure and to act anew; what comes sooner is the client's own doing. */
const PERSON: Millis = 1_000;

/** The new requests that the client sent since the cause. */
export function requestsSince({ steps }: Episode): readonly StepOf<'request'>[] {
  return steps.filter((step) => step.kind === 'request');
}

/**
 * Whether the client did something by itself: the user was not asked to act between the cause and the step. Where nobody knows of the
 * user's actions, as in a capture, only what comes sooner than a person can act is certain; `undefined` for the rest.
 */
export function isAutomatic(episode: Episode, step: Step): boolean | undefined {
  const isUnasked = isUnaskedFor(episode, step);
  return isUnasked && !episode.isDriven && mayBeOtherDevice(episode.cause, step) ? undefined : isUnasked;
}

/** The same of all devices of the user together. */
export function isUnaskedFor({ cause, steps, isDriven }: Episode, step: Step): boolean | undefined {
  if (isDriven) return !steps.some((other) => other.kind === 'action' && other.at <= step.at);
  // Clocks of captures may go back.
  const elapsed = step.at - cause.at;
  return elapsed >= 0 && elapsed < PERSON ? true : undefined;
}

/** Two devices of a user may be behind one address: what is neither of one Call-ID nor of one port may come of the other one. */
function mayBeOtherDevice(cause: Step, step: Step): boolean {
  if (step.kind !== 'request' || !('tx' in cause) || !('kind' in cause.tx)) return false;
  const { tx } = step;
  return callIdOf(tx.message) !== callIdOf(cause.tx.message) && !isSurelyOneDevice(tx, cause.tx);
}

/** Whether one request is the same as another but for what every new request has anew: method, Request-URI, Event, entity-tag and body. */
export function isSameRequest({ message: one }: ClientTransaction, { message: other }: ClientTransaction): boolean {
  return (
    one.start.method === other.start.method &&
    one.start.requestUri === other.start.requestUri &&
    ['event', 'sip-if-match', 'expires', 'content-type', 'accept'].every(
      (key) => valueIn(one, key) === valueIn(other, key),
    ) &&
    bodyOf(one).equals(bodyOf(other))
  );
}

/** The value of the first field of a name, given as the long name in lower case. */
export function valueIn(message: SipMessage, key: string): string | undefined {
  return firstField(message, key)?.value;
}

/** Retry-After in milliseconds, without comment and parameters (RFC 3261 §20.33); `undefined` where there is none to be read. */
export function retryAfterOf(message: SipMessage): Millis | undefined {
  const [, seconds] = /^(\d{1,10})\s*(?:[(;].*)?$/s.exec(valueIn(message, 'retry-after') ?? '') ?? [];
  return seconds === undefined ? undefined : Number(seconds) * 1_000;
}

/** Whether a message goes over UDP. */
export function isOverUdp({ event }: ClientTransaction): boolean {
  return event.transport === 'udp';
}

/** PUBLISH or SUBSCRIBE of the settings, or REGISTER. */
export function isOurs({ kind }: ClientTransaction): boolean {
  return kind === 'settings-publish' || kind === 'settings-subscribe' || kind === 'register';
}
