import { type Address, formatAddress } from '../core/address';
import { firstField, isRequest, type SipRequest, type SipResponse } from '../sip/message';
import type { Writable } from '../sip/writable';
import type {
  MessageEvent,
  Operation,
  SettingValues,
  StimulusEnded,
  StimulusStarted,
  TraceEvent,
} from '../trace/event';
import { Answers } from './answers';
import type { Answer, JudgeContext, LearnedAddress, Registration, Subject, SubjectKind } from './check';
import { classify } from './classify';
import { Dialogs } from './dialogs';
import { tagKey } from './entity-tags';
import { names, uriIn, userKey } from './im-address';
import { Recent } from './recent';
import { Registrations } from './registrations';
import { bodyOfSubject } from './settings-body';
import type { Seen, Sighting } from './sighting';
import { cseqOf, requestId, tagOf } from './transaction-key';
import { type Sent, Transactions } from './transactions';

/** Sources that are remembered at once. */
const CAPACITY = 16_384;
/** Candidates that are kept for one stimulus. */
const MAX_CANDIDATES = 16;

interface Owner {
  readonly address: string;
  readonly client: string;
  readonly registration: Registration | undefined;
}

interface Running {
  readonly number: number;
  readonly operation: Operation;
  readonly settings: SettingValues | undefined;
  readonly candidates: Sighting[];
  /** Requests of sources that never named the IM Address. */
  readonly strangers: Sighting[];
  /** A proper request of the procedure came. */
  isProper: boolean;
  /** A settings PUBLISH was answered with 2xx. */
  isAccepted: boolean;
}

const nothing: Seen = { sightings: [] };
const accountedFor: Seen = { sightings: [], isAccountedFor: true };

/**
 * Turns the trace into requests to judge: each once per transaction, with the stimulus, the registration and the refusal that
 * it belongs to. Bounded in memory, whatever clients send.
 */
export class Conversations {
  readonly #context: JudgeContext;
  readonly #answers: Answers;
  readonly #registrations = new Registrations();
  readonly #transactions = new Transactions();
  readonly #dialogs = new Dialogs();
  /** Sources that named the IM Address. */
  readonly #sources = new Recent<true>(CAPACITY);
  /** Clients by the source of their requests. */
  readonly #owners = new Recent<Owner>(CAPACITY);
  readonly #answersSeen = new Recent<true>(CAPACITY);
  readonly #ownAddresses: readonly string[];
  #lastSource: (Address & { readonly text: string }) | undefined;
  #running: Running | undefined;
  /** What the client was told to publish last, if the server took it over. */
  #instructed: SettingValues | undefined;

  constructor(context: JudgeContext) {
    this.#context = context;
    this.#answers = new Answers(context.rules.refresh_body === 'rfc3903');
    this.#ownAddresses = context.imAddress === undefined ? [] : [context.imAddress, ...context.imAddressAliases];
  }

  /** What came of the last settings PUBLISH: nothing sent yet, no final response yet, or its status. */
  get publication(): 'none' | 'waiting' | number {
    return this.#answers.publication;
  }

  see(event: TraceEvent): Seen {
    switch (event.kind) {
      case 'message':
        return this.#message(event);
      case 'stimulus-started':
        return this.#started(event);
      case 'stimulus-ended':
        return this.#ended(event);
      default:
        return nothing;
    }
  }

  #message(event: MessageEvent): Seen {
    if (!event.parsed.ok) return nothing;
    const { message } = event.parsed;
    if (!isRequest(message)) {
      if (event.direction === 'in') return this.#answer(message, event);
      this.#answered(message, event);
      return nothing;
    }
    const { method } = message.start;
    if (method === 'INVITE') this.#transactions.invited(message);
    if (event.direction === 'in') return this.#request(message, event);
    if (method === 'NOTIFY') this.#dialogs.notified(message);
    return nothing;
  }

  #answered(response: SipResponse, event: MessageEvent): void {
    if (this.#answers.answered(response, event.frame) && this.#running !== undefined) this.#running.isAccepted = true;
    const { status } = response.start;
    const method = status >= 200 && status < 300 ? cseqOf(response)?.method : undefined;
    if (method === 'SUBSCRIBE') this.#dialogs.accepted(response);
    if (status === 200 && method === 'REGISTER') this.#registrations.answered(response, event);
  }

  #request(message: SipRequest, event: MessageEvent): Seen {
    this.#noteSource(message, event);
    const { method } = message.start;
    if (method === 'REGISTER') this.#registrations.requested(message);
    const breaches = method === 'ACK' ? this.#transactions.acknowledged(message) : undefined;
    const found = classify(message, {
      context: this.#context,
      operation: this.#running?.operation,
      gaveTag: (tag) => this.#answers.entityTags.gave(tagKey(tag)),
      isInDialog: (toTag) => this.#isInDialog(message, toTag),
    });
    const isStranger = this.#isStranger(event);
    if (found === undefined && isStranger) return breaches === undefined ? nothing : { sightings: [], breaches };
    const { sent, earlier, isCopy } = this.#transactions.take(message, requestId(message), event);
    if (isCopy) return this.#copied(sent, message, event);
    const kind = found?.kind ?? (method === 'REGISTER' ? 'register' : 'other-request');
    const sighting = this.#sighting(kind, message, event, earlier?.frame);
    if (isStranger) return this.#leaveOut(sighting);
    if (found?.candidate) return this.#hold(sighting);
    const seen = this.#release(sighting, sent);
    return breaches === undefined ? seen : { ...seen, breaches };
  }

  /** A response of the client, once for each transaction; a stranger's is nobody's business. */
  #answer(message: SipResponse, event: MessageEvent): Seen {
    if (this.#isStranger(event)) return nothing;
    const cseq = cseqOf(message);
    const id = `${requestId(message)}\n${message.start.status}\n${firstField(message, 'via')?.value}`;
    if (this.#answersSeen.get(id)) return accountedFor;
    this.#answersSeen.set(id, true);
    const owner = this.#owners.get(this.#sourceOf(event.remote));
    const { registration, client } = owner ?? {};
    const isOfSettings = cseq?.method === 'NOTIFY' && this.#dialogs.isOfSettings(message);
    const answer: Writable<Answer> = {
      event,
      message,
      method: cseq?.method,
      procedure: isOfSettings ? 'retrieve' : 'other',
    };
    if (registration !== undefined) answer.registration = registration;
    return { sightings: [], answer: { answer, client, stimulus: this.#running?.number } };
  }

  #copied(sent: Sent, message: SipRequest, event: MessageEvent): Seen {
    this.#answers.copied(sent.id);
    return { ...accountedFor, breaches: this.#transactions.repeated(sent, message, event) };
  }

  /** Where nobody told the client a next hop, the trace may begin in the middle of a dialog: then a To tag is believed. */
  #isInDialog(message: SipRequest, toTag: string): boolean {
    return this.#context.nextHop === undefined || this.#dialogs.has(message, toTag);
  }

  #noteSource(message: SipRequest, event: MessageEvent): void {
    if (this.#ownAddresses.length === 0) return;
    const source = this.#sourceOf(event.remote);
    if (this.#sources.get(source) === undefined && names(message, this.#ownAddresses)) this.#sources.set(source, true);
  }

  /** With a known IM Address and no stimulus, a source that never named it belongs to somebody else. */
  #isStranger(event: MessageEvent): boolean {
    if (this.#ownAddresses.length === 0) return false;
    return this.#sources.get(this.#sourceOf(event.remote)) === undefined;
  }

  #sighting(kind: SubjectKind, message: SipRequest, event: MessageEvent, reusesBranchOf: number | undefined): Sighting {
    const { imAddress } = this.#context;
    const registration = this.#registration(message, event);
    const body = bodyOfSubject(message, this.#context);
    const after = this.#answers.before(message);
    const learned = imAddress === undefined && registration !== undefined ? learnedFrom(registration) : undefined;
    const toTag = tagOf(message, 'to');
    const hasStrayToTag = toTag !== undefined && !this.#isInDialog(message, toTag);
    const { address, client } = this.#ownerOf(kind, message, event, registration);
    const subject: Writable<Subject> = { kind, event, message };
    if (this.#running !== undefined) subject.stimulus = this.#stimulus(this.#running);
    if (body !== undefined) subject.body = body;
    if (registration !== undefined) subject.registration = registration;
    if (after !== undefined) subject.after = after;
    if (learned !== undefined) subject.learned = learned;
    if (reusesBranchOf !== undefined) subject.reusesBranchOf = reusesBranchOf;
    if (hasStrayToTag) subject.hasStrayToTag = hasStrayToTag;
    if (kind === 'settings-publish') {
      const { entityTagProblem, published } = this.#answers.publicationOf(message, event, client);
      if (entityTagProblem !== undefined) subject.entityTagProblem = entityTagProblem;
      if (published !== undefined) subject.published = published;
    }
    return { subject, imAddress: address, client, stimulus: this.#running?.number };
  }

  /** Whose a request is. What is not about the settings belongs to the client that was seen at the same address. */
  #ownerOf(
    kind: SubjectKind,
    message: SipRequest,
    event: MessageEvent,
    registration: Registration | undefined,
  ): { readonly address: string; readonly client: string } {
    const { imAddress } = this.#context;
    const source = this.#sourceOf(event.remote);
    const known = this.#owners.get(source);
    if (known !== undefined && kind === 'other-request') return known;
    const address = imAddress ?? uriIn(message, kind === 'register' ? 'to' : 'from') ?? message.start.requestUri;
    if (known !== undefined && known.address === address && known.registration === registration) return known;
    // With a known IM Address there is one client only.
    const client = imAddress ?? userKey(address);
    const owner = { address, client, registration };
    if (kind !== 'other-request') this.#owners.set(source, owner);
    return owner;
  }

  /** The text of an address; the same as for the message before, nearly always. */
  #sourceOf(remote: Address): string {
    const last = this.#lastSource;
    if (last !== undefined && last.host === remote.host && last.port === remote.port) return last.text;
    const text = formatAddress(remote);
    this.#lastSource = { host: remote.host, port: remote.port, text };
    return text;
  }

  /** The registration behind a request, where somebody looks at it. */
  #registration(message: SipRequest, event: MessageEvent): Registration | undefined {
    const { imAddress, pics, rules } = this.#context;
    if (imAddress === undefined) return this.#registrations.behind(message, event);
    if (pics.sip_ip_core !== 'ims' && rules.identity_rule !== 'ppi-or-default') return undefined;
    return this.#registrations.behind(message, event) ?? this.#registrations.last;
  }

  /** A refresh repeats what was published last; that is its instruction. */
  #stimulus({ operation, settings }: Running): NonNullable<Subject['stimulus']> {
    const told = operation === 'refresh' ? this.#instructed : operation === 'publish' ? settings : undefined;
    return { operation, ...(told !== undefined && { settings: told }) };
  }

  #hold(sighting: Sighting): Seen {
    const candidates = this.#running?.candidates ?? [];
    if (candidates.length < MAX_CANDIDATES) candidates.push(sighting);
    return accountedFor;
  }

  #release(sighting: Sighting, sent: Sent): Seen {
    const { subject, client, stimulus } = sighting;
    const { kind } = subject;
    this.#transactions.judged(sent, subject, client, stimulus);
    if (kind === 'settings-publish') this.#answers.published(sent.id, subject, client);
    else if (kind === 'settings-subscribe') this.#dialogs.subscribed(subject.message);
    if (this.#running !== undefined && fulfils(kind, this.#running.operation)) this.#running.isProper = true;
    return { sightings: [sighting] };
  }

  /** Somebody else's request: it is only looked at when the client says that it acted and nothing else came. */
  #leaveOut(sighting: Sighting): Seen {
    const { kind } = sighting.subject;
    if (kind === 'register' || kind === 'other-request') return nothing;
    const strangers = this.#running?.strangers;
    if (strangers !== undefined && strangers.length < MAX_CANDIDATES) strangers.push(sighting);
    const { remote, frame } = sighting.subject.event;
    return { sightings: [], stranger: { source: remote, frame } };
  }

  #started({ stimulus, operation, settings }: StimulusStarted): Seen {
    this.#running = {
      number: stimulus,
      operation,
      settings,
      candidates: [],
      strangers: [],
      isProper: false,
      isAccepted: false,
    };
    return nothing;
  }

  #ended(event: StimulusEnded): Seen {
    const running = this.#running;
    if (running === undefined) return nothing;
    this.#running = undefined;
    if (running.operation === 'publish') {
      const isConfirmed = event.outcome === 'done' && running.isAccepted;
      this.#instructed = isConfirmed ? running.settings : undefined;
    }
    if (running.isProper) return nothing;
    const isConfirmedOnly = event.outcome === 'done' && running.candidates.length === 0;
    return { sightings: isConfirmedOnly ? running.strangers : running.candidates };
  }
}

/** Whether a request is what the client was asked for. */
export function fulfils(kind: SubjectKind, operation: Operation): boolean {
  if (operation === 'publish' || operation === 'refresh')
    return kind === 'settings-publish' || kind === 'publish-by-other-means';
  if (operation !== 'retrieve') return false;
  return kind.startsWith('settings-subscribe') || kind === 'retrieve-by-other-means';
}

function learnedFrom({ aor, associatedUris }: Registration): LearnedAddress {
  return { uri: aor, aliases: associatedUris };
}
