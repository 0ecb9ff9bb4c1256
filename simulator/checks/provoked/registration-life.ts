import type { Millis, Seconds } from '../../core/time';
import { grantedLifetime, isSameAddress } from '../common/registration';
import { removesBindings } from '../registrations';
import { requestsSince } from './looks';
import type { Episode, Step, StepOf } from './provoked-check';
import { isDrivenStep } from './publication-life';

/** Shorter registrations leave no room to refresh in; longer ones are not watched to their end. */
const SHORTEST: Seconds = 5;
const LONGEST: Seconds = 300;
/** Registrars grant more of their own accord: who grants less wants to see a refresh. */
const PROVOKING: Seconds = 120;

/** The lifetime of the binding that a 200 to REGISTER confirms; `undefined` for any other step. */
export function registeredFor(step: Step): Millis | undefined {
  if (step.kind !== 'accepted' || step.tx.kind !== 'register' || step.isRepeated || step.response.status !== 200) {
    return undefined;
  }
  if (step.event.timeUnknown || removesBindings(step.tx.message)) return undefined;
  const lifetime = grantedLifetime(step.tx.message, step.response.message);
  return lifetime === undefined || lifetime === 0 ? undefined : lifetime * 1_000;
}

/** Whether the client is watched until the end of its registration: in a driven run, else where the lifetime is out of the ordinary. */
export function isRegistrationWatched(step: Step): boolean {
  const seconds = (registeredFor(step) ?? 0) / 1_000;
  return seconds >= SHORTEST && seconds <= (isDrivenStep(step) ? LONGEST : PROVOKING);
}

/** The first REGISTER since the cause for the same address-of-record. */
export function nextRegister(episode: Episode): StepOf<'request'> | undefined {
  const { cause } = episode;
  if (cause.kind !== 'accepted') return undefined;
  return requestsSince(episode).find(({ tx }) => tx.kind === 'register' && isSameAddress(tx.message, cause.tx.message));
}
