import type { IdSource } from '../core/id-source';
import type { Millis, Seconds } from '../core/time';
import { fieldsNamed } from '../sip/message';
import type { ServerConfig } from './config';
import { FetchGuard, loopNote } from './fetch-guard';
import { Notifications, type Response, type Subscriber } from './notifications';
import type { Outbox } from './outbox';
import { ownText } from './own-text';
import type { Packet } from './packet';
import { type Answer, answer } from './reply';
import type { ServerRequest } from './request';
import type { Resources } from './resource';
import { ownContact, pathOf } from './routing';
import { readSubscribe, type SubscribeOrder } from './subscribe-order';
import { type Dialog, dialogKey, newDialog, type Subscription, Subscriptions } from './subscription';

/**
 * Whether the NOTIFY that a SUBSCRIBE leads to is sent at once, when `release` is called, or never, because somebody else notifies in
 * that dialog.
 */
export type NotifyMoment = 'now' | 'later' | 'never';

/** CSeq numbers that are left to who notified in our place: a gap is allowed (RFC 3261 §12.2.2), a number twice is not. */
const CSEQ_GAP = 100_000;

/** A NOTIFY that waits to be released. */
interface Held {
  readonly subscriber: Subscriber;
  readonly state: string;
  readonly frame: number | undefined;
}

/** The notifier (RFC 3265, RFC 6665 §4.2): fetches, and subscriptions with a lifetime. */
export class Notifier {
  readonly #config: ServerConfig;
  readonly #outbox: Outbox;
  readonly #subscriptions = new Subscriptions();
  readonly #notifications: Notifications;
  readonly #guard: FetchGuard;
  /** By dialog: subscriptions in which nothing is sent, with the NOTIFY that waits, if one does. */
  readonly #silent = new Map<string, Held | undefined>();

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
  subscribe(
    request: ServerRequest,
    resource: string,
    localTag: string,
    now: Millis,
    moment: NotifyMoment = 'now',
  ): Answer {
    const read = readSubscribe(request.message, this.#config);
    if (!read.ok) return { reply: read.refusal, packets: [] };
    const { order } = read;
    if (request.to.tag !== undefined) return this.#inDialog(request, request.to.tag, order, now, moment);
    if (order.target === undefined) return answer(400, 'Missing Contact');
    const dialog = newDialog(request, localTag, order, order.target);
    return order.expires === 0
      ? this.#fetch(request, dialog, resource, now, moment)
      : this.#begin(request, dialog, resource, order.expires, now, moment);
  }

  /** Sends the NOTIFY that was to come later, and from now on all others of the subscription. */
  release(key: string, now: Millis): void {
    const held = this.#silent.get(key);
    if (held === undefined) return;
    this.#silent.delete(key);
    this.#outbox.send(this.#notifications.notify(held.subscriber, held.state, held.frame, now));
  }

  /** The dialog is over, and nothing more is sent in it. */
  forget(key: string): void {
    this.#silent.delete(key);
    this.#drop(key);
  }

  /** The document that a NOTIFY about the resource carries now. */
  documentOf(resource: string): Buffer {
    return this.#notifications.documentOf(resource);
  }

  /** The dialog of a subscription, with the CSeq numbers that were used last. */
  dialog(key: string): Dialog | undefined {
    return this.#subscriptions.find(key)?.dialog;
  }

  /** The state of a resource is another one: every subscriber hears of it. */
  stateChanged(resource: string, frame: number | undefined, now: Millis): readonly Packet[] {
    const audible = this.#subscriptions.of(resource).filter(({ key }) => !this.#silent.has(key));
    return audible.map((subscription) => this.#notifyActive(subscription, frame, now));
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
      if (this.#silent.delete(over.key)) continue;
      this.#outbox.send(this.#notifications.notify(over, 'terminated;reason=timeout', undefined, now));
    }
  }

  disconnected(connection: number): void {
    for (const key of this.#notifications.disconnected(connection)) this.#drop(key);
    this.#subscriptions.disconnected(connection);
  }

  /** Expires 0 outside a dialog: one NOTIFY, and the dialog is over (RFC 6665 §4.4.3). */
  #fetch(request: ServerRequest, dialog: Dialog, resource: string, now: Millis, moment: NotifyMoment): Answer {
    const judgement = this.#guard.judge(resource, now);
    if (judgement === 'loop-refused') return answer(403, 'Fetch Loop');
    if (judgement === 'loop-found') this.#outbox.note(loopNote(request, this.#config.limits.fetchesInARow));
    const state = judgement === 'alone' ? terminated(this.#config.terminationReason) : terminated('rejected');
    return this.#accepted(request, 0, this.#notify({ dialog, resource }, state, request, now, moment));
  }

  #begin(
    request: ServerRequest,
    dialog: Dialog,
    resource: string,
    expires: Seconds,
    now: Millis,
    moment: NotifyMoment,
  ): Answer {
    const granted = Math.min(expires, this.#config.subscriptionLifetime);
    const subscription = this.#subscriptions.add(dialog, resource, now + granted * 1_000);
    const first = this.#notify(subscription, activeState(subscription, now), request, now, moment);
    const { reply, packets } = this.#accepted(request, granted, first);
    return { reply, packets: [...packets, ...this.#makeRoom(now)] };
  }

  /** The NOTIFY that a SUBSCRIBE leads to, unless it has to wait or not to be. A fetch of which nobody notifies leaves nothing behind. */
  #notify(
    subscriber: Subscriber,
    state: string,
    request: ServerRequest,
    now: Millis,
    moment: NotifyMoment,
  ): readonly Packet[] {
    const { frame } = request.arrival;
    const { dialog } = subscriber;
    const key = dialogKey(dialog.callId, dialog.localTag, dialog.remoteTag);
    if (moment === 'now') {
      // Somebody else may have notified in this dialog until now.
      if (this.#silent.delete(key)) subscriber.dialog = { ...dialog, localCSeq: dialog.localCSeq + CSEQ_GAP };
      return [this.#notifications.notify(subscriber, state, frame, now)];
    }
    if (moment === 'later') this.#silent.set(key, { subscriber, state, frame });
    else if (this.#subscriptions.find(key) !== undefined) this.#silent.set(key, undefined);
    return [];
  }

  /** A refresh, or with Expires 0 the end (RFC 6665 §4.1.2.2, §4.1.2.3). */
  #inDialog(
    request: ServerRequest,
    localTag: string,
    order: SubscribeOrder,
    now: Millis,
    moment: NotifyMoment,
  ): Answer {
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
    if (granted === 0) this.#subscriptions.remove(subscription);
    const state = granted > 0 ? activeState(subscription, now) : terminated(this.#config.terminationReason);
    return this.#accepted(request, granted, this.#notify(subscription, state, request, now, moment));
  }

  /** The 200 and, right behind it, the NOTIFY. */
  #accepted({ message, arrival }: ServerRequest, granted: Seconds, packets: readonly Packet[]): Answer {
    const contact = ownContact({ transport: arrival.transport, ...arrival.local }, this.#config.advertisedHost);
    // The response that makes a dialog copies the route set (RFC 3261 §12.1.1).
    const routes = fieldsNamed(message, 'record-route').map(({ value }) => `Record-Route: ${value}\r\n`);
    return {
      ...answer(200, 'OK', `${routes.join('')}Contact: ${contact}\r\nExpires: ${granted}\r\n`),
      packets,
    };
  }

  #notifyActive(subscription: Subscription, frame: number | undefined, now: Millis): Packet {
    return this.#notifications.notify(subscription, activeState(subscription, now), frame, now);
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
      if (this.#silent.delete(first.key)) continue;
      packets.push(this.#notifications.notify(first, 'terminated;reason=probation', undefined, now));
    }
  }
}

function activeState({ deadline }: Subscription, now: Millis): string {
  return `active;expires=${Math.max(1, Math.ceil((deadline.at - now) / 1_000))}`;
}

function terminated(reason: string): string {
  return reason === '' ? 'terminated' : `terminated;reason=${reason}`;
}
