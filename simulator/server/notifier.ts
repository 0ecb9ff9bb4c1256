import type { IdSource } from '../core/id-source';
import type { Millis, Seconds } from '../core/time';
import { fieldsNamed, utf8 } from '../sip/message';
import type { ServerConfig } from './config';
import { FetchGuard } from './fetch-guard';
import { Notifications, type Response } from './notifications';
import type { Outbox } from './outbox';
import { ownText } from './own-text';
import type { Packet } from './packet';
import { type Answer, answer, copyable, tagged } from './reply';
import type { ServerRequest } from './request';
import type { Resources } from './resource';
import { ownContact, pathOf } from './routing';
import { readSubscribe, type SubscribeOrder } from './subscribe-order';
import { type Dialog, dialogKey, type Subscription, Subscriptions } from './subscription';

/** The notifier (RFC 3265, RFC 6665 §4.2): fetches, and subscriptions with a lifetime. */
export class Notifier {
  readonly #config: ServerConfig;
  readonly #outbox: Outbox;
  readonly #subscriptions = new Subscriptions();
  readonly #notifications: Notifications;
  readonly #guard: FetchGuard;

  constructor(config: ServerConfig, ids: IdSource, resources: Resources, outbox: Outbox) {
    this.#config = config;
    this.#outbox = outbox;
    this.#notifications = new Notifications(config, ids, resources, outbox);
    this.#guard = new FetchGuard(config.limits.fetchesInARow, config.limits.subscriptions);
  }

  endsAt(): Millis {
    const never = Number.POSITIVE_INFINITY;
    return Math.min(this.#subscriptions.endsAt() ?? never, this.#notifications.endsAt() ?? never);
  }

  /** Answers a SUBSCRIBE to a resource that is served, and notifies at once (RFC 6665 §4.2.1). */
  subscribe(request: ServerRequest, resource: string, localTag: string, now: Millis): Answer {
    const read = readSubscribe(request.message, this.#config);
    if (!read.ok) return { reply: read.refusal, packets: [] };
    const { order } = read;
    if (request.to.tag !== undefined) return this.#inDialog(request, request.to.tag, order, now);
    if (order.target === undefined) return answer(400, 'Missing Contact');
    const dialog = newDialog(request, localTag, order, order.target);
    return order.expires === 0
      ? this.#fetch(request, dialog, resource, now)
      : this.#begin(request, dialog, resource, order.expires, now);
  }

  /** The state of a resource is another one: every subscriber hears of it. */
  stateChanged(resource: string, frame: number | undefined, now: Millis): readonly Packet[] {
    return this.#subscriptions.of(resource).map((subscription) => this.#notifyActive(subscription, frame, now));
  }

  /** A PUBLISH to the resource: whoever fetches it does not only fetch. */
  published(resource: string): void {
    this.#guard.reset(resource);
  }

  /** Takes the response to a NOTIFY; any other is a stray one and is ignored. */
  respond(branch: string, method: string, response: Response, now: Millis): void {
    this.#drop(this.#notifications.respond(branch, method, response, now));
  }

  tick(now: Millis): void {
    for (const key of this.#notifications.tick(now)) this.#drop(key);
    for (let over = this.#subscriptions.shiftDue(now); over; over = this.#subscriptions.shiftDue(now)) {
      this.#outbox.send(this.#notifications.notify(over, 'terminated;reason=timeout', undefined, now));
    }
  }

  disconnected(connection: number): void {
    for (const key of this.#notifications.disconnected(connection)) this.#drop(key);
    this.#subscriptions.disconnected(connection);
  }

  /** Expires 0 outside a dialog: one NOTIFY, and the dialog is over (RFC 6665 §4.4.3). */
  #fetch(request: ServerRequest, dialog: Dialog, resource: string, now: Millis): Answer {
    const judgement = this.#guard.judge(resource, now);
    if (judgement === 'loop-refused') return answer(403, 'Fetch Loop');
    if (judgement === 'loop-found') this.#noteLoop(request);
    const state = judgement === 'alone' ? terminated(this.#config.terminationReason) : terminated('rejected');
    const { frame } = request.arrival;
    return this.#accepted(request, 0, this.#notifications.notify({ dialog, resource }, state, frame, now));
  }

  #begin(request: ServerRequest, dialog: Dialog, resource: string, expires: Seconds, now: Millis): Answer {
    const granted = Math.min(expires, this.#config.subscriptionLifetime);
    const subscription = this.#subscriptions.add(dialog, resource, now + granted * 1_000);
    const first = this.#notifyActive(subscription, request.arrival.frame, now);
    const { reply, packets } = this.#accepted(request, granted, first);
    return { reply, packets: [...packets, ...this.#makeRoom(now)] };
  }

  /** A refresh, or with Expires 0 the end (RFC 6665 §4.1.2.2, §4.1.2.3). */
  #inDialog(request: ServerRequest, localTag: string, order: SubscribeOrder, now: Millis): Answer {
    const subscription = this.#subscriptions.find(dialogKey(request.callId, localTag, request.from.tag ?? ''));
    if (subscription?.dialog.eventId !== order.eventId || subscription === undefined) {
      return answer(481, 'Subscription Does Not Exist');
    }
    const { dialog } = subscription;
    if (request.cseq.number <= dialog.remoteCSeq) return answer(500, 'CSeq Out Of Order');
    const granted = Math.min(order.expires, this.#config.subscriptionLifetime);
    const target = order.target === undefined ? dialog.target : ownText(order.target);
    const refreshed: Dialog = {
      ...dialog,
      target,
      octets: dialog.octets - dialog.target.length + target.length,
      path: pathOf(request.arrival),
      mediaType: order.mediaType,
      remoteCSeq: request.cseq.number,
    };
    this.#subscriptions.refresh(subscription, refreshed, now + granted * 1_000);
    const { frame } = request.arrival;
    if (granted > 0) return this.#accepted(request, granted, this.#notifyActive(subscription, frame, now));
    this.#subscriptions.remove(subscription);
    const state = terminated(this.#config.terminationReason);
    return this.#accepted(request, 0, this.#notifications.notify(subscription, state, frame, now));
  }

  /** The 200 and, right behind it, the NOTIFY. */
  #accepted({ message, arrival }: ServerRequest, granted: Seconds, notify: Packet): Answer {
    const contact = ownContact({ transport: arrival.transport, ...arrival.local }, this.#config.advertisedHost);
    // The response that makes a dialog copies the route set (RFC 3261 §12.1.1).
    const routes = fieldsNamed(message, 'record-route').map(({ value }) => `Record-Route: ${value}\r\n`);
    return {
      ...answer(200, 'OK', `${routes.join('')}Contact: ${contact}\r\nExpires: ${granted}\r\n`),
      packets: [notify],
    };
  }

  #notifyActive(subscription: Subscription, frame: number | undefined, now: Millis): Packet {
    const left = Math.max(1, Math.ceil((subscription.deadline.at - now) / 1_000));
    return this.#notifications.notify(subscription, `active;expires=${left}`, frame, now);
  }

  #drop(key: string | undefined): void {
    const subscription = key === undefined ? undefined : this.#subscriptions.find(key);
    if (subscription !== undefined) this.#subscriptions.remove(subscription);
  }

  /** One subscription too many ends the one that would run out first; its client may come back (RFC 6665 §4.1.3). */
  #makeRoom(now: Millis): readonly Packet[] {
    const { subscriptions, octets } = this.#config.limits;
    const packets: Packet[] = [];
    for (;;) {
      const isTooMany = this.#subscriptions.size > subscriptions;
      const first = isTooMany || this.#subscriptions.octets > octets ? this.#subscriptions.first() : undefined;
      if (first === undefined) return packets;
      if (isTooMany) this.#outbox.limitReached('subscriptions', subscriptions, 'subscriptions');
      else this.#outbox.limitReached('subscriptions', octets, 'octets');
      this.#subscriptions.remove(first);
      packets.push(this.#notifications.notify(first, 'terminated;reason=probation', undefined, now));
    }
  }

  #noteLoop({ message, arrival }: ServerRequest): void {
    const { fetchesInARow } = this.#config.limits;
    this.#outbox.note({
      note: 'subscription-loop',
      text:
        `${utf8(message.start.requestUri)} was fetched more than ${fetchesInARow} times with less than 1 s in between; ` +
        'does the client answer the NOTIFY with a new SUBSCRIBE? From now on it is told reason=rejected',
      ...(arrival.frame !== undefined && { frame: arrival.frame }),
      remote: arrival.remote,
    });
  }
}

function terminated(reason: string): string {
  return reason === '' ? 'terminated' : `terminated;reason=${reason}`;
}

function newDialog(request: ServerRequest, localTag: string, order: SubscribeOrder, target: string): Dialog {
  const { head, callId, from, cseq, arrival, message } = request;
  const texts = {
    callId: ownText(copyable(arrival, callId)),
    remoteTag: ownText(from.tag ?? ''),
    local: ownText(copyable(arrival, tagged(head.to?.value ?? '', localTag))),
    remote: ownText(copyable(arrival, head.from?.value ?? '')),
    target: ownText(target),
    address: ownText(message.start.requestUri),
  };
  const routes = order.routes.map(ownText);
  const eventId = order.eventId === undefined ? undefined : ownText(order.eventId);
  const all = [...Object.values(texts), ...routes, eventId ?? ''];
  return {
    ...texts,
    localTag,
    routes,
    path: pathOf(arrival),
    eventId,
    mediaType: order.mediaType,
    localCSeq: 0,
    remoteCSeq: cseq.number,
    octets: all.reduce((sum, { length }) => sum + length, 0),
  };
}
