import type { Millis, Seconds } from '../core/time';
import { readEntityTag } from '../sip/entity-tag';
import { fieldsNamed, firstField, type SipRequest, type SipResponse } from '../sip/message';
import { readDeltaSeconds } from '../sip/numbers';
import type { Writable } from '../sip/writable';
import type { MessageEvent } from '../trace/event';
import type { Subject, SubjectBody } from './check';
import type { ClientHistory } from './client-history';
import { EntityTags, type Granted, type PublishedContent, tagNumber } from './entity-tags';
import type { Exchange, Refusal } from './exchange';
import { ownCopy } from './own-copy';
import { Repetitions } from './repetitions';
import { isSameRun, markOf } from './run-mark';

/** Refusals whose response is kept: the corrected request follows soon. */
const REFUSALS = 1_000;
/** After these a corrected request is a new transaction, and what it may hold depends on the refusal (RFC 3903 §4 and §5). */
const refusing: ReadonlySet<number> = new Set([401, 407, 412, 423]);

type After = NonNullable<Subject['after']>;
type Publication = Pick<
  Subject,
  'entityTagProblem' | 'published' | 'holdsNoTag' | 'repeats' | 'forgets' | 'isReregistered'
>;

/** What the simulator answered to the requests of clients. */
export class Answers {
  readonly entityTags: EntityTags;
  readonly #repetitions = new Repetitions();
  readonly #refusals: Refusal[] = [];
  #nextRefusal = 0;
  #publication: 'none' | 'waiting' | number = 'none';

  /**
   * @param isWhole whether the trace shows the clients from their beginning
   * @param isOurs whether the server is ours
   */
  constructor(isWhole: boolean, isOurs: boolean) {
    this.entityTags = new EntityTags(isWhole, isOurs);
  }

  /** What came of the last settings PUBLISH: nothing sent yet, no final response yet, or its status. */
  get publication(): 'none' | 'waiting' | number {
    return this.#publication;
  }

  /** Adds what is known of the publication that a PUBLISH is about: the one in SIP-If-Match, else the last one of the client. */
  addPublication(into: Writable<Publication>, subject: Subject, owner: ClientHistory): void {
    const tag = usedBy(subject.message);
    const last = owner.granted;
    const state = tag === undefined ? last?.state : this.entityTags.stateOf(tag, owner);
    if (tag !== undefined) {
      const problem = this.entityTags.problemOf(tag, owner);
      if (problem !== undefined) into.entityTagProblem = problem;
      if (state !== undefined) into.published = state;
      else if (last === undefined) into.holdsNoTag = true;
    } else if (
      last !== undefined &&
      isInForce(last, subject) &&
      firstField(subject.message, 'sip-if-match') === undefined
    ) {
      const { message, event } = subject;
      into.forgets = { tag: last.tag, state: last.state, isSameRun: isSameRun(last.mark, message, event) };
    }
    if (state !== undefined && this.#repetitions.isRegisteredSince(state.frame, subject.event))
      into.isReregistered = true;
    if (state !== undefined && this.#repetitions.isUnexplained(state, subject.event, subject.body))
      into.repeats = state;
  }

  /** Takes a settings PUBLISH that is about to be answered. */
  published(exchange: Exchange, { message, body, event }: Subject): void {
    const owner = exchange.history;
    if (owner === undefined) return;
    const used = usedBy(message);
    const number = used === undefined ? undefined : tagNumber(used, owner);
    const wasDoubtful = owner.granted?.isDoubtful ?? false;
    exchange.published = { owner, used: number, content: contentOf(body), mark: markOf(message, event), wasDoubtful };
    if (owner.granted !== undefined) owner.granted.isDoubtful = true;
    this.#publication = 'waiting';
  }

  /** Takes a 200 to REGISTER. */
  registered(event: MessageEvent): void {
    this.#repetitions.registered(event);
  }

  /** Takes a copy of a request. */
  copied({ published }: Exchange): void {
    if (published !== undefined) this.entityTags.copied(published);
  }

  /** Takes the first final response to a request; `true` for a 2xx to a settings PUBLISH. */
  answered(exchange: Exchange, response: SipResponse, { frame, at }: MessageEvent): boolean {
    const { status } = response.start;
    exchange.status = status;
    if (refusing.has(status)) this.#refuse(exchange, response);
    exchange.history?.answered(exchange, response);
    const { published } = exchange;
    if (published === undefined) return false;
    this.#publication = status;
    // Where nothing was granted, nothing is to be remembered.
    if (status >= 300) exchange.published = undefined;
    const { owner } = published;
    // A challenge says nothing of the publication.
    if ((status === 401 || status === 407) && owner.granted !== undefined)
      owner.granted.isDoubtful = published.wasDoubtful;
    const tag = status < 300 ? firstField(response, 'sip-etag')?.value : undefined;
    if (tag === undefined) return status < 300;
    this.entityTags.granted(published, tag, { frame, at, lifetime: lifetimeIn(response) });
    // A client that sees another Via below its own does not take the response for its own (RFC 3261 §8.1.3.3).
    if (owner.granted !== undefined && fieldsNamed(response, 'via').length > 1) owner.granted.isDoubtful = true;
    return status < 300;
  }

  /** Takes a final response that answers no request that was seen: whose entity-tag it is, nobody knows, but it was given out. */
  strayed(response: SipResponse): void {
    if (response.start.status >= 300) return;
    const tag = firstField(response, 'sip-etag')?.value;
    if (tag !== undefined) this.entityTags.strayed(tag);
  }

  /** The refusal that made the client repeat the request, if it is a repeat. */
  before({ cseq, refusalBefore }: Exchange): After | undefined {
    const response = refusalBefore?.response;
    if (refusalBefore === undefined || response === undefined) return undefined;
    if (cseq === undefined || refusalBefore.cseq === undefined || cseq <= refusalBefore.cseq) return undefined;
    return { status: refusalBefore.status, response, times: refusalBefore.times };
  }

  #refuse(exchange: Exchange, response: SipResponse): void {
    const { cseq, refusalBefore } = exchange;
    const { status } = response.start;
    const times = refusalBefore?.status === status ? refusalBefore.times + 1 : 1;
    const refusal: Refusal = { status, times, cseq, response };
    exchange.refusal = refusal;
    const oldest = this.#refusals[this.#nextRefusal];
    if (oldest !== undefined) oldest.response = undefined;
    this.#refusals[this.#nextRefusal] = refusal;
    this.#nextRefusal = (this.#nextRefusal + 1) % REFUSALS;
  }
}

/** So much before its end a publication counts as expired: whoever publishes then may think so. */
const NEAR_THE_END: Millis = 1_000;

/** Whether a client's last publication goes on for all that anybody knows, and a PUBLISH is about the same resource and entity. */
function isInForce({ isDoubtful, state, mark }: Granted, { message, event, body }: Subject): boolean {
  const { lifetime, at, entityId } = state;
  if (isDoubtful || lifetime === undefined || event.timeUnknown) return false;
  if (event.at - at > lifetime * 1_000 - NEAR_THE_END || mark.requestUri !== message.start.requestUri) return false;
  return body === undefined || (body.document.ok && body.document.document.entities[0]?.id === entityId);
}

/** What a document says, kept without the document. */
function contentOf(body: SubjectBody | undefined): PublishedContent | undefined {
  if (body === undefined) return undefined;
  const read = body.document;
  const entityId = read.ok ? read.document.entities[0]?.id : undefined;
  return {
    settings: read.ok ? read.document.values : undefined,
    entityId: entityId === undefined ? undefined : ownCopy(entityId),
  };
}

/** The lifetime that a 2xx grants (RFC 3903 §6 step 6). */
function lifetimeIn(response: SipResponse): Seconds | undefined {
  const field = firstField(response, 'expires');
  const read = field === undefined ? undefined : readDeltaSeconds(field);
  return read?.ok ? read.value : undefined;
}

/** The one entity-tag in SIP-If-Match; what cannot be read is judged by the syntax. */
function usedBy(message: SipRequest): string | undefined {
  const field = firstField(message, 'sip-if-match');
  const read = field === undefined ? undefined : readEntityTag(field);
  return read?.ok ? read.value : undefined;
}
