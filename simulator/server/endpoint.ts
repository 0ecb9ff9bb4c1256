import type { IdSource } from '../core/id-source';
import { numberOf } from '../core/text-number';
import type { Millis } from '../core/time';
import { isRequest, type SipRequest, type SipResponse } from '../sip/message';
import { readRoutes } from '../sip/route';
import { readVias } from '../sip/via';
import { serverKey } from '../transaction/matching';
import { AddressesOfRecord, type NamedUri } from './address-of-record';
import { Authenticator } from './authenticator';
import type { ServerConfig } from './config';
import { EventStateCompositor } from './event-state-compositor';
import { Notifier, type NotifyMoment } from './notifier';
import { allowed, describeServer, refuseExtension } from './options';
import { Outbox, type Output } from './outbox';
import type { Arrival } from './packet';
import { Registrar } from './registrar';
import { type Answer, type Reply, reply, writeReply } from './reply';
import { readCSeqMethod, readRequest, refuseMessage, type ServerRequest } from './request';
import { Resources } from './resource';
import { ServerTransactions } from './server-transactions';
import type { Dialog } from './subscription';

export type { Output } from './outbox';

/** How the Endpoint is to treat a request otherwise than usual. */
export interface Handling {
  /** Nobody is asked for credentials: whoever stands before the Endpoint has done that. */
  readonly isAuthorised?: boolean;
  /** Read in the place of the Request-URI: whom the client means that was sent to another URI by us (RFC 3261 §8.1.3.4). */
  readonly requestUri?: string | undefined;
  /** The entity-tag that a PUBLISH gets, in the place of one of our own. */
  readonly entityTag?: string | undefined;
  /** When the NOTIFY is sent that a SUBSCRIBE leads to; `now` when left out. */
  readonly notify?: NotifyMoment;
}

const usual: Handling = {};

/**
 * The simulated IM Server as one machine: messages and times in, messages and notes out. It owns no socket and no clock; it
 * says with `endsAt` when it wants to be woken.
 */
export class Endpoint {
  readonly #config: ServerConfig;
  readonly #ids: IdSource;
  readonly #addresses: AddressesOfRecord;
  readonly #outbox = new Outbox();
  readonly #transactions: ServerTransactions;
  readonly #authenticator: Authenticator;
  readonly #registrar: Registrar;
  readonly #compositor: EventStateCompositor;
  readonly #notifier: Notifier;

  constructor(config: ServerConfig, ids: IdSource) {
    const resources = new Resources();
    this.#config = config;
    this.#ids = ids;
    this.#addresses = new AddressesOfRecord(config);
    this.#transactions = new ServerTransactions(config, this.#outbox);
    this.#authenticator = new Authenticator(config, ids, this.#addresses);
    this.#registrar = new Registrar(config, this.#addresses, this.#outbox);
    this.#compositor = new EventStateCompositor(config, ids, resources, this.#outbox);
    this.#notifier = new Notifier(config, ids, resources, this.#outbox);
  }

  /** Takes one message; what is no SIP gets no answer. */
  receive(arrival: Arrival, now: Millis, handling: Handling = usual): Output {
    this.#pass(now);
    if (arrival.parsed.ok) {
      const { message } = arrival.parsed;
      if (isRequest(message)) this.#request(arrival, message, now, handling);
      else this.#response(arrival, message, now);
    }
    return this.#outbox.take();
  }

  /** Lets time pass. */
  tick(now: Millis): Output {
    this.#pass(now);
    return this.#outbox.take();
  }

  /** When the next tick is due; in the past when there is something to be told. */
  endsAt(): Millis | undefined {
    if (!this.#outbox.isEmpty) return 0;
    const next = Math.min(
      this.#transactions.endsAt() ?? Number.POSITIVE_INFINITY,
      this.#notifier.endsAt(),
      this.#compositor.endsAt() ?? Number.POSITIVE_INFINITY,
      this.#registrar.endsAt() ?? Number.POSITIVE_INFINITY,
    );
    return next === Number.POSITIVE_INFINITY ? undefined : next;
  }

  /** A TCP connection ended. What follows from it comes with the next output. */
  disconnected(connection: number): void {
    this.#notifier.disconnected(connection);
  }

  /** Whether the request of this transaction (`transactionOf`) has been answered: what comes now is a copy of it. */
  hasAnswered(transaction: number): boolean {
    return this.#transactions.has(transaction);
  }

  /** Sends the NOTIFY of a dialog that was to come `later`. */
  release(dialog: string, now: Millis): Output {
    this.#notifier.release(dialog, now);
    return this.#outbox.take();
  }

  /** Ends a dialog without a word; its key is that of `dialogKey`. */
  forget(dialog: string): void {
    this.#notifier.forget(dialog);
  }

  /** The dialog of a subscription with a lifetime. */
  dialog(key: string): Dialog | undefined {
    return this.#notifier.dialog(key);
  }

  /** The settings document that a NOTIFY about this address carries now. */
  document(uri: string): Buffer {
    const named = this.#addresses.read(uri);
    return this.#notifier.documentOf(named.kind === 'address' ? named.resource : '');
  }

  #pass(now: Millis): void {
    this.#transactions.tick(now);
    this.#registrar.expire(now);
    for (const name of this.#compositor.expire(now)) this.#announce(name, undefined, now);
    this.#notifier.tick(now);
  }

  #announce(name: string, frame: number | undefined, now: Millis): void {
    for (const packet of this.#notifier.stateChanged(name, frame, now)) this.#outbox.send(packet);
  }

  /** A response belongs to a NOTIFY of ours. One with several Vias has lost its way (RFC 3261 §8.1.3.3). */
  #response(arrival: Arrival, message: SipResponse, now: Millis): void {
    const vias = readVias(message);
    const method = readCSeqMethod(message);
    const branch = vias.ok && vias.value.length === 1 ? vias.value[0]?.branch : undefined;
    if (branch === undefined || method === undefined) return;
    this.#notifier.respond(branch, method, { message, arrival }, now);
  }

  /** ACK is never answered (RFC 3261 §17.1.1.3); a copy gets the response that its original got. */
  #request(arrival: Arrival, message: SipRequest, now: Millis, handling: Handling): void {
    if (message.start.method === 'ACK') return;
    const read = readRequest(arrival, message);
    if (!read.ok) {
      // Without these rows there is no transaction: every copy is refused anew. Without Via there is nobody to answer to.
      const { head, refusal } = read;
      if (head.vias.length > 0) this.#outbox.send(writeReply(arrival, head, refusal, this.#ids.token()));
      return;
    }
    const { request } = read;
    const key = transactionOf(request);
    if (this.#transactions.absorb(key, now)) return;
    const toTag = this.#ids.token();
    const { reply: response, packets } = this.#answer(request, toTag, now, handling);
    this.#transactions.answer(key, writeReply(arrival, request.head, response, toTag), now);
    for (const packet of packets) this.#outbox.send(packet);
  }

  /** The inspections of RFC 3261 §8.2 in their order, but the method first: who may not is not asked who they are. */
  #answer(request: ServerRequest, toTag: string, now: Millis, handling: Handling): Answer {
    const { message } = request;
    const { method } = message.start;
    const named = handling.requestUri === undefined ? this.#target(message) : this.#addresses.read(handling.requestUri);
    const refusal =
      refuseMessage(request) ??
      refuseUri(named) ??
      refuseMethod(method) ??
      refuseExtension(message, this.#config) ??
      (handling.isAuthorised ? undefined : this.#authenticator.refuse(request, now));
    if (refusal !== undefined || named.kind !== 'address') return { reply: refusal ?? notFound, packets: [] };
    if (method === 'REGISTER') return { reply: this.#registrar.register(request, now), packets: [] };
    if (method === 'OPTIONS') return { reply: describeServer(this.#config), packets: [] };
    // Inside a dialog the Request-URI is the remote target, our own Contact; the dialog says whom it is about (RFC 3261 §12.2.2).
    const isInDialog = method === 'SUBSCRIBE' && request.to.tag !== undefined;
    if (!isInDialog && !this.#knows(named.aor)) return { reply: notFound, packets: [] };
    if (method === 'SUBSCRIBE') {
      return this.#notifier.subscribe(request, named.resource, toTag, now, handling.notify);
    }
    return this.#publish(request, named.resource, now, handling.entityTag);
  }

  #knows(aor: string): boolean {
    return this.#addresses.serves(aor) || this.#registrar.isRegistered(aor);
  }

  /** Whom the request is for: the Request-URI says, or under strict routing the last Route value (RFC 3261 §16.4). */
  #target(message: SipRequest): NamedUri {
    const named = this.#addresses.read(message.start.requestUri);
    if (named.kind !== 'address' || this.#knows(named.aor)) return named;
    const routes = readRoutes(message, 'route');
    const last = routes.ok ? routes.value.at(-1) : undefined;
    const routed = last === undefined ? named : this.#addresses.read(last.uri);
    return routed.kind === 'address' && this.#knows(routed.aor) ? routed : named;
  }

  #publish({ message, arrival }: ServerRequest, name: string, now: Millis, entityTag: string | undefined): Answer {
    const { reply: response, changed } = this.#compositor.publish(message, name, now, entityTag);
    this.#notifier.published(name);
    return { reply: response, packets: changed ? this.#notifier.stateChanged(name, arrival.frame, now) : [] };
  }
}

function refuseUri({ kind }: NamedUri): Reply | undefined {
  if (kind === 'unreadable') return reply(400, 'Unreadable Request-URI');
  if (kind === 'too-long') return reply(414, 'Request-URI Too Long');
  return kind === 'other-scheme' ? reply(416, 'Unsupported URI Scheme') : undefined;
}

const notFound = reply(404, 'Not Found');
const roles = ['REGISTER', 'PUBLISH', 'SUBSCRIBE', 'OPTIONS'];

/** CANCEL finds nothing to cancel: every request is answered in the moment it arrives (RFC 3261 §9.2). */
function refuseMethod(method: string): Reply | undefined {
  if (roles.includes(method)) return undefined;
  if (method === 'CANCEL') return reply(481, 'Call/Transaction Does Not Exist');
  return reply(405, 'Method Not Allowed', allowed);
}

/** The number of the server transaction that a request belongs to (RFC 3261 §17.2.3). */
export function transactionOf({ via, message, callId, cseq, from, to, head }: ServerRequest): number {
  const { method, requestUri } = message.start;
  const viaText = head.vias[0]?.value ?? '';
  const matched = { method, requestUri, callId, cseq: cseq.number, fromTag: from.tag, toTag: to.tag, viaText };
  return numberOf(serverKey(via, matched));
}
