import type { IdSource } from '../core/id-source';
import type { Millis } from '../core/time';
import { type SipResponse, utf8 } from '../sip/message';
import { clientKey } from '../transaction/matching';
import { ClientTransactions, type Ended } from './client-transactions';
import { composedDocument } from './composed-document';
import type { ServerConfig } from './config';
import { writeNotify } from './notify';
import type { Outbox } from './outbox';
import type { Arrival, Packet } from './packet';
import type { Publication, Resources } from './resource';
import type { Dialog } from './subscription';

/** A response as it arrived. */
export interface Response {
  readonly message: SipResponse;
  readonly arrival: Arrival;
}

/** Whom a NOTIFY is for: a subscription, or the dialog of a fetch, which has no key. */
export interface Subscriber {
  readonly key?: string;
  readonly resource: string;
  dialog: Dialog;
}

/** What is remembered of a NOTIFY until it is answered. */
interface Sent {
  readonly dialog: Dialog;
  readonly key: string | undefined;
  /** The frame of the request that led to it. */
  readonly frame: number | undefined;
}

/** Answers to NOTIFY after which the subscription is gone (RFC 6665 §4.2.2; RFC 5057 §5.1). */
const endsSubscription = [404, 405, 410, 416, 480, 481, 482, 483, 484, 485, 489, 501, 604];

/** The NOTIFY requests under way, and what is said about those that fail. */
export class Notifications {
  readonly #config: ServerConfig;
  readonly #ids: IdSource;
  readonly #resources: Resources;
  readonly #outbox: Outbox;
  readonly #transactions: ClientTransactions<Sent>;
  /** Documents composed of publications, as long as these live. */
  readonly #documents = new WeakMap<Publication, Buffer>();
  readonly #emptyDocument: Buffer;

  constructor(config: ServerConfig, ids: IdSource, resources: Resources, outbox: Outbox) {
    this.#config = config;
    this.#ids = ids;
    this.#resources = resources;
    this.#outbox = outbox;
    this.#transactions = new ClientTransactions(config, outbox);
    this.#emptyDocument = composedDocument(undefined, config.binding);
  }

  endsAt(): Millis | undefined {
    return this.#transactions.endsAt();
  }

  /** Composes a NOTIFY and begins its transaction; the caller sends it. */
  notify(subscriber: Subscriber, state: string, frame: number | undefined, now: Millis): Packet {
    const dialog = { ...subscriber.dialog, localCSeq: subscriber.dialog.localCSeq + 1 };
    subscriber.dialog = dialog;
    const branch = `z9hG4bK${this.#ids.token()}`;
    const document = this.documentOf(subscriber.resource);
    const packet = writeNotify(dialog, { state, document, branch }, this.#config);
    this.#transactions.start(
      clientKey(branch, 'NOTIFY'),
      packet,
      { dialog, key: subscriber.key, frame },
      dialog.octets,
      now,
    );
    return packet;
  }

  /** Takes a response; a stray one is ignored. Returns the key of the subscription that is over by it. */
  respond(branch: string, method: string, { message, arrival }: Response, now: Millis): string | undefined {
    const { status, reason } = message.start;
    const ended = this.#transactions.respond(clientKey(branch, method), status, now);
    if (ended === undefined || status < 300) return undefined;
    const { dialog, key } = ended.owner;
    const answered = `${status} ${utf8(reason)}`.trim();
    this.#outbox.note({
      note: 'notify-refused',
      text: `the client answered the NOTIFY for ${utf8(dialog.address)} with ${answered}; to a NOTIFY that it asked for, 200 is due`,
      ...(arrival.frame !== undefined && { frame: arrival.frame }),
      remote: arrival.remote,
    });
    return endsSubscription.includes(status) ? key : undefined;
  }

  /** Sends again what is due; returns the keys of subscriptions whose NOTIFY was not answered in time. */
  tick(now: Millis): readonly string[] {
    return this.#unanswered(this.#transactions.tick(now));
  }

  /** The same for a connection that ended. */
  disconnected(connection: number): readonly string[] {
    return this.#unanswered(this.#transactions.disconnected(connection));
  }

  /** The document that a NOTIFY about the resource carries. The XML is looked at only here, once for each publication. */
  documentOf(resource: string): Buffer {
    const publication = this.#resources.latest(resource);
    if (publication === undefined) return this.#emptyDocument;
    const known = this.#documents.get(publication);
    if (known !== undefined) return known;
    const document = composedDocument(publication.body, this.#config.binding);
    this.#documents.set(publication, document);
    return document;
  }

  #unanswered(all: readonly Ended<Sent>[]): readonly string[] {
    for (const { owner, report } of all) {
      const { dialog, frame } = owner;
      const seconds = (64 * this.#config.timers.t1) / 1_000;
      const why = report === 'time-out' ? `within ${seconds} s (Timer F)` : 'before its connection ended';
      this.#outbox.note({
        note: 'notify-unanswered',
        text: `the client did not answer the NOTIFY for ${utf8(dialog.address)} ${why}; every NOTIFY has to be answered`,
        ...(frame !== undefined && { frame }),
        remote: dialog.path.remote,
      });
    }
    return all.map(({ owner }) => owner.key).filter((key) => key !== undefined);
  }
}
