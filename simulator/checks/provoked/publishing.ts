import type { Seconds } from '../../core/time';
import { firstField, type HeaderField, type SipMessage } from '../../sip/message';
import { readDeltaSeconds } from '../../sip/numbers';
import type { Operation } from '../../trace/event';
import { removesBindings } from '../registrations';
import { hasWholeHeader } from '../truncation';
import { requestsSince, valueIn } from './looks';
import type { ClientTransaction, Episode, Step, StepOf } from './provoked-check';

/** The settings PUBLISHes since the cause whose header fields are all known. */
export function publishesSince(episode: Episode): readonly StepOf<'request'>[] {
  return requestsSince(episode).filter(({ tx }) => tx.kind === 'settings-publish' && hasWholeHeader(tx));
}

/** The entity-tag in SIP-If-Match as written. */
export function tagIn(message: SipMessage): string | undefined {
  return valueIn(message, 'sip-if-match');
}

/** Expires, where it can be read: of a 2xx, the lifetime that it grants (RFC 3903 §6 step 6). */
export function lifetimeIn(message: SipMessage): Seconds | undefined {
  return secondsIn(firstField(message, 'expires'));
}

/** delta-seconds, where they can be read. */
export function secondsIn(field: HeaderField | undefined): Seconds | undefined {
  const read = field === undefined ? undefined : readDeltaSeconds(field);
  return read?.ok ? read.value : undefined;
}

/** Whether the user was asked to do one of these since the cause, until a step where one is given. */
export function hasActed({ steps }: Episode, operations: readonly Operation[], until?: Step): boolean {
  return steps.some(
    (step) =>
      step.kind === 'action' && operations.includes(step.operation) && (until === undefined || step.at <= until.at),
  );
}

/** Whether the user logged out since the cause: he was asked to, or the bindings were taken away. */
export function hasLoggedOut(episode: Episode): boolean {
  if (hasActed(episode, ['deregister'])) return true;
  return requestsSince(episode).some(({ tx }) => tx.kind === 'register' && removesBindings(tx.message));
}

/** A response of the server. */
export type Responded = StepOf<'provisional' | 'accepted' | 'refused' | 'misfit'>;

/** Whether a settings PUBLISH was accepted. */
export function isAcceptedPublish(step: Step): step is Responded {
  return step.kind === 'accepted' && !step.isRepeated && step.tx.kind === 'settings-publish';
}

/** A PUBLISH with Expires: 0, by which a publication ends (RFC 3903 §4.5). */
export function isEnding({ message }: ClientTransaction): boolean {
  return lifetimeIn(message) === 0;
}
