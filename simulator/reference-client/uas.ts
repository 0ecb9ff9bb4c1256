import { constructOutgoingResponse, IncomingRequestMessage, LoggerFactory, Parser } from 'sip.js/lib/core';
import type { Address } from './address';
import { documentType } from './document';
import type { Arrival } from './network';
import { firstOf, type Head, listOf, paramOf, readHead } from './rows';
import { forSipJs } from './sip-js-text';
import { transactionTimeout } from './timers';
import { newToken } from './token';

/** A request that arrived, as far as its answer depends on it. */
export interface Request {
  readonly method: string;
  readonly head: Head;
  readonly body: string;
  readonly callId: string;
  readonly cseq: number;
  readonly fromTag: string | undefined;
  readonly toTag: string | undefined;
}

/** The answer to a request, or nothing at all. */
export type Verdict = { readonly status: number; readonly headers?: readonly string[] } | 'no answer';

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

/**
 * The user agent server: every answer is final and given at once (RFC 4320 §4.1), and kept for Timer J, in which copies of
 * the request get it again (RFC 3261 §17.2.2).
 */
export class UserAgentServer {
  readonly #onNotify: (request: Request) => Verdict;
  readonly #kept = new Map<string, { readonly answer: string; readonly until: number }>();

  constructor(onNotify: (request: Request) => Verdict) {
    this.#onNotify = onNotify;
  }

  /** Answers a request; an ACK never gets an answer. */
  receive(arrival: Arrival): void {
    const head = readHead(arrival.head);
    const via = listOf(head, 'via')[0];
    const method = head.startLine.split(' ', 1)[0] ?? '';
    if (via === undefined || method === 'ACK') return;
    const to = responseAddress(via, arrival.remote);
    const key = `${method} ${via}`;
    const kept = this.#recall(key);
    const answer = kept ?? this.#answer(arrival, head, method, responseVia(via, arrival.remote));
    if (answer === undefined) return;
    if (kept === undefined) this.#keep(key, answer);
    arrival.reply(answer, to);
  }

  #answer(arrival: Arrival, head: Head, method: string, via: string): string | undefined {
    const message = Parser.parseMessage(forSipJs(head), loggerFactory.getLogger('reference-client'));
    if (arrival.truncated || !(message instanceof IncomingRequestMessage) || !isSound(message, method))
      return badRequest(head, via);
    const { callId, cseq, fromTag, toTag } = message;
    const verdict = this.#decide({ method, head, body: arrival.body, callId, cseq, fromTag, toTag });
    if (verdict === 'no answer') return undefined;
    // The rows of the request go back as they came (RFC 3261 §8.2.6.2), not as sip.js had to read them.
    restore(message, 'Via', [via, ...listOf(head, 'via').slice(1)]);
    restore(message, 'From', [firstOf(head, 'from') ?? '']);
    restore(message, 'To', [firstOf(head, 'to') ?? '']);
    return constructOutgoingResponse(message, {
      statusCode: verdict.status,
      ...(verdict.headers && { extraHeaders: [...verdict.headers] }),
    }).message;
  }

  #decide(request: Request): Verdict {
    const required = listOf(request.head, 'require');
    // Nothing that a Require header may name is supported here (RFC 3261 §8.2.2.3).
    if (required.length > 0 && request.method !== 'CANCEL')
      return { status: 420, headers: [`Unsupported: ${required.join(', ')}`] };
    if (request.method === 'NOTIFY') return this.#onNotify(request);
    if (request.method === 'OPTIONS') return { status: 200, headers: [allow, `Accept: ${documentType}`] };
    return { status: knownMethods.includes(request.method) ? 405 : 501, headers: [allow] };
  }

  #recall(key: string): string | undefined {
    const kept = this.#kept.get(key);
    return kept !== undefined && kept.until > Date.now() ? kept.answer : undefined;
  }

  #keep(key: string, answer: string): void {
    const now = Date.now();
    this.#kept.delete(key);
    this.#kept.set(key, { answer, until: now + transactionTimeout });
    for (const [oldest, { until }] of this.#kept) {
      if (until > now && this.#kept.size <= maxKept) break;
      this.#kept.delete(oldest);
    }
  }
}

function isSound(message: IncomingRequestMessage, method: string): boolean {
  const { callId, cseq, fromTag } = message;
  const cseqMethod = /\s(\S+)$/.exec(message.getHeader('cseq') ?? '')?.[1];
  return (
    callId !== undefined &&
    cseq !== undefined &&
    fromTag !== undefined &&
    message.to !== undefined &&
    cseqMethod === method
  );
}

function restore(message: IncomingRequestMessage, name: string, values: readonly string[]): void {
  const parsed = message.headers[name]?.[0]?.parsed;
  message.headers[name] = values.map((raw, index) => (index === 0 ? { raw, parsed } : { raw }));
}

/** 400 with whatever the request has of the rows that a response copies (RFC 3261 §8.2.6.2). */
function badRequest(head: Head, via: string): string {
  const vias = [via, ...listOf(head, 'via').slice(1)].map((value) => `Via: ${value}`);
  const copied = (['from', 'to', 'call-id', 'cseq'] as const).flatMap((name) => {
    const value = firstOf(head, name);
    if (value === undefined) return [];
    return [`${name}: ${name === 'to' && paramOf(value, 'tag') === undefined ? `${value};tag=${newToken()}` : value}`];
  });
  return ['SIP/2.0 400 Bad Request', ...vias, ...copied, 'Content-Length: 0', '', ''].join('\r\n');
}

/** The top Via with `received` and `rport` filled in (RFC 3261 §18.2.1, RFC 3581 §4). */
function responseVia(via: string, remote: Address): string {
  const wantsRport = paramOf(via, 'rport') === '';
  const filled = wantsRport ? via.replace(/;\s*rport\b/i, `;rport=${remote.port}`) : via;
  const differs = sentBy(via).host !== remote.host;
  return (wantsRport || differs) && paramOf(via, 'received') === undefined
    ? `${filled};received=${remote.host}`
    : filled;
}

/** Where a response goes over UDP: the source address, and its port with rport, else the sent-by port (RFC 3581 §4). */
function responseAddress(via: string, remote: Address): Address {
  return { host: remote.host, port: paramOf(via, 'rport') === undefined ? sentBy(via).port : remote.port };
}

function sentBy(via: string): Address {
  const match = /^\S+\s*\/\s*\S+\s*\/\s*\S+\s+(?:\[([^\]]+)\]|([^\s:;]+))(?:\s*:\s*(\d+))?/.exec(via);
  return { host: match?.[1] ?? match?.[2] ?? '', port: Number(match?.[3] ?? 5060) };
}
