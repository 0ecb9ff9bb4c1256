import type { Millis, Seconds } from '../core/time';
import { fieldsNamed, type SipRequest } from '../sip/message';
import type { NameAddr } from '../sip/name-addr';
import { paramNamed } from '../sip/params';
import { urisEqual } from '../sip/uri-equality';
import type { AddressesOfRecord } from './address-of-record';
import type { ServerConfig } from './config';
import { type Deadline, DeadlineHeap } from './deadline-heap';
import type { Outbox } from './outbox';
import { ownText } from './own-text';
import { MAX_CONTACT_OCTETS, MAX_CONTACTS, type RegisterOrder, readRegister } from './register-order';
import { type Reply, reply } from './reply';
import type { ServerRequest } from './request';

/** One Contact of an address-of-record (RFC 3261 §10.3). */
interface Binding {
  readonly aor: string;
  readonly uri: string;
  /** The parameters of the Contact but `expires`, as sent: feature tags, `q`, `+sip.instance` (RFC 3840 §6). */
  readonly params: string;
  readonly callId: string;
  readonly cseq: number;
  /** Of all texts here that the client wrote. */
  readonly octets: number;
}

type Entry = Deadline<Binding>;

/** The registrar (RFC 3261 §10.3): bindings of addresses-of-record, with their lifetimes. */
export class Registrar {
  readonly #config: ServerConfig;
  readonly #addresses: AddressesOfRecord;
  readonly #outbox: Outbox;
  readonly #bindings = new Map<string, readonly Entry[]>();
  readonly #deadlines = new DeadlineHeap<Binding>();
  /** Of all bindings. */
  #octets = 0;

  constructor(config: ServerConfig, addresses: AddressesOfRecord, outbox: Outbox) {
    this.#config = config;
    this.#addresses = addresses;
    this.#outbox = outbox;
  }

  /** Whether the address-of-record has a binding; then it is served, too. */
  isRegistered(aor: string): boolean {
    return this.#bindings.has(aor);
  }

  endsAt(): Millis | undefined {
    return this.#deadlines.endsAt();
  }

  /** Drops the bindings that have run out. */
  expire(now: Millis): void {
    for (let binding = this.#deadlines.shiftDue(now); binding; binding = this.#deadlines.shiftDue(now))
      this.#end(binding);
  }

  /** Answers a REGISTER: all changes or none (RFC 3261 §10.3 steps 5 to 8). */
  register(request: ServerRequest, now: Millis): Reply {
    const named = this.#addresses.read(request.to.uri);
    if (named.kind !== 'address') return reply(400, 'To Is No Address-of-Record');
    const order = readRegister(request.message);
    const { status, reason, rows } = this.#carryOut(named.aor, request, order, now);
    return reply(status, reason, status === 200 ? rows + pathRows(request.message) : rows);
  }

  #carryOut(aor: string, request: ServerRequest, order: RegisterOrder, now: Millis): Reply {
    switch (order.kind) {
      case 'wrong':
        return reply(400, order.problem);
      case 'query':
        return this.#listed(aor, now);
      case 'remove-all':
        return this.#removeAll(aor, request, now);
      case 'update':
        return this.#update(aor, request, order, now);
    }
  }

  /** Step 6: a binding of this Call-ID goes only when CSeq has risen, any other goes. */
  #removeAll(aor: string, request: ServerRequest, now: Millis): Reply {
    const present = this.#bindings.get(aor) ?? [];
    if (present.some((entry) => isOutdated(entry, request))) return outOfOrder;
    this.#replace(aor, present, []);
    return this.#listed(aor, now);
  }

  /** Step 7. */
  #update(aor: string, request: ServerRequest, order: Extract<RegisterOrder, { kind: 'update' }>, now: Millis): Reply {
    const old: Entry[] = [];
    const fresh: { readonly binding: Binding; readonly lifetime: Seconds }[] = [];
    for (const contact of order.contacts) {
      const same = this.#bindings.get(aor)?.find((entry) => isSameContact(entry.item.uri, contact.uri));
      if (same !== undefined && isOutdated(same, request)) return outOfOrder;
      if (same !== undefined && !old.includes(same)) old.push(same);
      const lifetime = this.#granted(contact, order.expires);
      // A Contact that stands twice binds once, by its last statement.
      const twice = fresh.findIndex(({ binding }) => isSameContact(binding.uri, contact.uri));
      if (twice >= 0) fresh.splice(twice, 1);
      if (lifetime > 0) fresh.push({ binding: bindingOf(aor, contact, request), lifetime });
    }
    const entries = fresh.map(({ binding, lifetime }) => this.#deadlines.add(binding, now + lifetime * 1_000));
    this.#replace(aor, old, entries);
    this.#bound(aor);
    return this.#listed(aor, now);
  }

  /** The `expires` of the Contact, else the Expires header field, else our own; a shorter wish is granted, a longer not. */
  #granted(contact: NameAddr, expires: Seconds | undefined): Seconds {
    const { registrationLifetime } = this.#config;
    const value = paramNamed(contact.params, 'expires')?.value;
    // "Malformed values SHOULD be treated as equivalent to 3600" (RFC 3261 §20.10): as no wish.
    const wish = value !== undefined && /^\d+$/.test(value) ? Number(value) : (expires ?? registrationLifetime);
    return Math.min(wish, registrationLifetime);
  }

  #replace(aor: string, old: readonly Entry[], fresh: readonly Entry[]): void {
    for (const entry of old) this.#deadlines.cancel(entry);
    this.#octets += octetsOf(fresh) - octetsOf(old);
    const rest = (this.#bindings.get(aor) ?? []).filter((entry) => !old.includes(entry));
    const all = [...rest, ...fresh];
    if (all.length === 0) this.#bindings.delete(aor);
    else this.#bindings.set(aor, all);
  }

  #end(binding: Binding): void {
    const entry = this.#bindings.get(binding.aor)?.find(({ item }) => item === binding);
    if (entry !== undefined) this.#replace(binding.aor, [entry], []);
  }

  /** The oldest bindings of the address go, then those of all that run out first. */
  #bound(aor: string): void {
    const own = this.#bindings.get(aor) ?? [];
    let kept = 0;
    let octets = 0;
    for (const { item } of own.toReversed()) {
      octets += item.octets;
      if (kept === MAX_CONTACTS || octets > MAX_CONTACT_OCTETS) break;
      kept += 1;
    }
    if (kept < own.length) this.#replace(aor, own.slice(0, own.length - kept), []);
    this.#boundAll();
  }

  #boundAll(): void {
    const { bindings, octets } = this.#config.limits;
    for (;;) {
      const isTooMany = this.#deadlines.size > bindings;
      const first = isTooMany || this.#octets > octets ? this.#deadlines.first() : undefined;
      if (first === undefined) return;
      if (isTooMany) this.#outbox.limitReached('bindings', bindings, 'bindings');
      else this.#outbox.limitReached('bindings', octets, 'octets');
      this.#end(first);
    }
  }

  /** Step 8: the 200 lists every binding with what is left of its lifetime. */
  #listed(aor: string, now: Millis): Reply {
    const entries = this.#bindings.get(aor) ?? [];
    const rows = entries.map(({ item, at }) => {
      const expires = Math.max(1, Math.ceil((at - now) / 1_000));
      return `Contact: <${item.uri}>;expires=${expires}${item.params}\r\n`;
    });
    return reply(200, 'OK', rows.join('') + (entries.length > 0 ? this.#imsRows() : ''));
  }

  /** What an IMS core tells a registered client (RFC 3608 §6.3, RFC 7315 §4.1). */
  #imsRows(): string {
    const { ims } = this.#config;
    if (ims === undefined) return '';
    const routes = ims.serviceRoute.map((route) => `Service-Route: ${bracketed(route)}\r\n`);
    const uris = ims.associatedUris.map(bracketed).join(', ');
    return routes.join('') + (uris === '' ? '' : `P-Associated-URI: ${uris}\r\n`);
  }
}

const outOfOrder = reply(500, 'CSeq Not Higher Than That Of The Binding');

/** A request of the same Call-ID that does not come after the one that made the binding. */
function isOutdated({ item }: Entry, { callId, cseq }: ServerRequest): boolean {
  return item.callId === callId && cseq.number <= item.cseq;
}

function octetsOf(entries: readonly Entry[]): number {
  return entries.reduce((sum, { item }) => sum + item.octets, 0);
}

/** Contacts compare as URIs (RFC 3261 §10.3 step 7); what cannot be read compares as written. */
function isSameContact(a: string, b: string): boolean {
  return a === b || urisEqual(a, b);
}

function bindingOf(aor: string, contact: NameAddr, { message, callId, cseq }: ServerRequest): Binding {
  const params = contact.params
    .filter(({ key }) => key !== 'expires')
    .map(({ span }) => `;${message.text.slice(span.start, span.end).replace(/[\r\n]/g, ' ')}`);
  const texts = { uri: ownText(contact.uri), params: ownText(params.join('')), callId: ownText(callId) };
  const octets = texts.uri.length + texts.params.length + texts.callId.length;
  return { aor, ...texts, cseq: cseq.number, octets };
}

/** The registrar hands Path back (RFC 3327 §5.3). */
function pathRows(message: SipRequest): string {
  return fieldsNamed(message, 'path')
    .map(({ value }) => `Path: ${value}\r\n`)
    .join('');
}

function bracketed(uri: string): string {
  return uri.includes('<') ? uri : `<${uri}>`;
}
