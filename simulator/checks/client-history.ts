import { numberOf } from '../core/text-number';
import type { Millis } from '../core/time';
import { firstField, type SipRequest, type SipResponse } from '../sip/message';
import type { Writable } from '../sip/writable';
import type { MessageEvent } from '../trace/event';
import type { Earlier, EarlierRequest, Subject } from './check';
import type { Attempts } from './completions';
import { Credentials, hasCredentials } from './credentials';
import type { Granted } from './entity-tags';
import { type Exchange, isRepairable } from './exchange';
import { Fetches } from './fetches';
import { Redirections } from './redirections';
import { Registering } from './registering';
import { type ComparedTag, Tags } from './tags';
import { tagOf } from './transaction-key';

/** Call-IDs of PUBLISH and SUBSCRIBE that are remembered of one client. */
const USES = 8;

let ids = 0;

function nextId(): number {
  ids += 1;
  return ids;
}

/** What surrounds a request that is about to be remembered. */
export interface Circumstances {
  readonly kind: Subject['kind'];
  readonly stimulus: number | undefined;
  /** The address that it came from, as a number. */
  readonly source: number;
}

/**
 * What one client at one host did before, as far as later requests are compared with it: one record instead of a map for each
 * fact. Bounded; holds on to no message.
 */
export class ClientHistory {
  /** A number of its own. */
  readonly id = nextId();
  /** Its publication that was granted last; kept by `EntityTags`. */
  granted: Granted | undefined;
  /** Kept by `Completions`. */
  publishing: Attempts | undefined;
  retrieving: Attempts | undefined;
  /** The latest PUBLISH or SUBSCRIBE of each Call-ID and method, the latest last. */
  readonly #uses: Exchange[] = [];
  readonly #registering = new Registering();
  readonly #credentials = new Credentials();
  readonly #fetches = new Fetches();
  readonly #tags = new Tags();
  #redirections: Redirections | undefined;
  #lastFrame = 0;
  #isAnswered = false;

  /** How many records are kept now. */
  get size(): number {
    return this.#uses.length + this.#registering.list.length + this.#tags.size;
  }

  /** Takes a new request; says what was before it, unless it is the first one. */
  begin(exchange: Exchange, message: SipRequest, event: MessageEvent, around: Circumstances): Earlier | undefined {
    const before = this.#lastFrame;
    this.#lastFrame = exchange.frame;
    const earlier: Writable<Earlier> | undefined =
      before === 0 ? undefined : { frame: before, isAnswered: this.#isAnswered };
    const { method } = exchange;
    const isRegister = method === 'REGISTER';
    if (!isRegister && method !== 'PUBLISH' && method !== 'SUBSCRIBE') return earlier;
    exchange.hasCredentials = hasCredentials(message);
    const same = isRegister ? this.#registering.find(exchange.callId) : this.#sameUse(exchange);
    const sameCallId = same ?? (isRegister ? undefined : this.#sameCallId(exchange));
    if (same !== undefined) exchange.follows(same);
    const tag = tagOf(message, 'from');
    if (tag !== undefined) exchange.tag = numberOf(tag);
    if (earlier !== undefined) this.#look(earlier, exchange, sameCallId, message, event, around);
    if (around.kind === 'settings-subscribe' && around.stimulus === undefined) {
      const fetches = this.#fetch(message, event.at, sameCallId);
      if (earlier !== undefined && fetches !== undefined) earlier.fetches = fetches;
    }
    if (tag !== undefined) {
      const compared = this.#tags.take(exchange, tag, sameCallId !== undefined);
      if (earlier !== undefined) addTag(earlier, compared);
    }
    if (isRegister) this.#registering.add(exchange, message, event, around);
    else this.#use(exchange, same);
    return earlier;
  }

  /** Takes a final response to one of its requests. */
  answered(exchange: Exchange, response: SipResponse): void {
    this.#isAnswered = true;
    const { status } = response.start;
    if ((status >= 300 && status < 400) || status === 416) {
      this.#redirections ??= new Redirections();
      this.#redirections.take(response);
    }
    this.#credentials.answered(exchange);
    if (exchange.method === 'REGISTER') this.#registering.answered(exchange, response);
  }

  /** Whether it was sent to a URI by a redirection, or may take it for its tel URI. */
  wasSentTo(requestUri: string): boolean {
    return this.#redirections?.has(requestUri) ?? false;
  }

  /** Takes the To tag of one of its answers; says whether there was something to compare it with, and what is wrong. */
  answers(callId: number, tag: string, frame: number): ComparedTag {
    return this.#tags.takeAnswer(callId, tag, frame);
  }

  /** The request that an ACK can only be meant for: the same Call-ID and CSeq number. */
  meantBy(callId: number, cseq: number | undefined): Exchange | undefined {
    if (cseq === undefined) return undefined;
    const isMeant = (exchange: Exchange) => exchange.callId === callId && exchange.cseq === cseq;
    return this.#uses.find(isMeant) ?? this.#registering.list.find(isMeant);
  }

  #look(
    earlier: Writable<Earlier>,
    exchange: Exchange,
    sameCallId: Exchange | undefined,
    message: SipRequest,
    event: MessageEvent,
    around: Circumstances,
  ): void {
    if (sameCallId !== undefined) earlier.sameCallId = earlierRequest(sameCallId, event);
    if (exchange.method === 'REGISTER') {
      const other = this.#registering.otherThan(exchange, message, event, around);
      if (other !== undefined) earlier.otherRegistration = other;
    }
    const registering = this.#registering.seen;
    if (registering !== undefined) earlier.registering = registering;
    this.#credentials.compare(earlier, exchange);
    const ports = this.#registering.protectedPorts;
    if (ports.length > 0) earlier.protectedPorts = ports;
  }

  /** A request that is repeated after a refusal is one fetch with the first; one that a driver asked for is no polling. */
  #fetch(message: SipRequest, at: Millis, sameCallId: Exchange | undefined): Earlier['fetches'] {
    const isFetch = Number(firstField(message, 'expires')?.value ?? Number.NaN) === 0;
    return isFetch && !isRepairable(sameCallId?.status ?? 0) ? this.#fetches.add(at) : undefined;
  }

  #sameUse({ callId, method }: Exchange): Exchange | undefined {
    for (const use of this.#uses) if (use.callId === callId && use.method === method) return use;
    return undefined;
  }

  /** The latest request of another method with the Call-ID. */
  #sameCallId({ callId }: Exchange): Exchange | undefined {
    for (const use of this.#uses) if (use.callId === callId) return use;
    return this.#registering.find(callId);
  }

  #use(exchange: Exchange, same: Exchange | undefined): void {
    if (same !== undefined) this.#uses.splice(this.#uses.indexOf(same), 1);
    else if (this.#uses.length >= USES) this.#uses.shift();
    this.#uses.push(exchange);
  }
}

function addTag(earlier: Writable<Earlier>, { tagsCompared, tagProblem }: ComparedTag): void {
  if (tagsCompared) earlier.tagsCompared = true;
  if (tagProblem !== undefined) earlier.tagProblem = tagProblem;
}

function earlierRequest(exchange: Exchange, event: MessageEvent): EarlierRequest {
  const { frame, method, cseq, status } = exchange;
  return { frame, method, cseq, status, isSamePlace: exchange.isAtPlaceOf(event) };
}
