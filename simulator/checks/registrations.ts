import { Recent } from '../core/recent';
import { readContacts } from '../sip/contact';
import { readIdentities } from '../sip/identity';
import { fieldsNamed, firstField, type SipMessage, type SipRequest } from '../sip/message';
import { paramNamed } from '../sip/params';
import { readRoutes } from '../sip/route';
import type { Writable } from '../sip/writable';
import type { Registration } from './check';
import { uriIn, userKey } from './im-address';
import { ownCopy } from './own-copy';
import type { Source } from './sources';

/** Users that are remembered at once. */
const CAPACITY = 10_000;
/** Service-Route lists that are remembered of one user. */
const FORMERS = 3;

/** What the registrar told each client last. */
export class Registrations {
  readonly #byUser = new Recent<Registration>(CAPACITY);
  /** Counts what changed, so that what was found before is known to hold still. */
  #version = 0;
  #last: Registration | undefined;
  #gaveRoutes = false;

  /** Whether any 200 had a Service-Route. */
  get gaveRoutes(): boolean {
    return this.#gaveRoutes;
  }

  /** How many users are kept now. */
  get size(): number {
    return this.#byUser.size;
  }

  /**
   * Takes a 200 to REGISTER.
   *
   * @param isRemoval whether the REGISTER took bindings away
   * @param source where it came from; `undefined` for one that is nobody's
   */
  answered(message: SipMessage, isRemoval: boolean, source: Source | undefined): void {
    const aor = uriIn(message, 'to');
    if (aor === undefined) return;
    this.#version += 1;
    if (isRemoval && firstField(message, 'contact') === undefined) {
      this.#forget(aor, source);
      return;
    }
    const user = userKey(aor);
    const registration: Writable<Registration> = {
      aor: ownCopy(aor),
      serviceRoute: serviceRouteOf(message),
      associatedUris: associatedUrisOf(message),
    };
    const former = formerRoutes(this.#byUser.get(user), registration.serviceRoute);
    if (former !== undefined) registration.formerServiceRoutes = former;
    if (registration.serviceRoute.length > 0) this.#gaveRoutes = true;
    this.#byUser.set(user, registration);
    for (const uri of registration.associatedUris) this.#byUser.set(userKey(uri), registration);
    if (source === undefined) return;
    const isSole = source.registeredUser === undefined || source.registeredUser === user;
    source.registeredUser = isSole ? user : { several: true };
    this.#last = registration;
  }

  /** The registration behind a request: by From, else by Request-URI, else by source address if only one user is there. */
  behind(message: SipRequest, source: Source): Registration | undefined {
    if (this.#version === 0) return undefined;
    const from = uriIn(message, 'from');
    const { requestUri } = message.start;
    const { memo } = source;
    if (memo?.version === this.#version && memo.from === from && memo.requestUri === requestUri)
      return memo.registration;
    const registration = this.#find(from, requestUri, source);
    source.memo = {
      version: this.#version,
      from: from && ownCopy(from),
      requestUri: ownCopy(requestUri),
      registration,
    };
    return registration;
  }

  /** The latest registration of all: that of the client under test in a run with one client. */
  get last(): Registration | undefined {
    return this.#last;
  }

  #find(from: string | undefined, requestUri: string, { registeredUser }: Source): Registration | undefined {
    const byFrom = from === undefined ? undefined : this.#byUser.get(userKey(from));
    const found = byFrom ?? this.#byUser.get(userKey(requestUri));
    if (found !== undefined || typeof registeredUser !== 'string') return found;
    return this.#byUser.get(registeredUser);
  }

  #forget(aor: string, source: Source | undefined): void {
    const gone = this.#byUser.get(userKey(aor));
    for (const uri of [aor, ...(gone?.associatedUris ?? [])]) this.#byUser.delete(userKey(uri));
    if (source !== undefined) source.registeredUser = undefined;
    if (this.#last?.aor === aor) this.#last = undefined;
  }
}

/** The Service-Route lists that others have replaced. */
function formerRoutes(before: Registration | undefined, now: readonly string[]): Registration['formerServiceRoutes'] {
  if (before === undefined) return undefined;
  const { serviceRoute, formerServiceRoutes: formers } = before;
  if (isSameList(serviceRoute, now)) return formers;
  // One that is told once more is no old one.
  return [serviceRoute, ...(formers ?? [])].filter((former) => !isSameList(former, now)).slice(0, FORMERS);
}

function isSameList(one: readonly string[], other: readonly string[]): boolean {
  return one.length === other.length && one.every((uri, at) => uri === other[at]);
}

function serviceRouteOf(message: SipMessage): readonly string[] {
  const read = readRoutes(message, 'service-route');
  return read.ok ? read.value.map(({ uri }) => ownCopy(uri)) : [];
}

function associatedUrisOf(message: SipMessage): readonly string[] {
  const read = readIdentities(message, 'p-associated-uri');
  return read.ok ? read.value.map(({ uri }) => ownCopy(uri)) : [];
}

/** Contact: *, or a lifetime of 0 for every contact (RFC 3261 section 10.2.2). */
export function removesBindings(message: SipRequest): boolean {
  const lifetime = firstField(message, 'expires')?.value;
  const contacts = fieldsNamed(message, 'contact').map(readContacts);
  if (contacts.length === 0) return false;
  return contacts.every((read) => {
    if (!read.ok) return false;
    if (read.value.star) return true;
    return read.value.contacts.every(({ params }) => Number(paramNamed(params, 'expires')?.value ?? lifetime) === 0);
  });
}
