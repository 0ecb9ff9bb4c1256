import type { IdSource } from '../core/id-source';
import type { Millis, Seconds } from '../core/time';
import { readEntityTag } from '../sip/entity-tag';
import { readEvent } from '../sip/event';
import { readMediaType } from '../sip/media-type';
import { bodyOf, fieldsNamed, firstField, type SipRequest } from '../sip/message';
import { readDeltaSeconds } from '../sip/numbers';
import type { ServerConfig } from './config';
import { DeadlineHeap } from './deadline-heap';
import type { Outbox } from './outbox';
import { type Reply, reply } from './reply';
import { onlyField } from './request';
import type { Publication, Resources } from './resource';

/** What a PUBLISH asks for, read once. */
interface Order {
  /** The one that the publication gets. */
  readonly entityTag: string;
  /** `undefined`: the Event State Compositor chooses. */
  readonly expires: Seconds | undefined;
  /** `undefined` without a body. */
  readonly body: Buffer | undefined;
}

/** What came of a PUBLISH. */
export interface Published {
  readonly reply: Reply;
  /** Whether the state that everybody sees is another one now. */
  readonly changed: boolean;
}

/** The Event State Compositor (RFC 3903 §6): publications with entity-tags and lifetimes. */
export class EventStateCompositor {
  readonly #config: ServerConfig;
  readonly #ids: IdSource;
  readonly #resources: Resources;
  readonly #outbox: Outbox;
  readonly #deadlines = new DeadlineHeap<Publication>();
  readonly #byTag = new Map<string, Publication>();
  readonly #accept: string;
  #tags = 0;
  /** Of all bodies. */
  #octets = 0;

  constructor(config: ServerConfig, ids: IdSource, resources: Resources, outbox: Outbox) {
    this.#config = config;
    this.#ids = ids;
    this.#resources = resources;
    this.#outbox = outbox;
    this.#accept = `Accept: ${config.mediaTypes.join(', ')}\r\n`;
  }

  endsAt(): Millis | undefined {
    return this.#deadlines.endsAt();
  }

  /** Drops the publications that have run out; returns the names of the resources whose state changed by that. */
  expire(now: Millis): readonly string[] {
    const changed: string[] = [];
    for (let ended = this.#deadlines.shiftDue(now); ended; ended = this.#deadlines.shiftDue(now)) {
      const { name } = ended.resource;
      this.#remove(ended);
      if (!sameState(ended, this.#resources.latest(name))) changed.push(name);
    }
    return changed;
  }

  /** Answers a PUBLISH to a resource that is served (step 1 is done), steps 2 to 6 in order; `newTag` takes the place of a tag of ours. */
  publish(message: SipRequest, name: string, now: Millis, newTag?: string): Published {
    const refusal = this.#refuseEvent(message);
    if (refusal !== undefined) return refused(refusal);
    const tag = readTag(message);
    if (typeof tag === 'object') return refused(tag);
    const present = tag === undefined ? undefined : this.#byTag.get(tag);
    if (tag !== undefined && present?.resource.name !== name) return refused(reply(412, 'Conditional Request Failed'));
    const expires = readExpires(message);
    if (typeof expires === 'object') return refused(expires);
    const body = readBody(message);
    const badBody = this.#refuseBody(message, body, present);
    if (badBody !== undefined) return refused(badBody);
    return this.#carryOut({ entityTag: newTag ?? this.#newTag(), expires, body }, present, name, now);
  }

  /** Step 2. Event packages compare octet by octet (RFC 6665 §8.2.1). */
  #refuseEvent(message: SipRequest): Reply | undefined {
    const { eventPackage } = this.#config;
    const field = onlyField(message, 'event');
    if (field === 'conflict') return reply(400, 'Several Event Header Fields');
    const event = field && readEvent(field);
    return event?.ok && event.value.type === eventPackage ? undefined : badEvent(eventPackage);
  }

  /** Step 5. What the body says is not looked at here. */
  #refuseBody(message: SipRequest, body: Buffer | undefined, present: Publication | undefined): Reply | undefined {
    if (body === undefined) return present === undefined ? reply(400, 'Initial PUBLISH Without A Body') : undefined;
    const field = firstField(message, 'content-type');
    const media = field && readMediaType(field);
    if (media?.ok && this.#config.mediaTypes.includes(media.value.type)) return undefined;
    return reply(415, 'Unsupported Media Type', this.#accept);
  }

  /** Steps 4 to 6: a lifetime of 0 removes; a body is new state; without one the state lives on under a new tag. */
  #carryOut(
    { entityTag, expires, body }: Order,
    present: Publication | undefined,
    name: string,
    now: Millis,
  ): Published {
    const { grantedPublishLifetime } = this.#config;
    const granted = Math.min(expires ?? grantedPublishLifetime, grantedPublishLifetime);
    const endsAt = now + granted * 1_000;
    const before = this.#resources.latest(name);
    if (present !== undefined && body === undefined && granted > 0) this.#refresh(present, entityTag, endsAt);
    else {
      if (present !== undefined) this.#remove(present);
      if (body !== undefined && granted > 0) this.#store(name, entityTag, body, endsAt);
    }
    const rows = `SIP-ETag: ${entityTag}\r\nExpires: ${granted}\r\n`;
    return { reply: reply(200, 'OK', rows), changed: !sameState(before, this.#resources.latest(name)) };
  }

  #store(name: string, entityTag: string, body: Buffer, endsAt: Millis): void {
    const publication = this.#resources.write(name, entityTag, ownOctets(body));
    publication.deadline = this.#deadlines.add(publication, endsAt);
    this.#byTag.set(entityTag, publication);
    this.#octets += body.length;
    this.#makeRoom();
  }

  /** What runs out first goes first. The octets may be those of one publication alone; then even that one goes. */
  #makeRoom(): void {
    const { publications, octets } = this.#config.limits;
    for (;;) {
      const isTooMany = this.#byTag.size > publications;
      const first = isTooMany || this.#octets > octets ? this.#deadlines.first() : undefined;
      if (first === undefined) return;
      if (isTooMany) this.#outbox.limitReached('publications', publications, 'publications');
      else this.#outbox.limitReached('publications', octets, 'octets');
      this.#remove(first);
    }
  }

  /** The same state under another tag; its place among the publications of the resource stays. */
  #refresh(present: Publication, entityTag: string, endsAt: Millis): void {
    this.#byTag.delete(present.entityTag);
    present.entityTag = entityTag;
    this.#byTag.set(entityTag, present);
    if (present.deadline !== undefined) this.#deadlines.move(present.deadline, endsAt);
  }

  #remove(publication: Publication): void {
    if (publication.deadline !== undefined) this.#deadlines.cancel(publication.deadline);
    this.#byTag.delete(publication.entityTag);
    this.#octets -= publication.body.length;
    this.#resources.remove(publication);
  }

  /** The count makes a tag that was never used before, whatever the source of random ids gives (RFC 3903 §6 step 6). */
  #newTag(): string {
    this.#tags += 1;
    return `e${this.#tags.toString(36)}-${this.#ids.token()}`;
  }
}

/** An unknown or missing event package (RFC 3903 §6 step 2, RFC 6665 §8.3.2). */
export function badEvent(eventPackage: string): Reply {
  return reply(489, 'Bad Event', `Allow-Events: ${eventPackage}\r\n`);
}

function refused(refusal: Reply): Published {
  return { reply: refusal, changed: false };
}

/** Step 3: one entity-tag or none. */
function readTag(message: SipRequest): string | undefined | Reply {
  const fields = fieldsNamed(message, 'sip-if-match');
  const [field] = fields;
  if (field === undefined) return undefined;
  if (fields.length > 1) return reply(400, 'Several SIP-If-Match Header Fields');
  const tag = readEntityTag(field);
  return tag.ok ? tag.value : reply(400, 'SIP-If-Match Is Not One Entity-Tag');
}

function readExpires(message: SipRequest): Seconds | undefined | Reply {
  const field = onlyField(message, 'expires');
  if (field === undefined) return undefined;
  if (field === 'conflict') return reply(400, 'Several Expires Header Fields');
  const expires = readDeltaSeconds(field);
  return expires.ok ? expires.value : reply(400, 'Unreadable Expires');
}

/** The body; line ends alone, which clients without Content-Length put behind the header, are none. */
function readBody(message: SipRequest): Buffer | undefined {
  const body = bodyOf(message);
  const isEmpty = body.every((octet) => octet === 0x0d || octet === 0x0a || octet === 0x20 || octet === 0x09);
  return isEmpty ? undefined : body;
}

/** Octets that may be kept: a copy, where they are a small part of what they came in. */
function ownOctets(octets: Buffer): Buffer {
  return octets.buffer.byteLength <= 4 * octets.length ? octets : Buffer.from(octets);
}

/** A publication that says the same as the one before is no change of state, whoever wrote it. */
function sameState(a: Publication | undefined, b: Publication | undefined): boolean {
  if (a === b) return true;
  return a !== undefined && b !== undefined && a.body.equals(b.body);
}
