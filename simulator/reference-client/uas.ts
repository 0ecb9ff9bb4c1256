import { constructOutgoingResponse, IncomingRequestMessage, LoggerFactory, Parser } from 'sip.js/lib/core';
import type { Address } from './address';
import { documentType } from './document';
import type { Fault } from './fault';
import { bent } from './hooks';
import type { Arrival } from './network';
import { firstOf, type Head, listOf, paramOf, readHead } from './rows';
import { forSipJs } from './sip-js-text';
import { transactionTimeout } from './timers';
import { newToken } from './token';
import { type About, aboutNothing, type FinalAnswer, type Request, type Verdict } from './verdict';
import { branchKey, responseAddress, responseVia } from './via';

/** Methods that other user agents know; others get 501 (RFC 3261 §21.5.2). */
const knownMethods = [
  'BYE',
  'CANCEL',
  'INFO',
  'INVITE',
  'MESSAGE',
  'PRACK',
  'PUBLISH',
  'REFER',
  'REGISTER',
  'SUBSCRIBE',
  'UPDATE',
];
const allow = 'Allow: NOTIFY, OPTIONS';
const maxKept = 1000;

const loggerFactory = new LoggerFactory();
loggerFactory.builtinEnabled = false;

/** Who decides on a NOTIFY. */
export interface NotifyJudge {
  notify(request: Request): Verdict;
  about(request: Request): About;
}

/** What the user agent server does wrong on purpose. */
export interface ServerFaults {
  readonly faults: readonly Fault[];
  /** The server that the client registered with. */
  readonly server: Address;
}

/** A server transaction: what went out last, which a copy of the request gets again. */
interface Transaction {
  latest: string | undefined;
  readonly until: number;
}

/**
 * The user agent server: every answer is final and given at once (RFC 4320 §4.1), and kept for Timer J, in which copies of
 * the request get it again (RFC 3261 §17.2.2).
 */
export class UserAgentServer {
  readonly #judge: NotifyJudge;
  readonly #wrong: ServerFaults | undefined;
  readonly #kept = new Map<string, Transaction>();

  constructor(judge: NotifyJudge, wrong?: ServerFaults) {
    this.#judge = judge;
    this.#wrong = wrong;
  }

  /** Answers a request; an ACK never gets an answer. */
  receive(arrival: Arrival): void {
    const head = readHead(arrival.head);
    const via = listOf(head, 'via')[0];
    const method = head.startLine.split(' ', 1)[0] ?? '';
    if (via === undefined || method === 'ACK') return;
    const request = readRequest(arrival, head, method);
    const faults = this.#wrong?.faults ?? [];
    const server = this.#wrong?.server ?? arrival.remote;
    const to = bent(faults, 'responseAddress', responseAddress(via, arrival.remote), { request, server });
    const key = branchKey(method, via);
    const kept = faults.some(({ forgetsAnswers }) => forgetsAnswers) ? undefined : this.#recall(key);
    if (kept?.latest !== undefined) arrival.reply(kept.latest, to);
    if (kept !== undefined) return;
    const verdict = this.#verdictOn(request, faults);
    const transaction = this.#keep(key);
    // One To tag for all responses to a request (RFC 3261 §8.2.6.2).
    const tag = newToken();
    carryOut(verdict, ({ status, headers }) => {
      const right = responseText(request, responseVia(via, arrival.remote), tag, {
        status,
        ...(headers && { headers }),
      });
      transaction.latest = bent(faults, 'response', right, { request });
      arrival.reply(transaction.latest, to);
    });
  }

  #verdictOn(request: Request, faults: readonly Fault[]): Verdict {
    // What the NOTIFY is about has to be looked at before it is judged, for judging it may end the subscription.
    const about = request.method === 'NOTIFY' ? this.#judge.about(request) : aboutNothing;
    const right = this.#decide(request);
    const replaced =
      request.method === 'NOTIFY' ? faults.find(({ notify }) => notify !== undefined)?.notify : undefined;
    if (replaced !== undefined) return replaced === 'no answer' ? replaced : { status: replaced };
    return bent(faults, 'verdict', right, { request, about });
  }

  #decide(request: Request): Verdict {
    if (request.truncated || !isSound(request)) return { status: 400 };
    const { method, head } = request;
    if (method !== 'NOTIFY' && method !== 'OPTIONS')
      return { status: knownMethods.includes(method) ? 405 : 501, headers: [allow] };
    const required = listOf(head, 'require');
    // Nothing that a Require header may name is supported here (RFC 3261 §8.2.2.3).
    if (required.length > 0) return { status: 420, headers: [`Unsupported: ${required.join(', ')}`] };
    if (method === 'NOTIFY') return this.#judge.notify(request);
    return { status: 200, headers: [allow, `Accept: ${documentType}`] };
  }

  #recall(key: string): Transaction | undefined {
    const kept = this.#kept.get(key);
    return kept !== undefined && kept.until > Date.now() ? kept : undefined;
  }

  #keep(key: string): Transaction {
    const now = Date.now();
    const transaction = { latest: undefined, until: now + transactionTimeout };
    this.#kept.delete(key);
    this.#kept.set(key, transaction);
    for (const [oldest, { until }] of this.#kept) {
      if (until > now && this.#kept.size <= maxKept) break;
      this.#kept.delete(oldest);
    }
    return transaction;
  }
}

/** At once where the verdict is right; the delays are those of faults. */
function carryOut(verdict: Verdict, send: (answer: FinalAnswer) => void): void {
  if (verdict === 'no answer') return;
  const { first = [], after = 0, again, reconsider } = verdict;
  for (const { status, after: pause } of first) later(pause, () => send({ status }));
  later(after, () => send(reconsider?.() ?? verdict));
  if (again !== undefined) later(after + again, () => send(verdict));
}

function later(pause: number, act: () => void): void {
  if (pause === 0) act();
  else setTimeout(act, pause).unref();
}

function readRequest(arrival: Arrival, head: Head, method: string): Request {
  const cseq = /^(\d+)[ \t]/.exec(firstOf(head, 'cseq') ?? '')?.[1];
  return {
    method,
    head,
    text: arrival.head,
    body: arrival.body,
    callId: firstOf(head, 'call-id'),
    cseq: Number(cseq ?? Number.NaN),
    fromTag: tagOf(head, 'from'),
    toTag: tagOf(head, 'to'),
    truncated: arrival.truncated,
    surplus: arrival.surplus,
  };
}

function tagOf(head: Head, name: 'from' | 'to'): string | undefined {
  const value = firstOf(head, name);
  return value === undefined ? undefined : paramOf(value, 'tag') || undefined;
}

/** Start line and the rows without which no answer makes sense (RFC 3261 §8.1.1). */
function isSound({ method, head, callId, cseq, fromTag }: Request): boolean {
  const cseqMethod = /\s(\S+)$/.exec(firstOf(head, 'cseq') ?? '')?.[1];
  const isRequestLine = /^[^\s]+ [^\s]+ SIP\/2\.0$/i.test(head.startLine);
  const hasCallId = callId !== undefined && callId !== '';
  const hasCseq = Number.isSafeInteger(cseq) && cseq < 2 ** 31 && cseqMethod === method;
  return isRequestLine && hasCallId && hasCseq && fromTag !== undefined && parsed(head) !== undefined;
}

/** The message as sip.js' parser reads it. */
function parsed(head: Head): IncomingRequestMessage | undefined {
  if (firstOf(head, 'to') === undefined) return undefined;
  const message = Parser.parseMessage(forSipJs(head), loggerFactory.getLogger('reference-client'));
  return message instanceof IncomingRequestMessage ? message : undefined;
}

function responseText(request: Request, via: string, toTag: string, { status, headers }: FinalAnswer): string {
  const { head } = request;
  const message = parsed(head);
  if (message === undefined || request.truncated || !isSound(request)) return bareResponse(head, via, toTag, status);
  // The rows of the request go back as they came (RFC 3261 §8.2.6.2), not as sip.js had to read them.
  restore(message, 'Via', [via, ...listOf(head, 'via').slice(1)]);
  restore(message, 'From', [firstOf(head, 'from') ?? '']);
  restore(message, 'To', [firstOf(head, 'to') ?? '']);
  return constructOutgoingResponse(message, {
    statusCode: status,
    toTag,
    ...(headers && { extraHeaders: [...headers] }),
  }).message;
}

function restore(message: IncomingRequestMessage, name: string, values: readonly string[]): void {
  const parsedValue = message.headers[name]?.[0]?.parsed;
  message.headers[name] = values.map((raw, index) => (index === 0 ? { raw, parsed: parsedValue } : { raw }));
}

/** An answer with whatever the request has of the rows that a response copies (RFC 3261 §8.2.6.2). */
function bareResponse(head: Head, via: string, toTag: string, status: number): string {
  const vias = [via, ...listOf(head, 'via').slice(1)].map((value) => `Via: ${value}`);
  const copied = (['from', 'to', 'call-id', 'cseq'] as const).flatMap((name) => {
    const value = firstOf(head, name);
    if (value === undefined) return [];
    return [`${name}: ${name === 'to' && paramOf(value, 'tag') === undefined ? `${value};tag=${toTag}` : value}`];
  });
  const reason = status === 200 ? 'OK' : 'Bad Request';
  return [`SIP/2.0 ${status} ${reason}`, ...vias, ...copied, 'Content-Length: 0', '', ''].join('\r\n');
}
