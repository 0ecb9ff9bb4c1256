import type { Address, TransportName } from '../core/address';
import { RecentNumbers } from '../core/recent-numbers';
import { numberOf } from '../core/text-number';
import type { Millis } from '../core/time';
import { fieldsNamed, isRequest, type SipMessage, type SipRequest, type SipResponse, utf8 } from '../sip/message';
import type { MessageEvent, Note } from '../trace/event';
import type { JudgeContext } from './check';
import { callIdOf } from './exchange';
import { hasSoundDocument } from './provoked/notify-document';
import { removesBindings } from './registrations';
import type { Sighting } from './sighting';
import { cseqOf, requestId, tagOf, transactionKey } from './transaction-key';
import { WatchedSubscription } from './watched-subscription';

/** Subscriptions, NOTIFYs and clients with an unanswered one that are remembered at once. */
const CAPACITY = 4_096;
/** NOTIFYs of one client that wait for their answer at once; more of them tell nothing new. */
const FEW = 8;
/** Timer F, 64*T1: after it no answer comes any more (RFC 3261 §17.1.2.2). */
const TIMER_F: Millis = 32_000;
/** A server that got no answer sends again up to Timer F, every T2 (4 s) at the end; one that stopped early may have got it. */
const LONG_ENOUGH: Millis = 16_000;

/** A NOTIFY that the client has to answer. */
interface Sent {
  readonly subscription: WatchedSubscription;
  readonly request: number;
  readonly frame: number;
  readonly at: Millis;
  readonly remote: Address;
  readonly transport: TransportName;
  readonly connection: number | undefined;
  /** When it was last sent. */
  lastAt: Millis;
  /** The client sent something while it waited. */
  isClientAlive: boolean;
  isSettled: boolean;
  /** Kept until it is settled. */
  message: SipRequest | undefined;
}

const nothing: readonly Note[] = [];

/**
 * Notices in traffic alone what a server of ours notes itself: that a client refuses a NOTIFY which it asked for, or does not answer it.
 * The notes are the same, so that a capture gives the findings of the live run.
 *
 * Readings: a refusal counts only where the capture shows the SUBSCRIBE, coming from the client and not through a proxy, the NOTIFY
 * matches it and has nothing wrong, its document included. Silence counts only where the client shows itself while the NOTIFY waits and after Timer F, on the same
 * address and connection, without having removed its binding; over UDP the server has to have gone on sending, else the answer
 * may be missing in the capture only. At the end of a capture nothing is concluded.
 */
export class NotifyWatch {
  readonly #subscriptions = new RecentNumbers<WatchedSubscription>(CAPACITY);
  readonly #sent = new RecentNumbers<Sent>(CAPACITY);
  readonly #waiting = new RecentNumbers<readonly Sent[]>(CAPACITY);
  readonly #context: JudgeContext;
  #isNeeded = false;

  constructor(context: JudgeContext) {
    this.#context = context;
  }

  /** Takes a settings SUBSCRIBE that is judged. */
  subscribed({ subject: { message, event } }: Sighting): void {
    if (message.start.method !== 'SUBSCRIBE') return;
    const key = numberOf(callIdOf(message));
    if (tagOf(message, 'to') !== undefined) this.#subscriptions.get(key)?.refreshed(message, event.at);
    else if (this.#context.rules.capture_point === 'client-edge' && isDirect(message)) {
      this.#isNeeded = true;
      this.#subscriptions.set(key, new WatchedSubscription(message, event, this.#context.rules.body_content_types));
    } else this.#subscriptions.delete(key);
  }

  /** Takes every message, after its request was judged. Returns what is to be said. */
  see(event: MessageEvent): readonly Note[] {
    if (!event.parsed.ok || event.timeUnknown || !this.#isNeeded) return nothing;
    const { message } = event.parsed;
    if (event.direction === 'in') {
      const refused = isRequest(message) ? undefined : this.#answered(message, event);
      const unanswered = this.#showedItself(message, event);
      return refused === undefined ? unanswered : [refused, ...unanswered];
    }
    if (!isRequest(message)) this.#accepted(message);
    else if (message.start.method === 'NOTIFY') this.#notified(message, event);
    return nothing;
  }

  #accepted(response: SipResponse): void {
    if (response.start.status < 200 || cseqOf(response)?.method !== 'SUBSCRIBE') return;
    this.#subscriptions.get(numberOf(callIdOf(response)))?.answered(response);
  }

  #notified(message: SipRequest, event: MessageEvent): void {
    const key = transactionKey(message, event.remote.host);
    const request = numberOf(requestId(message));
    const known = this.#sent.get(key);
    if (known?.request === request) {
      known.lastAt = event.at;
      return;
    }
    // A branch of two requests shows no more whose answer an answer is.
    if (known !== undefined) settle(known);
    const subscription = this.#subscriptions.get(numberOf(callIdOf(message)));
    if (!subscription?.notified(message, event) || known !== undefined) return;
    const { frame, at, remote, transport, connection } = event;
    const from = { frame, at, remote, transport, connection, lastAt: at };
    const sent: Sent = { subscription, request, ...from, isClientAlive: false, isSettled: false, message };
    this.#sent.set(key, sent);
    const waiting = this.#waitingAt(remote);
    if (waiting.length < FEW) this.#waiting.set(idOf(remote), [...waiting, sent]);
  }

  #answered(response: SipResponse, event: MessageEvent): Note | undefined {
    const { status, reason } = response.start;
    if (status < 200 || cseqOf(response)?.method !== 'NOTIFY') return undefined;
    const sent = this.#sent.get(transactionKey(response, event.remote.host));
    if (sent === undefined || sent.isSettled) return undefined;
    const { message } = sent;
    settle(sent);
    if (status < 300) return undefined;
    sent.subscription.refused();
    // Who refuses a document that cannot be read is right.
    if (message === undefined || !hasSoundDocument(message, this.#context)) return undefined;
    const answered = `${status} ${utf8(reason)}`.trim();
    const text = `the client answered the NOTIFY for ${utf8(sent.subscription.address)} with ${answered}; to a NOTIFY that it asked for, 200 is due`;
    return { kind: 'note', at: event.at, note: 'notify-refused', text, frame: event.frame, remote: event.remote };
  }

  /** The client sent something: what waits for its answer has waited long enough, or shows that it was there. */
  #showedItself(message: SipMessage, event: MessageEvent): readonly Note[] {
    const key = idOf(event.remote);
    const waiting = this.#waiting.get(key);
    if (waiting === undefined) return nothing;
    const isLeaving = isRequest(message) && message.start.method === 'REGISTER' && removesBindings(message);
    const open = waiting.filter((sent) => !isLeaving && !sent.isSettled && sent.connection === event.connection);
    const late = open.filter(({ at }) => event.at - at >= TIMER_F);
    const rest = open.filter(({ at }) => event.at - at < TIMER_F);
    for (const sent of rest) sent.isClientAlive = true;
    if (rest.length === 0) this.#waiting.delete(key);
    else this.#waiting.set(key, rest);
    for (const sent of late) settle(sent);
    return late.filter(isProven).map((sent) => unanswered(sent, event.at));
  }

  #waitingAt(remote: Address): readonly Sent[] {
    return (this.#waiting.get(idOf(remote)) ?? []).filter(({ isSettled }) => !isSettled);
  }
}

function settle(sent: Sent): void {
  sent.isSettled = true;
  sent.message = undefined;
}

function isProven({ transport, at, lastAt, isClientAlive }: Sent): boolean {
  return isClientAlive && (transport !== 'udp' || lastAt - at >= LONG_ENOUGH);
}

function unanswered({ subscription, frame, remote }: Sent, at: Millis): Note {
  const text = `the client did not answer the NOTIFY for ${utf8(subscription.address)} within ${TIMER_F / 1_000} s (Timer F); every NOTIFY has to be answered`;
  return { kind: 'note', at, note: 'notify-unanswered', text, frame, remote };
}

/** A proxy answers in the client's place with whatever it likes. */
function isDirect(message: SipRequest): boolean {
  const [via, ...others] = fieldsNamed(message, 'via');
  return via !== undefined && others.length === 0 && !via.value.includes(',');
}

function idOf({ host, port }: Address): number {
  return numberOf(host, port);
}
