import type { Outcome } from './order';
import type { Work } from './work';

/** What became of the registrations of this run: nothing is published or fetched where one is missing (TS 24.229 §5.1.1.2). */
export class RegistrationState {
  readonly #until = new Map<string, number>();
  readonly #missing = new Map<string, string>();
  readonly #watched = new Set<string>();

  /** The registrar bound the Contact for that many seconds. */
  granted(user: string, seconds: number, now: number): void {
    this.#until.set(user, now + seconds * 1000);
  }

  /** A REGISTER was answered, or was not; a binding that still runs survives a refusal. */
  tried({ user }: Work, outcome: Outcome, now: number): void {
    if (outcome.ok) this.#missing.delete(user);
    else if ((this.#until.get(user) ?? 0) <= now) this.#missing.set(user, outcome.message);
  }

  /** The Contact was taken back. Outside of an IMS settings may be published without a registration all the same. */
  ended({ user }: Work, isIms: boolean): void {
    this.#until.delete(user);
    this.#watched.delete(user);
    if (isIms) this.#missing.set(user, 'it was taken back');
  }

  /** The reg event package was subscribed to, which belongs to the initial registration alone (TS 24.229 §5.1.1.3). */
  watched(user: string): void {
    this.#watched.add(user);
  }

  isWatched(user: string): boolean {
    return this.#watched.has(user);
  }

  /** Why the user is not registered, or `undefined`: registered, or not known to be otherwise. */
  missing({ user, faults }: Work, now: number): string | undefined {
    if (faults.some(({ ims }) => ims?.includes('publishes unregistered'))) return undefined;
    const why = this.#missing.get(user);
    if (why === undefined || (this.#until.get(user) ?? 0) > now) return undefined;
    return `there is no registration: ${why}`;
  }
}
