import { type Address, formatAddress } from '../core/address';
import { isRequest, type SipRequest, type SipResponse } from '../sip/message';
import type {
  MessageEvent,
  Operation,
  SettingValues,
  StimulusEnded,
  StimulusStarted,
  TraceEvent,
} from '../trace/event';
import { Answers } from './answers';
import type { JudgeContext, LearnedAddress, Registration, Subject, SubjectKind } from './check';
import { classify } from './classify';
import { names, uriIn, userKey } from './im-address';
import { Recent } from './recent';
import { Registrations } from './registrations';
import { bodyOfSubject } from './settings-body';
import { cseqOf, requestId, transactionKey } from './transaction-key';

/** Transactions, sources and subscriptions that are remembered at once. */
const CAPACITY = 50_000;
/** Candidates that are kept for one stimulus. */
const MAX_CANDIDATES = 16;

/** A request to judge, with whose it is. */
export interface Sighting {
  readonly subject: Subject;
  /** The IM Address of the client, and a key that is the same for all spellings of it. */
  readonly imAddress: string;
  readonly client: string;
  readonly stimulus: number | undefined;
}

/** What an event brought. */
export interface Seen {
  readonly sightings: readonly Sighting[];
  /** A source that nobody knows sent a request about settings of somebody else. */
  readonly stranger?: { readonly source: Address; readonly frame: number };
  /** A copy of a request that was judged, or one that may be judged at the end of the stimulus. */
  readonly isAccountedFor?: true;
}

interface Running {
  readonly number: number;
  readonly operation: Operation;
  readonly settings: SettingValues | undefined;
  readonly candidates: Sighting[];
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
  readonly #answers = new Answers();
  readonly #registrations = new Registrations();
  readonly #transactions = new Recent<{ readonly id: string; readonly frame: number }>(CAPACITY);
  /** Sources that named the IM Address. */
  readonly #sources = new Recent<true>(CAPACITY);
  readonly #ownAddresses: readonly string[];
  #running: Running | undefined;
  /** What the client was told to publish last, if the server took it over. */
  #instructed: SettingValues | undefined;

  constructor(context: JudgeContext) {
    this.#context = context;
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
    if (isRequest(message)) return event.direction === 'in' ? this.#request(message, event) : nothing;
    if (event.direction === 'out') this.#answered(message, event);
    return nothing;
  }

  #answered(response: SipResponse, event: MessageEvent): void {
    if (this.#answers.answered(response) && this.#running !== undefined) this.#running.isAccepted = true;
    if (response.start.status !== 200 || cseqOf(response)?.method !== 'REGISTER') return;
    this.#registrations.answered(response, event);
  }

  #request(message: SipRequest, event: MessageEvent): Seen {
    this.#noteSource(message, event);
    if (message.start.method === 'REGISTER') this.#registrations.requested(message);
    const found = classify(message, {
      context: this.#context,
      operation: this.#running?.operation,
      gaveTag: (tag) => this.#answers.gave(tag),
    });
    if (found === undefined) return nothing;
    const id = requestId(message);
    const earlier = this.#earlier(message, id, event);
    if (earlier === 'copy') return accountedFor;
    if (this.#isStranger(event)) return { sightings: [], stranger: { source: event.remote, frame: event.frame } };
    const sighting = this.#sighting(found.kind, message, event, earlier?.frame);
    return found.candidate ? this.#hold(sighting) : this.#release(sighting, id);
  }

  /** Whether the transaction was seen before: as the same request, or, a breach, as another one with the same branch. */
  #earlier(message: SipRequest, id: string, event: MessageEvent): 'copy' | { readonly frame: number } | undefined {
    const key = transactionKey(message, id);
    const known = this.#transactions.get(key);
    if (known?.id === id) return 'copy';
    this.#transactions.set(key, { id, frame: event.frame });
    return known;
  }

  #noteSource(message: SipRequest, event: MessageEvent): void {
    if (this.#ownAddresses.length === 0) return;
    const source = formatAddress(event.remote);
    if (this.#sources.get(source) === undefined && names(message, this.#ownAddresses)) this.#sources.set(source, true);
  }

  /** With a known IM Address and no stimulus, a source that never named it belongs to somebody else. */
  #isStranger(event: MessageEvent): boolean {
    if (this.#ownAddresses.length === 0 || this.#running !== undefined) return false;
    return this.#sources.get(formatAddress(event.remote)) === undefined;
  }

  #sighting(kind: SubjectKind, message: SipRequest, event: MessageEvent, reusesBranchOf: number | undefined): Sighting {
    const { imAddress } = this.#context;
    const registration = this.#registration(message, event);
    const body = bodyOfSubject(message, this.#context);
    const after = this.#answers.before(message);
    const learned = imAddress === undefined && registration !== undefined ? learnedFrom(registration) : undefined;
    const subject: Subject = {
      kind,
      event,
      message,
      ...(this.#running !== undefined && { stimulus: this.#stimulus(this.#running) }),
      ...(body !== undefined && { body }),
      ...(registration !== undefined && { registration }),
      ...(after !== undefined && { after }),
      ...(learned !== undefined && { learned }),
      ...(reusesBranchOf !== undefined && { reusesBranchOf }),
    };
    const address = imAddress ?? uriIn(message, 'from') ?? message.start.requestUri;
    // With a known IM Address there is one client only.
    const client = imAddress ?? userKey(address);
    return { subject, imAddress: address, client, stimulus: this.#running?.number };
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

  #release(sighting: Sighting, id: string): Seen {
    const { kind } = sighting.subject;
    if (kind === 'settings-publish') this.#answers.published(id);
    if (this.#running !== undefined && fulfils(kind, this.#running.operation)) this.#running.isProper = true;
    return { sightings: [sighting] };
  }

  #started({ stimulus, operation, settings }: StimulusStarted): Seen {
    this.#running = { number: stimulus, operation, settings, candidates: [], isProper: false, isAccepted: false };
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
    return running.isProper ? nothing : { sightings: running.candidates };
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
