import type { Millis } from '../core/time';
import { ByConnection } from './by-connection';
import { type Deadline, DeadlineHeap } from './deadline-heap';
import { ownText } from './own-text';
import { copyable, tagged } from './reply';
import type { ServerRequest } from './request';
import { type Path, pathOf } from './routing';
import type { SubscribeOrder } from './subscribe-order';

/** The dialog that a SUBSCRIBE makes, seen from the notifier (RFC 3261 §12.1.1). */
export interface Dialog {
  readonly callId: string;
  readonly localTag: string;
  readonly remoteTag: string;
  /** From and To of our requests, tags included. */
  readonly local: string;
  readonly remote: string;
  /** Route values, brackets included, in the order of Record-Route. */
  readonly routes: readonly string[];
  /** The remote target. */
  readonly target: string;
  readonly path: Path;
  /** The `id` of the Event header field (RFC 3265 §7.2.1). */
  readonly eventId: string | undefined;
  readonly mediaType: string;
  /** The Request-URI of the SUBSCRIBE, for people. */
  readonly address: string;
  /** CSeq numbers used last by us and by the client. */
  readonly localCSeq: number;
  readonly remoteCSeq: number;
  /** Of all texts here that the client wrote. */
  readonly octets: number;
}

/** A subscription with a lifetime; a fetch is none. */
export interface Subscription {
  readonly key: string;
  /** The name of the resource subscribed to. */
  readonly resource: string;
  readonly deadline: Deadline<string>;
  dialog: Dialog;
}

/** The key of a dialog: Call-ID, our tag, the client's tag (RFC 3261 §12). */
export function dialogKey(callId: string, localTag: string, remoteTag: string): string {
  return ownText(`${localTag}\n${remoteTag}\n${callId}`);
}

/** All subscriptions, found by dialog, by resource and by deadline. */
export class Subscriptions {
  readonly #byKey = new Map<string, Subscription>();
  readonly #byResource = new Map<string, Set<Subscription>>();
  readonly #deadlines = new DeadlineHeap<string>();
  readonly #onConnection = new ByConnection<Subscription>();
  #octets = 0;

  get size(): number {
    return this.#byKey.size;
  }

  /** Octets that clients made us keep. */
  get octets(): number {
    return this.#octets;
  }

  endsAt(): Millis | undefined {
    return this.#deadlines.endsAt();
  }

  find(key: string): Subscription | undefined {
    return this.#byKey.get(key);
  }

  /** The one that runs out first. */
  first(): Subscription | undefined {
    return this.#byKey.get(this.#deadlines.first() ?? '');
  }

  of(resource: string): readonly Subscription[] {
    return [...(this.#byResource.get(resource) ?? [])];
  }

  add(dialog: Dialog, resource: string, endsAt: Millis): Subscription {
    const key = dialogKey(dialog.callId, dialog.localTag, dialog.remoteTag);
    const subscription: Subscription = { key, resource, dialog, deadline: this.#deadlines.add(key, endsAt) };
    this.#byKey.set(key, subscription);
    this.#octets += dialog.octets;
    const others = this.#byResource.get(resource);
    if (others === undefined) this.#byResource.set(resource, new Set([subscription]));
    else others.add(subscription);
    this.#onConnection.add(dialog.path.connection, subscription);
    return subscription;
  }

  /** The SUBSCRIBE of a refresh may bring a new target, and come another way. */
  refresh(subscription: Subscription, dialog: Dialog, endsAt: Millis): void {
    this.#onConnection.delete(subscription.dialog.path.connection, subscription);
    this.#onConnection.add(dialog.path.connection, subscription);
    this.#octets += dialog.octets - subscription.dialog.octets;
    subscription.dialog = dialog;
    this.#deadlines.move(subscription.deadline, endsAt);
  }

  remove(subscription: Subscription): void {
    if (!this.#byKey.delete(subscription.key)) return;
    this.#octets -= subscription.dialog.octets;
    this.#deadlines.cancel(subscription.deadline);
    this.#onConnection.delete(subscription.dialog.path.connection, subscription);
    const others = this.#byResource.get(subscription.resource);
    others?.delete(subscription);
    if (others?.size === 0) this.#byResource.delete(subscription.resource);
  }

  /** Takes out a subscription that has run out, if there is one. */
  shiftDue(now: Millis): Subscription | undefined {
    const key = this.#deadlines.shiftDue(now);
    const subscription = key === undefined ? undefined : this.#byKey.get(key);
    if (subscription !== undefined) this.remove(subscription);
    return subscription;
  }

  /** The connection is gone: requests go where the client listens, or where it came from, over a new one. */
  disconnected(connection: number): void {
    for (const subscription of this.#onConnection.take(connection)) {
      const { connection: _gone, ...path } = subscription.dialog.path;
      subscription.dialog = { ...subscription.dialog, path };
    }
  }
}

/** The dialog that a SUBSCRIBE makes, under our tag; `target` is the URI of its Contact. */
export function newDialog(request: ServerRequest, localTag: string, order: SubscribeOrder, target: string): Dialog {
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
