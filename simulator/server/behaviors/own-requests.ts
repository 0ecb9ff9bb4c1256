import type { Millis } from '../../core/time';
import { readContacts } from '../../sip/contact';
import { firstField, type SipResponse } from '../../sip/message';
import { clientKey } from '../../transaction/matching';
import type { ServerRequest } from '../request';
import { ownAddress, pathOf } from '../routing';
import { readSubscribe, type SubscribeOrder } from '../subscribe-order';
import { type Dialog, dialogKey, newDialog } from '../subscription';
import { writeBody } from './documents';
import { withTag } from './draft';
import { acknowledge } from './invite';
import type { Body, OwnRequest, RequestShape, ScriptedNotify } from './own-request';
import { targetOf, writeOwnRequest } from './own-request-writer';
import { OwnTransactions } from './own-transactions';
import type { Stage } from './stage';
import type { Row } from './wire';

/** Branches, and dialogs, that are remembered. */
const REMEMBERED = 10_000;

/** A dialog that a behaviour sends in, or what stands in for one outside of any. */
export interface DialogEntry {
  readonly key: string | undefined;
  /** The SUBSCRIBE was refused, or a NOTIFY has ended the subscription. */
  isOver: boolean;
  dialog: Dialog;
}

/** On whose behalf a request of ours is sent. */
export interface Sender {
  readonly behavior: string;
  readonly request: ServerRequest;
  readonly fill: (text: string) => string;
  /** The branch of the request before this one. */
  lastBranch: string | undefined;
}

/** What a request of ours says beyond its head. */
interface Content {
  readonly method: string;
  readonly rows: readonly Row[];
  readonly body: Body;
  readonly contentType: string | null | undefined;
}

/** The requests that behaviours send to the client, and the dialogs that they send them in. */
export class OwnRequests {
  readonly #stage: Stage;
  readonly #transactions: OwnTransactions;
  readonly #dialogs = new Map<string, DialogEntry>();
  readonly #branches = new Set<string>();

  constructor(stage: Stage) {
    this.#stage = stage;
    this.#transactions = new OwnTransactions(stage.config.timers, (packet) => stage.resend(packet));
  }

  get isEmpty(): boolean {
    return this.#transactions.isEmpty;
  }

  endsAt(): Millis | undefined {
    return this.#transactions.endsAt();
  }

  /** Until when requests of these may still be sent again. */
  get busyUntil(): Millis | undefined {
    return this.#transactions.busyUntil;
  }

  tick(now: Millis): void {
    this.#transactions.tick(now);
  }

  disconnected(connection: number): void {
    this.#transactions.disconnected(connection);
  }

  clear(): void {
    this.#transactions.clear();
  }

  /** Takes a response; `false` where no request of these waits for it. */
  respond(branch: string, method: string, response: SipResponse, now: Millis): boolean {
    return this.#transactions.respond(clientKey(branch, method), response, now);
  }

  /** The dialog of a SUBSCRIBE under our tag: one that is known, that of the Endpoint, or a new one. */
  dialogOf(request: ServerRequest, localTag: string): DialogEntry {
    const key = dialogKey(request.callId, localTag, request.from.tag ?? '');
    const known = this.#dialogs.get(key);
    if (known !== undefined) return known;
    const { config, endpoint } = this.#stage;
    const read = readSubscribe(request.message, config);
    const order = read.ok ? read.order : unreadableOrder(config.mediaTypes[0]);
    const target = targetOf(order.target ?? contactOf(request), pathOf(request.arrival));
    const entry = { key, isOver: false, dialog: endpoint.dialog(key) ?? newDialog(request, localTag, order, target) };
    if (this.#dialogs.size >= REMEMBERED) this.#dialogs.clear();
    this.#dialogs.set(key, entry);
    return entry;
  }

  /** What stands in for a dialog: the client's address, and tags and Call-ID of the request's own (RFC 3261 §8.1.1). */
  outside({ request }: Sender): DialogEntry {
    const { ids, config } = this.#stage;
    const path = pathOf(request.arrival);
    const localTag = ids.token();
    const dialog: Dialog = {
      callId: ids.token(),
      localTag,
      remoteTag: '',
      local: `<sip:im-server@${ownAddress(path.local, config.advertisedHost)}>;tag=${localTag}`,
      remote: withTag(request.head.from?.value ?? '<sip:anonymous@anonymous.invalid>', null),
      routes: [],
      target: targetOf(contactOf(request), path),
      path,
      eventId: undefined,
      mediaType: config.mediaTypes[0] ?? '',
      address: request.message.start.requestUri,
      localCSeq: 0,
      remoteCSeq: 0,
      octets: 0,
    };
    return { key: undefined, isOver: false, dialog };
  }

  /** Sends a NOTIFY. One that ends the subscription ends it for the Endpoint, too. */
  notify(entry: DialogEntry, notify: ScriptedNotify, sender: Sender, now: Millis): void {
    const { state = 'terminated;reason=timeout', body = { kind: 'settings' } } = notify;
    const { eventId } = entry.dialog;
    const id = eventId === undefined ? '' : `;id=${eventId}`;
    const event = notify.event === undefined ? `${this.#stage.config.eventPackage}${id}` : notify.event;
    const rows: Row[] = [];
    if (event !== null) rows.push(['Event', sender.fill(event)]);
    if (state !== null) rows.push(['Subscription-State', sender.fill(state)]);
    this.#send(entry, notify, { method: 'NOTIFY', rows, body, contentType: notify.contentType }, sender, now);
    const isInDialog = notify.callId === undefined && notify.fromTag === undefined && notify.toTag === undefined;
    if (isInDialog && state?.startsWith('terminated') && entry.key !== undefined) this.#end(entry, entry.key);
  }

  #end(entry: DialogEntry, key: string): void {
    entry.isOver = true;
    this.#stage.endpoint.forget(key);
  }

  /** Sends any other request. */
  request(entry: DialogEntry, request: OwnRequest, sender: Sender, now: Millis): void {
    const { method, body = { kind: 'none' } } = request;
    const contentType = request.contentType ?? (body.kind === 'text' ? 'text/plain' : undefined);
    this.#send(entry, request, { method, rows: [], body, contentType }, sender, now);
  }

  #send(entry: DialogEntry, shape: RequestShape, content: Content, sender: Sender, now: Millis): void {
    const { config, sockets, endpoint, ids } = this.#stage;
    const { dialog } = entry;
    const { method, rows } = content;
    const published = (): Buffer => endpoint.document(dialog.address);
    const body = writeBody(content.body, { binding: config.binding, published });
    const branch = this.#branchOf(shape, sender) ?? `z9hG4bK${ids.token()}`;
    const contentType = content.contentType ?? (body.length > 0 ? dialog.mediaType : undefined);
    const packet = writeOwnRequest({
      method,
      shape,
      dialog,
      isInDialog: entry.key !== undefined,
      branch,
      rows,
      contentType: content.contentType === null ? undefined : contentType && sender.fill(contentType),
      body,
      from: shape.from === 'other' ? sockets.other : undefined,
      advertisedHost: config.advertisedHost,
      fill: sender.fill,
    });
    const { breaks = [], stream } = shape;
    const isUsed = (name: string): boolean => this.#branches.has(name);
    const request = { dialog: entry.key === undefined ? undefined : dialog, isOver: entry.isOver, isUsed };
    const sent = this.#stage.send(packet, { behavior: sender.behavior, breaks, context: { request }, stream });
    this.#remember(branch);
    sender.lastBranch = branch;
    entry.dialog = { ...dialog, localCSeq: Math.max(dialog.localCSeq, shape.cseq ?? dialog.localCSeq + 1) };
    const { copies, answersLost = 0 } = shape;
    const onFinal =
      method === 'INVITE'
        ? (response: SipResponse, at: Millis) => this.#acknowledge(packet, response, sender, at)
        : undefined;
    const started = { packet: sent, method, copies, answersLost, onFinal };
    this.#transactions.start(clientKey(branch, method), started, now);
  }

  #branchOf({ branch }: RequestShape, sender: Sender): string | undefined {
    return branch === 'same' ? sender.lastBranch : branch && sender.fill(branch);
  }

  #remember(branch: string): void {
    if (this.#branches.size >= REMEMBERED) this.#branches.clear();
    this.#branches.add(branch);
  }

  /** Each copy of a final response gets its ACK; a session is ended at once (RFC 3261 §13.2.2.4, §17.1.1.3). */
  #acknowledge(invite: Parameters<typeof acknowledge>[0], response: SipResponse, sender: Sender, now: Millis): void {
    const { ack, bye } = acknowledge(invite, response, this.#stage.ids);
    const leaving = { behavior: sender.behavior, breaks: [], context: {}, stream: undefined };
    this.#stage.send(ack, leaving);
    if (bye === undefined) return;
    const sent = this.#stage.send(bye.packet, leaving);
    const started = { packet: sent, method: 'BYE', copies: undefined, answersLost: 0, onFinal: undefined };
    this.#transactions.start(clientKey(bye.branch, 'BYE'), started, now);
  }
}

/** What a SUBSCRIBE asks for that the Endpoint would refuse: the least that a NOTIFY needs. */
function unreadableOrder(mediaType = ''): SubscribeOrder {
  return { eventId: undefined, target: undefined, mediaType, expires: 0, routes: [] };
}

function contactOf({ message }: ServerRequest): string | undefined {
  const field = firstField(message, 'contact');
  const read = field && readContacts(field);
  return read?.ok && !read.value.star ? read.value.contacts[0]?.uri : undefined;
}
