import { isRequest, type SipRequest, type SipResponse } from '../sip/message';
import { urisEqual } from '../sip/uri-equality';
import type { Writable } from '../sip/writable';
import type { MessageEvent, TraceEvent } from '../trace/event';
import { Answers } from './answers';
import { procedures } from './applies';
import type { JudgeContext, LearnedAddress, Registration, Subject, SubjectKind, TransportEvent } from './check';
import { classify } from './classify';
import { ClientAnswers } from './client-answers';
import type { ClientHistory } from './client-history';
import { Dialogs } from './dialogs';
import type { Exchange } from './exchange';
import { Forms } from './form';
import { Handshakes } from './handshakes';
import { uriIn } from './im-address';
import { Registrations, removesBindings } from './registrations';
import { bodyOfSubject } from './settings-body';
import { hasSeveralVias } from './several-vias';
import type { Seen, Sighting, TransportSighting } from './sighting';
import { type Source, Sources } from './sources';
import { StimulusWatch } from './stimulus-watch';
import { cseqOf, tagOf } from './transaction-key';
import { type Taken, Transactions } from './transactions';
import { isHeaderCut, isWebSocket } from './truncation';
import { WebSocketParts } from './web-socket-parts';

const nothing: Seen = { sightings: [] };
const accountedFor: Seen = { sightings: [], isAccountedFor: true };

/**
 * Turns the trace into requests to judge: each once per transaction, with the stimulus, the registration and the refusal that
 * it belongs to, and with what the client did before. Bounded in memory, whatever clients send. The trace may begin anywhere: what
 * was before is unknown then, and nothing is concluded from it.
 */
export class Conversations {
  readonly #context: JudgeContext;
  readonly #answers: Answers;
  readonly #registrations = new Registrations();
  readonly #transactions = new Transactions();
  readonly #dialogs = new Dialogs();
  readonly #sources: Sources;
  readonly #forms: Forms;
  readonly #stimulus = new StimulusWatch();
  readonly #clientAnswers = new ClientAnswers();
  readonly #parts = new WebSocketParts();
  readonly #handshakes = new Handshakes();

  /** @param isOurs whether the server is ours */
  constructor(context: JudgeContext, isOurs = false) {
    this.#context = context;
    this.#answers = new Answers(context.nextHop !== undefined, isOurs);
    this.#sources = new Sources(context);
    this.#forms = new Forms(context);
  }

  /** What came of the last settings PUBLISH: nothing sent yet, no final response yet, or its status. */
  get publication(): 'none' | 'waiting' | number {
    return this.#answers.publication;
  }

  /** How many records of each sort are kept now. */
  get sizes(): readonly number[] {
    const { sources, histories } = this.#sources.sizes;
    const answers = [this.#answers.entityTags.size, this.#clientAnswers.size, ...this.#webSockets];
    return [sources, histories, this.#registrations.size, this.#transactions.size, ...this.#dialogs.sizes, ...answers];
  }

  get #webSockets(): readonly number[] {
    return [this.#parts.size, this.#handshakes.size];
  }

  see(event: TraceEvent): Seen {
    switch (event.kind) {
      case 'message':
        return this.#message(event);
      case 'stimulus-started':
        this.#stimulus.started(event);
        return nothing;
      case 'stimulus-ended':
        return { sightings: this.#stimulus.ended(event) };
      case 'keep-alive':
      case 'websocket-handshake':
        return this.#transport(event);
      default:
        return nothing;
    }
  }

  #message(event: MessageEvent): Seen {
    if (event.direction === 'in' && this.#parts.isRest(event)) return accountedFor;
    if (!event.parsed.ok) return nothing;
    const { message } = event.parsed;
    if (!isRequest(message))
      return event.direction === 'in' ? this.#answer(message, event) : this.#answered(message, event);
    const { method } = message.start;
    if (method === 'INVITE') this.#transactions.invited(message);
    if (event.direction === 'in') return this.#request(message, event);
    this.#clientAnswers.asked(message);
    if (method === 'NOTIFY' && !isHeaderCut(event, message)) this.#dialogs.notified(message, event.frame);
    return this.#ofClient(event, nothing);
  }

  /** A response of the simulator. */
  #answered(response: SipResponse, event: MessageEvent): Seen {
    const { status } = response.start;
    if (isHeaderCut(event, response)) return nothing;
    const exchange = this.#transactions.answeredBy(response, event);
    if (status < 200) return this.#ofClient(event, nothing, exchange);
    if (exchange === undefined || isForAnother(response, exchange)) {
      this.#answers.strayed(response);
      if (exchange !== undefined) return this.#ofClient(event, nothing, exchange);
    }
    const isFirst = exchange !== undefined && exchange.status === 0;
    if (exchange !== undefined && !isFirst) exchange.isAnsweredAgain = true;
    if (isFirst && this.#answers.answered(exchange, response, event)) this.#stimulus.accepted();
    if (status < 300) {
      const method = exchange?.method ?? cseqOf(response)?.method;
      if (method === 'SUBSCRIBE') this.#dialogs.accepted(response, exchange?.hasToTag === false);
      if (status === 200 && method === 'REGISTER') this.#registered(response, exchange, event);
    }
    return isFirst ? { sightings: [], answered: exchange, exchange } : this.#ofClient(event, nothing, exchange);
  }

  #registered(response: SipResponse, exchange: Exchange | undefined, event: MessageEvent): void {
    this.#registrations.answered(response, exchange?.isRemoval ?? false, this.#sources.at(event.remote));
    this.#answers.registered(event);
  }

  #request(message: SipRequest, event: MessageEvent): Seen {
    const isStrange = this.#sources.isStrange(message, event.remote);
    const found = classify(message, {
      context: this.#context,
      operation: this.#stimulus.operation,
      gaveTag: (tag) => this.#answers.entityTags.gave(tag),
      isInDialog: (toTag) => this.#isInDialog(message, toTag),
    });
    if (found === undefined && (isStrange || this.#isOfNobody(message, event))) return nothing;
    const taken = this.#transactions.take(message, event);
    if (taken.isCopy) return this.#copied(taken.exchange, message, event);
    const { method } = message.start;
    const kind = found?.kind ?? (method === 'REGISTER' ? 'register' : 'other-request');
    const isSure = !isStrange && found !== undefined && !found.candidate;
    const sighting = this.#sighting(kind, message, event, taken, isSure);
    if (isStrange) return this.#leaveOut(sighting);
    if (found?.candidate) {
      this.#stimulus.hold(sighting);
      return accountedFor;
    }
    return this.#release(sighting);
  }

  /** A response of the client, once for each transaction; a stranger's is nobody's business. */
  #answer(message: SipResponse, event: MessageEvent): Seen {
    if (this.#sources.isStranger(event.remote)) return nothing;
    const source = this.#sources.at(event.remote);
    const answer = this.#clientAnswers.take(message, event, source, () => this.#dialogs.isOfSettings(message));
    if (answer === undefined) return this.#ofClient(event, accountedFor);
    return {
      ...this.#ofClient(event, nothing),
      answer: { answer, client: source?.client, stimulus: this.#stimulus.number },
    };
  }

  #transport(event: TransportEvent): Seen {
    const client = this.#sources.at(event.remote)?.client;
    const isStranger = this.#sources.isStranger(event.remote);
    if (client === undefined && event.kind === 'websocket-handshake')
      this.#handshakes.hold(event, this.#stimulus.number, !isStranger);
    if (isStranger) return nothing;
    return { ...this.#ofClient(event, nothing), transport: { event, client, stimulus: this.#stimulus.number } };
  }

  #copied(exchange: Exchange, message: SipRequest, event: MessageEvent): Seen {
    this.#answers.copied(exchange);
    return { ...accountedFor, exchange, breaches: this.#transactions.repeated(exchange, message, event) };
  }

  /** What there is to say of a message that is not judged by itself: whose it is. */
  #ofClient({ remote }: MessageEvent | TransportEvent, seen: Seen, exchange?: Exchange): Seen {
    const history = this.#sources.at(remote)?.history;
    if (history === undefined && exchange === undefined) return seen;
    return { ...seen, ...(history && { history }), ...(exchange && { exchange }) };
  }

  /**
   * Where nobody told the client a next hop, the trace may begin in the middle of a dialog: then the To tag is believed of a request
   * that is sent like one inside.
   */
  #isInDialog(message: SipRequest, toTag: string): boolean {
    return this.#dialogs.has(message, toTag) || (this.#context.nextHop === undefined && !isSentAsNew(message));
  }

  /** Something else than registration and settings, from an address where no client was seen. */
  #isOfNobody(message: SipRequest, { remote }: MessageEvent): boolean {
    // Methods are compared with regard to case (RFC 3261 §7.1), but a misspelt REGISTER is a client's all the same.
    return message.start.method.toUpperCase() !== 'REGISTER' && this.#sources.at(remote) === undefined;
  }

  #sighting(
    kind: SubjectKind,
    message: SipRequest,
    event: MessageEvent,
    { exchange, earlier }: Taken,
    isSure: boolean,
  ): Sighting {
    const source = this.#sources.of(kind, message, event.remote);
    const { address: imAddress, client, history } = source;
    const stimulus = this.#stimulus.number;
    exchange.history = history;
    if (kind === 'register') exchange.isRemoval = removesBindings(message);
    const subject: Writable<Subject> = { kind, event, message };
    const asked = this.#stimulus.asked;
    if (asked !== undefined) subject.stimulus = asked;
    const form = this.#forms.of(message, event);
    const body = form === undefined ? bodyOfSubject(message, this.#context) : form.body;
    if (body !== undefined) subject.body = body;
    this.#addRegistration(subject, source);
    this.#addHistory(subject, exchange, source, isSure);
    if (history.wasSentTo(message.start.requestUri)) subject.isRedirected = true;
    const after = this.#answers.before(exchange);
    if (after !== undefined) subject.after = after;
    if (earlier !== undefined) subject.reusesBranchOf = earlier.frame;
    if (kind === 'settings-publish') this.#answers.addPublication(subject, subject, history);
    const sighting = { subject, imAddress, client, stimulus, form, exchange };
    return message.start.method === 'ACK' ? this.#acknowledging(sighting, subject, history) : sighting;
  }

  /** What was before it; what the capture cut off is compared with nothing, now and later. */
  #addHistory(subject: Writable<Subject>, exchange: Exchange, { history, id: source }: Source, isSure: boolean): void {
    const { kind, event, message } = subject;
    if (isHeaderCut(event, message)) return;
    const earlier = history.begin(exchange, message, event, { kind, stimulus: this.#stimulus.number, source });
    if (earlier !== undefined) subject.earlier = earlier;
    this.#addDialog(subject);
    if (message.start.method !== 'SUBSCRIBE') return;
    this.#dialogs.subscribed(message, event.frame, isSure && kind.startsWith('settings-subscribe'));
  }

  /** The registration behind a request, where somebody looks at it. */
  #addRegistration(subject: Writable<Subject>, source: Source): void {
    const { imAddress, pics, rules } = this.#context;
    const isOfIms = pics.sip_ip_core === 'ims' || rules.identity_rule === 'ppi-or-default';
    if (!isOfIms && imAddress !== undefined && !this.#registrations.gaveRoutes) return;
    const own = this.#registrations.behind(subject.message, source);
    const registration = own ?? (imAddress === undefined || !isOfIms ? undefined : this.#registrations.last);
    if (registration === undefined) return;
    subject.registration = registration;
    if (imAddress === undefined) subject.learned = learnedFrom(registration);
  }

  /** What is known of the dialog that the To tag names. */
  #addDialog(subject: Writable<Subject>): void {
    const { message } = subject;
    const toTag = tagOf(message, 'to');
    if (toTag === undefined) return;
    if (!this.#isInDialog(message, toTag)) subject.hasStrayToTag = true;
    if (message.start.method !== 'SUBSCRIBE') return;
    const dialog = this.#dialogs.seenBy(message, toTag, this.#transactions.isOfInvite(message));
    if (dialog !== undefined) subject.dialog = dialog;
  }

  /** An ACK counts for the request that it can only be meant for; those of INVITEs and of dialogs are none of our business. */
  #acknowledging(sighting: Sighting, subject: Writable<Subject>, history: ClientHistory): Sighting {
    const { callId, cseq } = sighting.exchange;
    const meant = this.#transactions.isOfInvite(subject.message) ? undefined : history.meantBy(callId, cseq);
    if (meant?.whose === undefined) return sighting;
    const { method, frame, whose } = meant;
    const isForRepetition = meant.isAnsweredAgain && !meant.isAcknowledged;
    meant.isAcknowledged = true;
    subject.acknowledges = { method, frame, procedure: whose.procedure, ...(isForRepetition && { isForRepetition }) };
    return { ...sighting, client: whose.client, stimulus: whose.stimulus };
  }

  #release(sighting: Sighting): Seen {
    const { subject, client, stimulus, exchange } = sighting;
    const { kind } = subject;
    if (kind !== 'other-request') exchange.whose = { client, stimulus, procedure: procedures[kind] };
    if (kind === 'settings-publish') this.#answers.published(exchange, subject);
    this.#stimulus.released(kind);
    const transport = this.#begunBy(client, subject.event);
    return transport === undefined ? { sightings: [sighting] } : { sightings: [sighting], transport };
  }

  /** The handshake of the WebSocket that a request came over, where it is the first of its client there. */
  #begunBy(client: string, event: MessageEvent): TransportSighting | undefined {
    if (!isWebSocket(event) || this.#sources.at(event.remote) === undefined) return undefined;
    return this.#handshakes.claimedBy(client, event.remote);
  }

  /** Somebody else's request. */
  #leaveOut(sighting: Sighting): Seen {
    const { kind, event } = sighting.subject;
    if (kind === 'register' || kind === 'other-request') return nothing;
    this.#stimulus.holdStranger(sighting);
    return { sightings: [], stranger: { source: event.remote, frame: event.frame } };
  }
}

function learnedFrom({ aor, associatedUris }: Registration): LearnedAddress {
  return { uri: aor, aliases: associatedUris };
}

/** To the address in To, as a new request is; inside a dialog it would go to the remote target (RFC 3261 §12.2.1.1). */
function isSentAsNew(message: SipRequest): boolean {
  const to = uriIn(message, 'to');
  return to !== undefined && urisEqual(to, message.start.requestUri);
}

/** A response with a Via value below that of a client without a proxy, which has to discard it (RFC 3261 §8.1.3.3). */
function isForAnother(response: SipResponse, exchange: Exchange): boolean {
  return !exchange.hasSeveralVias && hasSeveralVias(response);
}
