import type { Millis } from '../core/time';
import { readChallenge, readCredentials } from '../sip/authorization';
import { readContacts } from '../sip/contact';
import { fieldsNamed, firstField, type SipMessage, type SipRequest, type SipResponse } from '../sip/message';
import { paramNamed } from '../sip/params';
import { readSecurityMechanisms } from '../sip/security-mechanism';
import type { MessageEvent } from '../trace/event';
import type { Earlier, RegistrationSeen } from './check';
import type { Circumstances } from './client-history';
import type { Exchange } from './exchange';
import { ownCopy } from './own-copy';

/** Call-IDs of REGISTER that are remembered of one client. */
const CAPACITY = 4;
/** A refresh comes in the second half of the lifetime, or a little before; what comes sooner may be a client that was restarted. */
const REFRESH_FROM = 0.4;
/** Registrations whose ports are remembered: the old security associations live on for a while (TS 24.229 clause 5.1.1.4). */
const PORTS = 4;

/** Where a request came from, and when. */
type When = Omit<Circumstances, 'kind'> & Pick<MessageEvent, 'at'>;

/** What shows that two registrations come of one boot cycle. */
interface Mark {
  readonly exchange: Exchange;
  readonly registrar: string;
  readonly source: number;
  readonly contact: string | undefined;
  readonly stimulus: number | undefined;
  readonly at: Millis;
  /** How many times in a row the Call-ID changed while everything else stayed, at the time of a refresh. */
  readonly changes: number;
  /** How long the bindings last, as far as it is known. */
  lifetime: Millis | undefined;
  /** The nonce that it was challenged with. */
  nonce: string | undefined;
}

/** The registrations of one client (RFC 3261 §10.2). */
export class Registering {
  /** The latest REGISTER of each Call-ID, the latest last. */
  readonly list: Exchange[] = [];
  #last: Mark | undefined;
  /** Of the registration in force; `isDone: true`. */
  #done: RegistrationSeen | undefined;
  #ports: readonly number[] = [];

  /** Protected server ports that it announced. */
  get protectedPorts(): readonly number[] {
    return this.#ports;
  }

  /** How far it is. */
  get seen(): RegistrationSeen | undefined {
    if (this.#done !== undefined || this.#last === undefined) return this.#done;
    const { exchange, at } = this.#last;
    return { isDone: false, status: exchange.status, frame: exchange.frame, at };
  }

  find(callId: number): Exchange | undefined {
    for (const exchange of this.list) if (exchange.callId === callId) return exchange;
    return undefined;
  }

  /** The registration before, if it has another Call-ID and the client was evidently not restarted since. */
  otherThan(
    exchange: Exchange,
    message: SipRequest,
    { at }: MessageEvent,
    around: Circumstances,
  ): Earlier['otherRegistration'] | undefined {
    const last = this.#last;
    if (last === undefined || this.find(exchange.callId) !== undefined) return undefined;
    if (last.registrar !== message.start.requestUri || isForwarded(message)) return undefined;
    const evidence = evidenceOf(last, exchange, message, { ...around, at });
    return evidence === undefined ? undefined : { frame: last.exchange.frame, evidence };
  }

  add(exchange: Exchange, message: SipRequest, { at }: MessageEvent, { source, stimulus }: Circumstances): void {
    const same = this.find(exchange.callId);
    const last = this.#last;
    const contact = contactIn(message);
    let changes = 0;
    if (last !== undefined && same !== undefined) changes = last.changes;
    else if (last !== undefined && isRefresh(last, contact, { source, stimulus, at })) changes = last.changes + 1;
    if (same !== undefined) this.list.splice(this.list.indexOf(same), 1);
    this.list.push(exchange);
    if (this.list.length > CAPACITY) this.list.shift();
    this.#last = {
      exchange,
      registrar: ownCopy(message.start.requestUri),
      source,
      contact: contact && ownCopy(contact),
      stimulus,
      at,
      changes,
      lifetime: undefined,
      nonce: undefined,
    };
    this.#takePorts(message);
  }

  /** Takes a final response to a REGISTER. */
  answered(exchange: Exchange, response: SipResponse): void {
    const last = this.#last;
    const { status } = exchange;
    if (status === 200) this.#accepted(exchange, response);
    if (last?.exchange !== exchange) return;
    if (status !== 401 && status !== 407) return;
    const nonce = nonceIn(response, status === 401 ? 'www-authenticate' : 'proxy-authenticate', readChallenge);
    if (nonce !== undefined) last.nonce = ownCopy(nonce);
  }

  #accepted(exchange: Exchange, response: SipResponse): void {
    const last = this.#last?.exchange === exchange ? this.#last : undefined;
    const lifetime = lifetimeIn(response);
    if (last !== undefined) last.lifetime = lifetime;
    const until = last === undefined || lifetime === undefined ? undefined : last.at + lifetime;
    this.#done = exchange.isRemoval ? undefined : { isDone: true, until };
  }

  #takePorts(message: SipRequest): void {
    if (firstField(message, 'security-client') === undefined) return;
    const read = readSecurityMechanisms(message, 'security-client');
    for (const { params } of read.ok ? read.value : []) {
      const port = Number(paramNamed(params, 'port-s')?.value ?? Number.NaN);
      if (port > 0 && !this.#ports.includes(port)) this.#ports = [...this.#ports, port].slice(-PORTS);
    }
  }
}

/** Several Via values: a proxy stands between, and what it passes on may come of several devices. */
function isForwarded(message: SipRequest): boolean {
  const fields = fieldsNamed(message, 'via');
  return fields.length > 1 || (fields[0]?.value.includes(',') ?? false);
}

/** What a restarted client could not know or would not have. */
function evidenceOf(
  last: Mark,
  { connection, tag, cseq }: Exchange,
  message: SipRequest,
  around: When,
): string | undefined {
  const { exchange, nonce, source, changes } = last;
  if (connection !== undefined && connection === exchange.connection) return 'on the same connection';
  if (around.source !== source) return undefined;
  if (tag !== 0 && tag === exchange.tag) return 'with the same From tag';
  if (nonce !== undefined && isAnswerTo(nonce, message)) return 'with the nonce that the client was given then';
  if (cseq !== undefined && exchange.cseq !== undefined && cseq === exchange.cseq + 1)
    return 'with the next CSeq number';
  // One such refresh may be a restart; several of them, one after the other, are not.
  const isAgain = changes > 0 && isRefresh(last, contactIn(message), around);
  return isAgain ? 'as a refresh, not for the first time' : undefined;
}

/** Whether a registration of the same contact from the same port comes when the one before is about to end. */
function isRefresh({ exchange, ...last }: Mark, contact: string | undefined, around: When): boolean {
  if (exchange.isRemoval || contact === undefined || contact !== last.contact) return false;
  if (around.source !== last.source || around.stimulus !== last.stimulus || last.lifetime === undefined) return false;
  const elapsed = around.at - last.at;
  return elapsed >= REFRESH_FROM * last.lifetime && elapsed <= last.lifetime;
}

function isAnswerTo(nonce: string, message: SipRequest): boolean {
  return (['authorization', 'proxy-authorization'] as const).some(
    (key) => nonceIn(message, key, readCredentials) === nonce,
  );
}

function nonceIn(message: SipMessage, key: string, read: typeof readChallenge): string | undefined {
  const field = firstField(message, key);
  const found = field === undefined ? undefined : read(field);
  const nonce = found?.ok ? paramNamed(found.value.params, 'nonce')?.value : undefined;
  return nonce === '' ? undefined : nonce;
}

/** The URI of the first Contact. */
function contactIn(message: SipMessage): string | undefined {
  return firstContact(message)?.uri;
}

/** What the registrar granted: the expires parameter of the first Contact, else Expires. */
function lifetimeIn(response: SipResponse): Millis | undefined {
  const contact = firstContact(response);
  const own = contact === undefined ? undefined : paramNamed(contact.params, 'expires')?.value;
  const seconds = Number(own ?? firstField(response, 'expires')?.value ?? Number.NaN);
  return seconds > 0 ? seconds * 1000 : undefined;
}

function firstContact(message: SipMessage) {
  const field = firstField(message, 'contact');
  const read = field === undefined ? undefined : readContacts(field);
  return read?.ok && !read.value.star ? read.value.contacts[0] : undefined;
}
