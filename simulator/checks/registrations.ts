import { formatAddress } from '../core/address';
import { readContacts } from '../sip/contact';
import { readIdentities } from '../sip/identity';
import { fieldsNamed, firstField, type SipMessage, type SipRequest } from '../sip/message';
import { paramNamed } from '../sip/params';
import { readRoutes } from '../sip/route';
import type { MessageEvent } from '../trace/event';
import type { Registration } from './check';
import { uriIn, userKey } from './im-address';
import { Recent } from './recent';
import { requestId } from './transaction-key';

/** Users that are remembered at once. */
const CAPACITY = 10_000;

/** What the registrar told each client last. */
export class Registrations {
  readonly #byUser = new Recent<Registration>(CAPACITY);
  /** Users by source address; `undefined` as value when several registered from there, as behind a proxy. */
  readonly #bySource = new Recent<{ readonly user: string | undefined }>(CAPACITY);
  /** REGISTER requests that remove bindings, until they are answered. */
  readonly #removals = new Recent<true>(CAPACITY);
  #last: Registration | undefined;

  /** Takes a REGISTER of a client. */
  requested(message: SipRequest): void {
    if (removesBindings(message)) this.#removals.set(requestId(message), true);
  }

  /** Takes a 200 to REGISTER. */
  answered(message: SipMessage, event: MessageEvent): void {
    const aor = uriIn(message, 'to');
    if (aor === undefined) return;
    if (this.#removals.get(requestId(message)) && firstField(message, 'contact') === undefined) {
      this.#forget(aor, event);
      return;
    }
    const registration = { aor, serviceRoute: serviceRouteOf(message), associatedUris: associatedUrisOf(message) };
    for (const uri of [aor, ...registration.associatedUris]) this.#byUser.set(userKey(uri), registration);
    const source = formatAddress(event.remote);
    const known = this.#bySource.get(source);
    const user = userKey(aor);
    this.#bySource.set(source, { user: known === undefined || known.user === user ? user : undefined });
    this.#last = registration;
  }

  /** The registration behind a request: by From, else by Request-URI, else by source address if only one user is there. */
  behind(message: SipRequest, event: MessageEvent): Registration | undefined {
    const from = uriIn(message, 'from');
    const byFrom = from === undefined ? undefined : this.#byUser.get(userKey(from));
    const found = byFrom ?? this.#byUser.get(userKey(message.start.requestUri));
    if (found !== undefined) return found;
    const user = this.#bySource.get(formatAddress(event.remote))?.user;
    return user === undefined ? undefined : this.#byUser.get(user);
  }

  /** The latest registration of all: that of the client under test in a run with one client. */
  get last(): Registration | undefined {
    return this.#last;
  }

  #forget(aor: string, event: MessageEvent): void {
    const gone = this.#byUser.get(userKey(aor));
    for (const uri of [aor, ...(gone?.associatedUris ?? [])]) this.#byUser.delete(userKey(uri));
    this.#bySource.delete(formatAddress(event.remote));
    if (this.#last?.aor === aor) this.#last = undefined;
  }
}

function serviceRouteOf(message: SipMessage): readonly string[] {
  const read = readRoutes(message, 'service-route');
  return read.ok ? read.value.map(({ uri }) => uri) : [];
}

function associatedUrisOf(message: SipMessage): readonly string[] {
  const read = readIdentities(message, 'p-associated-uri');
  return read.ok ? read.value.map(({ uri }) => uri) : [];
}

/** Contact: *, or a lifetime of 0 for every contact (RFC 3261 section 10.2.2). */
function removesBindings(message: SipRequest): boolean {
  const lifetime = firstField(message, 'expires')?.value;
  const contacts = fieldsNamed(message, 'contact').map(readContacts);
  if (contacts.length === 0) return false;
  return contacts.every((read) => {
    if (!read.ok) return false;
    if (read.value.star) return true;
    return read.value.contacts.every(({ params }) => Number(paramNamed(params, 'expires')?.value ?? lifetime) === 0);
  });
}
