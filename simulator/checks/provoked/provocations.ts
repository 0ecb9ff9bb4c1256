import { RecentNumbers } from '../../core/recent-numbers';
import type { Millis } from '../../core/time';
import type { RequirementId } from '../../requirements/requirement';
import { isRequest, type SipRequest, type SipResponse } from '../../sip/message';
import type { KeepAlive, MessageEvent, StimulusEnded, StimulusStarted } from '../../trace/event';
import type { JudgeContext, Subject } from '../check';
import type { ClientHistory } from '../client-history';
import { hasCredentials } from '../credentials';
import { callIdOf, type Exchange } from '../exchange';
import type { Seen, Sighting } from '../sighting';
import { cseqOf } from '../transaction-key';
import { hasWholeHeader } from '../truncation';
import { ClientLog, nothingDemanded } from './client-log';
import { Episodes, type JudgedReaction } from './episodes';
import { misfitOf } from './misfit';
import { isOfAnEntry, notifyCase } from './notify-case';
import type { NotifyFacts } from './notify-facts';
import type { ProvokedCheck, ServerResponse } from './provoked-check';
import { addFew, OpenClientTransaction, type OpenServerTransaction, SeenResponse } from './seen-transactions';
import { isSeenTwice } from './seen-twice';
import { answered, ServerRequests } from './server-requests';
import { Unanswered } from './unanswered';

export type { JudgedReaction } from './episodes';

/** Clients whose latest conduct is remembered at once. */
const CLIENTS = 1_024;

const nobody: readonly NotifyFacts[] = [];

/**
 * Watches what clients do after something out of the ordinary: puts the trace in order as transactions of each client, finds what
 * provokes which entry, and asks its check until it has decided. Bounded, whatever peers send.
 */
export class Provocations {
  readonly #context: JudgeContext;
  readonly #episodes: Episodes;
  readonly #logs = new RecentNumbers<ClientLog>(CLIENTS);
  readonly #requests = new ServerRequests();
  readonly #ofEntries = new RecentNumbers<true>(CLIENTS);
  readonly #unanswered = new Unanswered();
  /** It came to its end with the message before. */
  #ended: OpenClientTransaction | OpenServerTransaction | undefined;

  /** @param checks those that PICS and rules leave in force */
  constructor(context: JudgeContext, checks: readonly ProvokedCheck[]) {
    this.#context = context;
    this.#episodes = new Episodes(context, checks);
  }

  /** Provocations that are waited for now. */
  get size(): number {
    return this.#episodes.size;
  }

  /** Takes a message with what the conversations made of it. */
  message(event: MessageEvent, seen: Seen): readonly JudgedReaction[] {
    this.#rest();
    this.#pass(event.at);
    for (const sighting of seen.sightings) this.#requested(sighting);
    const { parsed } = event;
    const isOfServer = event.direction === 'out';
    if (!parsed.ok || (!isOfServer && isRequest(parsed.message))) {
      if (seen.exchange !== undefined) this.#copied(seen.exchange, event);
    } else if (!isOfServer) this.#answered(parsed.message as SipResponse, event, seen);
    else if (isRequest(parsed.message)) this.#asked(parsed.message, event, seen);
    else this.#responded(parsed.message, event, seen);
    return this.#episodes.take();
  }

  /** Takes octets that are no message. */
  keepAlive(octets: KeepAlive, history: ClientHistory | undefined): readonly JudgedReaction[] {
    this.#pass(octets.at);
    const log = history && this.#logs.get(history.id);
    if (log !== undefined) this.#episodes.step(log, { kind: 'keep-alive', at: octets.at, octets });
    return this.#episodes.take();
  }

  /** Whether a NOTIFY, by its first frame, is out of the ordinary in a way that an entry of its own speaks of, and item 1 does not. */
  isOfAnotherEntry(frame: number): boolean {
    return this.#ofEntries.get(frame) === true;
  }

  /** The user is asked to act: what follows may be his doing. */
  started(event: StimulusStarted): void {
    this.#episodes.started(event);
  }

  /** The wait for the client is over; what its windows decide by then, they decide. */
  ended(event: StimulusEnded): readonly JudgedReaction[] {
    this.#episodes.lost(event);
    this.#pass(event.at);
    this.#episodes.ended(event);
    return this.#episodes.take();
  }

  /** Nothing happens until this moment, or somebody watched until it. */
  watched(at: Millis): readonly JudgedReaction[] {
    this.#pass(at);
    return this.#episodes.take();
  }

  /** The end of the last window that is open for one of some entries: as `Episodes.until`. */
  until(requirements: ReadonlySet<RequirementId>, begunBy?: Millis): Millis | undefined {
    return this.#episodes.until(requirements, begunBy);
  }

  #requested({ subject, client, exchange, stimulus }: Sighting): void {
    const { kind, event, message } = subject;
    if (exchange.history === undefined) return;
    const log = this.#logOf(exchange.history, client);
    const notified = message.start.method === 'SUBSCRIBE' ? this.#requests.notifiedOf(message) : nobody;
    const asking = { kind, event, message, stimulus };
    // Of a header that is cut off nobody knows what is missing.
    const demanded = hasWholeHeader(subject) ? log.demanded(asking, brings(exchange, subject)) : nothingDemanded;
    const wasRegistered = subject.earlier?.registering?.isDone === true;
    const tx = new OpenClientTransaction(asking, demanded, { notified, wasRegistered });
    log.send(tx);
    if (this.#episodes.areProvokedBy('unanswered')) this.#unanswered.add(tx, log);
    this.#requests.subscribed(tx, log);
    this.#episodes.step(log, { kind: 'request', at: event.at, tx, event });
  }

  #copied(exchange: Exchange, event: MessageEvent): void {
    const found = this.#transactionOf(exchange);
    if (found === undefined) return;
    const { log, tx } = found;
    if (isSeenTwice(tx, event, this.#context)) return;
    addFew(tx.copies, event);
    this.#episodes.step(log, { kind: 'copy', at: event.at, tx, event });
  }

  /** A response of the server. */
  #responded(message: SipResponse, event: MessageEvent, { exchange, history }: Seen): void {
    const { status } = message.start;
    const found = exchange === undefined ? this.#meantBy(message, history) : this.#transactionOf(exchange);
    if (found === undefined) {
      if (history !== undefined && this.#context.nextHop === undefined)
        this.#logs.get(history.id)?.strayed(message, event);
      return;
    }
    const { log, tx } = found;
    const misfit = misfitOf(message, tx.message);
    const response = new SeenResponse(event, status, misfit);
    addFew(tx.responses, response);
    const isRepeated = tx.final !== undefined;
    if (misfit === undefined) {
      this.#unanswered.delete(tx);
      if (status >= 200) tx.final ??= response;
    }
    if (tx.final === response) log.finished(tx, response);
    this.#episodes.step(log, { kind: kindOf(response), at: event.at, tx, response, event, isRepeated });
    if (tx.final === response && status < 300) this.#settled(tx, log);
  }

  /** The open transaction that a response looks like which does not fit it: Call-ID and CSeq number are the same. */
  #meantBy(message: SipResponse, history: ClientHistory | undefined) {
    const log = history && this.#logs.get(history.id);
    const tx = log?.sent.findLast((one) => looksAlike(one.message, message));
    return log === undefined || tx === undefined ? undefined : { log, tx };
  }

  /** A request of the server. */
  #asked(message: SipRequest, event: MessageEvent, { history }: Seen): void {
    const log = this.#requests.logOf(message) ?? (history && this.#logs.get(history.id));
    if (log === undefined || message.start.method === 'ACK') return;
    log.lastAt = event.at;
    const { tx, isCopy } = this.#requests.take(message, event, log);
    if (!isCopy && isOfAnEntry(notifyCase(tx, this.#context))) this.#ofEntries.set(event.frame, true);
    this.#episodes.step(log, { kind: isCopy ? 'server-copy' : 'server-request', at: event.at, tx, event });
  }

  /** A response of the client. */
  #answered(message: SipResponse, event: MessageEvent, { history }: Seen): void {
    const response = new SeenResponse(event, message.start.status);
    const found = this.#requests.answeredBy(message);
    if (found === undefined) {
      const log = history && this.#logs.get(history.id);
      const meant = log?.received.findLast((one) => looksAlike(one.message, message));
      if (log !== undefined) this.#episodes.step(log, { kind: 'stray-answer', at: event.at, response, event, meant });
      return;
    }
    const { tx, log } = found;
    const isFirst = tx.final === undefined;
    answered(tx, response);
    this.#episodes.step(log, { kind: 'answer', at: event.at, tx, response, event });
    if (!isFirst || tx.final === undefined) return;
    log.answered(tx);
    this.#end(tx, log);
  }

  #logOf({ id }: ClientHistory, client: string): ClientLog {
    const known = this.#logs.get(id);
    if (known !== undefined) return known;
    const log = new ClientLog(client);
    this.#logs.set(id, log);
    return log;
  }

  #transactionOf({ history, frame }: Exchange): { log: ClientLog; tx: OpenClientTransaction } | undefined {
    const log = history && this.#logs.get(history.id);
    const tx = log?.transactionIn(frame);
    return log === undefined || tx === undefined ? undefined : { log, tx };
  }

  #settled(tx: OpenClientTransaction, log: ClientLog): void {
    log.settled(tx);
    // The NOTIFYs of a subscription are put beside its SUBSCRIBE.
    if (tx.message.start.method !== 'SUBSCRIBE') this.#end(tx, log);
  }

  /** Who waits for something may look back at what was. */
  #end(tx: OpenClientTransaction | OpenServerTransaction, { episodes }: ClientLog): void {
    if (episodes.size === 0) this.#ended = tx;
  }

  /** What is at its end may be asked for again, but hardly is: kept are its octets. Not while others may look at the same message. */
  #rest(): void {
    this.#ended?.rest();
    this.#ended = undefined;
  }

  /** Time goes on. */
  #pass(now: Millis): void {
    for (const { tx, log, at } of this.#unanswered.until(now))
      this.#episodes.step(log, { kind: 'unanswered', at, tx, event: tx.event });
    this.#episodes.pass(now);
  }
}

/** Whether a request has credentials; the history knows it of PUBLISH, SUBSCRIBE and REGISTER. */
function brings(exchange: Exchange, { kind, message }: Subject): boolean {
  return exchange.hasCredentials || (kind === 'other-request' && hasCredentials(message));
}

/** The same Call-ID and CSeq number. */
function looksAlike(request: SipRequest, response: SipResponse): boolean {
  if (callIdOf(request) !== callIdOf(response)) return false;
  return cseqOf(request)?.number === cseqOf(response)?.number;
}

function kindOf({ status, misfit }: ServerResponse): 'provisional' | 'accepted' | 'refused' | 'misfit' {
  if (misfit !== undefined) return 'misfit';
  if (status < 200) return 'provisional';
  return status < 300 ? 'accepted' : 'refused';
}
