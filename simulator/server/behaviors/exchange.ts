import type { Millis } from '../../core/time';
import { firstField, isRequest, type SipResponse } from '../../sip/message';
import { readNameAddr } from '../../sip/name-addr';
import { parseMessage } from '../../sip/parse';
import type { Handling } from '../endpoint';
import type { NotifyMoment } from '../notifier';
import type { OutgoingPacket, Packet } from '../packet';
import { reply, writeReply } from '../reply';
import { type ServerRequest, tokensOf } from '../request';
import { dialogKey } from '../subscription';
import type { Action, ScriptedAnswer, StatusAnswer } from './behavior';
import { draftOf, writeDraft } from './draft';
import type { Moment } from './own-request';
import type { DialogEntry, OwnRequests, Sender } from './own-requests';
import { timeToT2 } from './own-response-rules';
import { fill, type Surroundings } from './placeholders';
import { reasonOf } from './reason-phrases';
import type { Taken } from './script-state';
import type { Stage } from './stage';

/** A response as the Endpoint, or its behaviour, has written it. */
interface Response {
  readonly packet: Packet;
  readonly message: SipResponse;
}

/** A request that a behaviour has taken, with all that becomes of it. A class because its copies come later. */
export class Exchange {
  readonly #stage: Stage;
  readonly #own: OwnRequests;
  readonly #request: ServerRequest;
  readonly #name: string;
  readonly #action: Action;
  readonly #startedAt: Millis;
  readonly #sender: Sender;
  #toTag: string;
  #normal: Response | undefined;
  /** How often the request has come. */
  #transmissions = 1;
  /** What copies get. */
  #last: OutgoingPacket | undefined;
  #isAnswered = false;

  constructor(stage: Stage, own: OwnRequests, { behavior, count }: Taken, request: ServerRequest, now: Millis) {
    this.#stage = stage;
    this.#own = own;
    this.#request = request;
    this.#name = behavior.name;
    this.#action = behavior.do;
    this.#startedAt = now;
    this.#toTag = request.to.tag ?? stage.ids.token();
    const around = surroundings(stage, request, count);
    this.#sender = { behavior: this.#name, request, fill: (text) => fill(text, around), lastBranch: undefined };
  }

  /** The request itself; `usual` is how the Endpoint would be given it. */
  begin(usual: Handling, now: Millis): void {
    const { answers = [], carryOut = answers.some((answer) => answer.with === 'normal'), closeAfter } = this.#action;
    if (carryOut) this.#carryOut(usual, now);
    this.#sendOwn('request', now);
    this.#answerCopy(now);
    const { connection } = this.#request.arrival;
    if (closeAfter !== undefined && connection !== undefined)
      this.#stage.schedule(now + closeAfter, () => this.#stage.disconnect(connection), now);
  }

  /** A copy: what is to be sent at it; else what was sent last, if anything was (RFC 3261 §17.2.2). */
  copy(now: Millis): void {
    this.#transmissions += 1;
    const isAnswered = this.#answerCopy(now);
    if (!isAnswered && this.#last !== undefined) this.#stage.resend(this.#last);
  }

  /** Whether this is the request of the transaction that a CANCEL is about, and it is unanswered (RFC 3261 §9.2). */
  isCancelledBy({ callId, cseq, via }: ServerRequest): boolean {
    const { branch } = this.#request.via;
    const isSame =
      via.branch === branch && callId === this.#request.callId && cseq.number === this.#request.cseq.number;
    return isSame && !this.#isAnswered;
  }

  /** Nobody will ask for the NOTIFY any more that the Endpoint keeps back. */
  end(): void {
    if (this.#isSubscribe && this.#action.notify === undefined && !this.#isAnswered)
      this.#stage.endpoint.forget(this.#dialogKey);
  }

  get #isSubscribe(): boolean {
    return this.#request.message.start.method === 'SUBSCRIBE';
  }

  get #dialogKey(): string {
    return dialogKey(this.#request.callId, this.#toTag, this.#request.from.tag ?? '');
  }

  #carryOut(usual: Handling, now: Millis): void {
    const notify: NotifyMoment = !this.#isSubscribe ? 'now' : this.#action.notify === undefined ? 'later' : 'never';
    const { arrival } = this.#request;
    const { entityTag } = this.#action;
    const handling = { ...usual, notify, ...(entityTag !== undefined && { entityTag: this.#sender.fill(entityTag) }) };
    const { send, notes } = this.#stage.endpoint.receive(arrival, now, handling);
    const own = send.find(({ bytes }) => bytes.toString('latin1', 0, 8) === 'SIP/2.0 ');
    this.#stage.pass({ send: send.filter((packet) => packet !== own), notes });
    if (own === undefined) return;
    this.#normal = readOwn(own);
    const to = firstField(this.#normal.message, 'to');
    const read = to && readNameAddr(to);
    if (read?.ok && read.value.tag !== undefined) this.#toTag = read.value.tag;
  }

  /** The answers that this transmission of the request calls for; `false` where there are none. */
  #answerCopy(now: Millis): boolean {
    const { answers = [] } = this.#action;
    const due = answers.filter(({ atCopy = 1 }) => atCopy === this.#transmissions);
    for (const answer of due) {
      const from = answer.sinceT2 ? now + timeToT2(this.#stage.config) : now;
      this.#stage.schedule(from + (answer.after ?? 0), (at) => this.#answer(answer, at), now);
    }
    return due.length > 0;
  }

  #answer(answer: ScriptedAnswer, now: Millis): void {
    const { edits, breaks = [], kept = true, stream } = answer;
    const response = answer.with === 'normal' ? this.#normal : this.#write(answer.with);
    if (response === undefined) return;
    const bytes = writeDraft(draftOf(response.message), edits, this.#sender.fill);
    for (const [, nonce] of bytes.toString('latin1').matchAll(/nonce="([^"]*)"/g))
      this.#stage.rememberNonce(nonce ?? '');
    const packet = { ...this.#pathOf(answer, response.packet), bytes };
    const context = { response: { request: this.#request, age: now - this.#startedAt, toTag: this.#toTag } };
    const sent = this.#stage.send(packet, { behavior: this.#name, breaks, context, stream });
    let at = now;
    for (const gap of answer.repeats ?? []) {
      at += gap;
      this.#stage.schedule(at, () => this.#stage.resend(sent), now);
    }
    if (!kept) return;
    this.#last = sent;
    if (response.message.start.status >= 200 && !this.#isAnswered) this.#answered(answer, response, now);
  }

  /** The first final response is out: now comes what was to follow it. */
  #answered(answer: ScriptedAnswer, { message }: Response, now: Millis): void {
    this.#isAnswered = true;
    const status = answer.edits?.status ?? message.start.status;
    if (status >= 300 && status < 400) this.#stage.redirected(this.#request.message.start.requestUri);
    // A refusal makes no subscription; inside a dialog it may leave the one that there is (RFC 6665 §4.1.2.2).
    if (this.#isSubscribe && status >= 300 && this.#request.to.tag === undefined) this.#dialog().isOver = true;
    if (this.#isSubscribe && this.#action.notify === undefined) {
      const isAccepted = answer.with === 'normal' && status < 300;
      if (isAccepted) this.#stage.pass(this.#stage.endpoint.release(this.#dialogKey, now));
      else this.#stage.endpoint.forget(this.#dialogKey);
    }
    this.#sendOwn('response', now);
    this.#sendOwn('timer-n', now);
  }

  #sendOwn(since: NonNullable<Moment['since']>, now: Millis): void {
    const isDue = (moment: Moment): boolean => (moment.since ?? 'response') === since;
    const { notify = [], requests = [] } = this.#action;
    const from = since === 'timer-n' ? now + 64 * this.#stage.config.timers.t1 : now;
    for (const each of notify.filter(isDue))
      this.#stage.schedule(
        from + (each.after ?? 0),
        (at) => this.#own.notify(this.#dialog(), each, this.#sender, at),
        now,
      );
    for (const each of requests.filter(isDue)) {
      const send = (at: Millis): void => {
        const entry = each.isInDialog ? this.#dialog() : this.#own.outside(this.#sender);
        this.#own.request(entry, each, this.#sender, at);
      };
      this.#stage.schedule(from + (each.after ?? 0), send, now);
    }
  }

  #dialog(): DialogEntry {
    return this.#own.dialogOf(this.#request, this.#toTag);
  }

  #write({ status, reason, rows = [] }: StatusAnswer): Response {
    const text = rows.map(([name, value]) => `${name}: ${this.#sender.fill(value)}\r\n`).join('');
    const { arrival, head } = this.#request;
    return readOwn(writeReply(arrival, head, reply(status, reason ?? reasonOf(status), text), this.#toTag));
  }

  #pathOf({ from, to }: ScriptedAnswer, packet: Packet): Packet {
    const { other } = this.#stage.sockets;
    const { transport, remote } = packet;
    if (from === 'other' && other !== undefined) return { transport, local: other, remote, bytes: packet.bytes };
    if (to !== 'sent-by' || transport !== 'udp') return packet;
    return { ...packet, remote: { host: remote.host, port: this.#request.via.port ?? 5060 } };
  }
}

function surroundings(stage: Stage, { arrival, message }: ServerRequest, count: number): Surroundings {
  const { config, ids, sockets } = stage;
  return {
    config,
    ids,
    local: arrival.local,
    main: sockets.main ?? arrival.local,
    other: sockets.other,
    remote: arrival.remote,
    transport: arrival.transport,
    requestUri: message.start.requestUri,
    allowEvents: tokensOf(message, 'allow-events')[0],
    count,
  };
}

/** A response of ours that can be read, or we have made a mistake. */
function readOwn(packet: Packet): Response {
  const parsed = parseMessage(packet.bytes);
  if (!parsed.ok || isRequest(parsed.message)) throw new Error('a response of ours cannot be read');
  return { packet, message: parsed.message };
}
