import { Recent } from '../../core/recent';
import type { Millis } from '../../core/time';
import type { RequirementId } from '../../requirements/requirement';
import { isRequest, type SipRequest, type SipResponse } from '../../sip/message';
import type { KeepAlive, MessageEvent, StimulusEnded, StimulusStarted } from '../../trace/event';
import { procedures } from '../applies';
import type { JudgeContext, Procedure, Subject } from '../check';
import type { ClientHistory } from '../client-history';
import { hasCredentials } from '../credentials';
import { callIdOf, type Exchange } from '../exchange';
import type { Seen, Sighting } from '../sighting';
import { cseqOf } from '../transaction-key';
import { hasWholeHeader } from '../truncation';
import {
  addFew,
  ClientLog,
  nothingDemanded,
  type OpenClientTransaction,
  type OpenEpisode,
  type Waiting,
} from './client-log';
import { misfitOf } from './misfit';
import { isOfAnEntry, notifyCase } from './notify-case';
import type { NotifyFacts } from './notify-facts';
import type { Episode, ProvokedCheck, Reaction, ServerResponse, Step } from './provoked-check';
import { isSeenTwice } from './seen-twice';
import { answered, ServerRequests } from './server-requests';
import { Unanswered } from './unanswered';

/** Clients whose latest conduct is remembered at once. */
const CLIENTS = 1_024;
/** Provocations that are waited for at once; of more, the oldest are given up. */
const EPISODES = 4_096;
/** A reaction with its requirement and whose it is. */
export interface JudgedReaction extends Reaction {
  readonly requirement: RequirementId;
  readonly client: string;
  readonly stimulus: number | undefined;
  readonly procedure: Procedure;
}

const none: readonly JudgedReaction[] = [];
const nobody: readonly NotifyFacts[] = [];

/**
 * Watches what clients do after something out of the ordinary: puts the trace in order as transactions of each client, finds what
 * provokes which entry, and asks its check until it has decided. Bounded, whatever peers send.
 */
export class Provocations {
  readonly #context: JudgeContext;
  readonly #byKind: ReadonlyMap<Step['kind'], readonly ProvokedCheck[]>;
  readonly #logs = new Recent<ClientLog, number>(CLIENTS);
  readonly #requests = new ServerRequests();
  readonly #episodes = new Set<OpenEpisode>();
  readonly #ofEntries = new Recent<true, number>(CLIENTS);
  readonly #unanswered = new Unanswered();
  /** The moment of the earliest window that ends. */
  #due = Number.POSITIVE_INFINITY;
  #stimulus: number | undefined;
  #isDriven = false;
  #found: JudgedReaction[] = [];

  /** @param checks those that PICS and rules leave in force */
  constructor(context: JudgeContext, checks: readonly ProvokedCheck[]) {
    this.#context = context;
    const kinds = new Set(checks.flatMap(({ on }) => on));
    this.#byKind = new Map([...kinds].map((kind) => [kind, checks.filter(({ on }) => on.includes(kind))]));
  }

  /** Provocations that are waited for now. */
  get size(): number {
    return this.#episodes.size;
  }

  /** Takes a message with what the conversations made of it. */
  message(event: MessageEvent, seen: Seen): readonly JudgedReaction[] {
    this.#pass(event.at);
    for (const sighting of seen.sightings) this.#requested(sighting);
    if (event.parsed.ok && event.direction === 'out') {
      const { message } = event.parsed;
      if (isRequest(message)) this.#asked(message, event, seen);
      else this.#responded(message, event, seen);
    } else if (event.parsed.ok && !isRequest(event.parsed.message)) this.#answered(event.parsed.message, event, seen);
    else if (seen.exchange !== undefined) this.#copied(seen.exchange, event);
    return this.#take();
  }

  /** Takes octets that are no message. */
  keepAlive(octets: KeepAlive, history: ClientHistory | undefined): readonly JudgedReaction[] {
    this.#pass(octets.at);
    const log = history && this.#logs.get(history.id);
    if (log !== undefined) this.#step(log, { kind: 'keep-alive', at: octets.at, octets });
    return this.#take();
  }

  /** Whether a NOTIFY, by its first frame, is out of the ordinary in a way that an entry of its own speaks of, and item 1 does not. */
  isOfAnotherEntry(frame: number): boolean {
    return this.#ofEntries.get(frame) === true;
  }

  /** The user is asked to act: what follows may be his doing. */
  started({ stimulus, operation, at }: StimulusStarted): void {
    this.#isDriven = true;
    this.#stimulus = stimulus;
    const logs = new Set([...this.#episodes].map(({ log }) => log));
    for (const log of logs) this.#step(log, { kind: 'action', at, operation, stimulus });
  }

  /** The wait for the client is over; what its windows decide by then, they decide. */
  ended({ at, datagramsLost, outcome, stimulus }: StimulusEnded): readonly JudgedReaction[] {
    if ((datagramsLost ?? 0) > 0) for (const episode of this.#episodes) episode.wereDatagramsLost = true;
    this.#pass(at);
    const logs = new Set([...this.#episodes].map(({ log }) => log));
    for (const log of logs) if (at >= log.lastAt) this.#step(log, { kind: 'outcome', at, outcome, stimulus });
    this.#stimulus = undefined;
    return this.#take();
  }

  /** Nothing happens until this moment, or somebody watched until it. */
  watched(at: Millis): readonly JudgedReaction[] {
    this.#pass(at);
    return this.#take();
  }

  /**
   * The end of the last window that is open for one of some entries; `undefined` where nothing is waited for. A check that would have
   * nothing to say if its window were over now waits for something that the client may do or leave, and nobody has to wait with it.
   */
  until(requirements: ReadonlySet<RequirementId>): Millis | undefined {
    let latest: Millis | undefined;
    for (const episode of this.#episodes) {
      for (const { check, until } of episode.waiting) {
        if (!requirements.has(check.requirement) || until <= (latest ?? 0)) continue;
        const wouldSay = check.judge(this.#shown(episode, until, true));
        if (wouldSay !== undefined && wouldSay.length > 0) latest = until;
      }
    }
    return latest;
  }

  #take(): readonly JudgedReaction[] {
    if (this.#found.length === 0) return none;
    const found = this.#found;
    this.#found = [];
    return found;
  }

  #requested({ subject, client, exchange, stimulus }: Sighting): void {
    const { kind, event, message } = subject;
    if (exchange.history === undefined) return;
    const log = this.#logOf(exchange.history, client);
    const notified = message.start.method === 'SUBSCRIBE' ? this.#requests.notifiedOf(message) : nobody;
    const asking = { kind, event, message, stimulus };
    // Of a header that is cut off nobody knows what is missing.
    const demanded = hasWholeHeader(subject) ? log.demanded(asking, brings(exchange, subject)) : nothingDemanded;
    const tx = {
      ...asking,
      ...demanded,
      notified,
      wasRegistered: subject.earlier?.registering?.isDone === true,
      copies: [],
      responses: [],
      final: undefined,
      before: undefined,
    };
    log.send(tx);
    if (this.#byKind.has('unanswered')) this.#unanswered.add(tx, log);
    this.#requests.subscribed(tx, log);
    this.#step(log, { kind: 'request', at: event.at, tx, event });
  }

  #copied(exchange: Exchange, event: MessageEvent): void {
    const found = this.#transactionOf(exchange);
    if (found === undefined) return;
    const { log, tx } = found;
    if (isSeenTwice(tx, event, this.#context)) return;
    addFew(tx.copies, event);
    this.#step(log, { kind: 'copy', at: event.at, tx, event });
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
    const response: ServerResponse = { event, message, status, ...(misfit !== undefined && { misfit }) };
    addFew(tx.responses, response);
    const isRepeated = tx.final !== undefined;
    if (misfit === undefined) {
      this.#unanswered.delete(tx);
      if (status >= 200) tx.final ??= response;
    }
    if (tx.final === response) log.finished(tx, response);
    this.#step(log, { kind: kindOf(response), at: event.at, tx, response, event, isRepeated });
    if (tx.final === response && status < 300) log.settled(tx);
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
    this.#step(log, { kind: isCopy ? 'server-copy' : 'server-request', at: event.at, tx, event });
  }

  /** A response of the client. */
  #answered(message: SipResponse, event: MessageEvent, { history }: Seen): void {
    const response = { event, message, status: message.start.status };
    const found = this.#requests.answeredBy(message);
    if (found === undefined) {
      const log = history && this.#logs.get(history.id);
      const meant = log?.received.findLast((one) => looksAlike(one.message, message));
      if (log !== undefined) this.#step(log, { kind: 'stray-answer', at: event.at, response, event, meant });
      return;
    }
    const { tx, log } = found;
    const isFirst = tx.final === undefined;
    answered(tx, response);
    this.#step(log, { kind: 'answer', at: event.at, tx, response, event });
    if (isFirst && tx.final !== undefined) log.answered(tx);
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
    const isMeant = ({ event }: OpenClientTransaction) => event.frame === frame;
    const tx = log?.sent.findLast(isMeant) ?? (log?.last && isMeant(log.last) ? log.last : undefined);
    return log === undefined || tx === undefined ? undefined : { log, tx };
  }

  /** Tells those who wait of the step, then finds out whom it provokes. */
  #step(log: ClientLog, step: Step): void {
    log.lastAt = step.at;
    log.step(step);
    for (const episode of log.episodes) this.#ask(episode, step.at);
    const provoked = this.#byKind.get(step.kind);
    if (provoked === undefined) return;
    const past = log.sent;
    let waiting: Waiting[] | undefined;
    for (const check of provoked) {
      if (!check.isProvokedBy(step, past, this.#context)) continue;
      const window = typeof check.window === 'number' ? check.window : check.window(step, this.#context);
      waiting ??= [];
      waiting.push({ check, until: step.at + window });
    }
    if (waiting !== undefined) this.#open(log, step, waiting);
  }

  #open(log: ClientLog, cause: Step, waiting: readonly Waiting[]): void {
    const stimulus = this.#stimulus ?? (cause.kind === 'action' ? cause.stimulus : undefined);
    const past = [...log.sent];
    const episode: OpenEpisode = { cause, log, past, steps: [], stimulus, waiting, wereDatagramsLost: false };
    this.#ask(episode, cause.at);
    if (episode.waiting.length === 0) return;
    log.provoked();
    log.episodes.add(episode);
    this.#episodes.add(episode);
    for (const { until } of episode.waiting) this.#due = Math.min(this.#due, until);
    const [oldest] = this.#episodes;
    if (oldest !== undefined && this.#episodes.size > EPISODES) this.#close(oldest);
  }

  /** Asks every check that waits; those that have decided leave. */
  #ask(episode: OpenEpisode, now: Millis): void {
    const left = episode.waiting.filter(({ check, until }) => !this.#isDecided(episode, check, now, now >= until));
    if (left.length === episode.waiting.length) return;
    episode.waiting = left;
    if (left.length === 0) this.#close(episode);
  }

  #isDecided(episode: OpenEpisode, check: ProvokedCheck, now: Millis, isOver: boolean): boolean {
    const { cause, log, stimulus } = episode;
    const reactions = check.judge(this.#shown(episode, now, isOver));
    const { requirement } = check;
    const procedure = procedureOf(cause);
    for (const { observation, evidence } of reactions ?? []) {
      const shown = evidence ?? ('event' in cause ? cause.event : undefined);
      const { client } = log;
      this.#found.push({ observation, requirement, client, stimulus, procedure, ...(shown && { evidence: shown }) });
    }
    return reactions !== undefined || isOver;
  }

  #shown({ cause, steps, past, wereDatagramsLost, log }: OpenEpisode, now: Millis, isOver: boolean): Episode {
    const { announced } = log;
    const context = this.#context;
    return { cause, steps, past, now, isOver, isDriven: this.#isDriven, wereDatagramsLost, announced, context };
  }

  #close(episode: OpenEpisode): void {
    episode.log.episodes.delete(episode);
    this.#episodes.delete(episode);
  }

  /** Time goes on: windows end. */
  #pass(now: Millis): void {
    for (const { tx, log, at } of this.#unanswered.until(now))
      this.#step(log, { kind: 'unanswered', at, tx, event: tx.event });
    if (now < this.#due) return;
    for (const episode of this.#episodes) this.#ask(episode, now);
    this.#due = Number.POSITIVE_INFINITY;
    for (const { waiting } of this.#episodes) for (const { until } of waiting) this.#due = Math.min(this.#due, until);
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

/** The procedure that a provocation belongs to. */
function procedureOf(cause: Step): Procedure {
  if (!('tx' in cause)) return 'other';
  if ('kind' in cause.tx) return procedures[cause.tx.kind];
  const { subscribe } = cause.tx;
  return subscribe === undefined ? 'other' : procedures[subscribe.kind];
}
