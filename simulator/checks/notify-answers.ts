import { Recent } from '../core/recent';
import { firstField, isRequest, type SipMessage, type SipRequest, type SipResponse } from '../sip/message';
import { readVias } from '../sip/via';
import type { MessageEvent, Note } from '../trace/event';
import type { Observation } from './check';
import { fail, inconc, warn } from './observe';
import type { Sighting } from './sighting';
import { cseqOf, requestId } from './transaction-key';

const CAPACITY = 1_000;
const expected = 'RFC 3265 §3.2.4, RFC 6665 §4.1.3: 200 to a NOTIFY that matches the subscription';

/** A final response of the client. */
interface Answer {
  readonly status: number;
  readonly event: MessageEvent;
  readonly message: SipResponse;
}

/** A NOTIFY of the simulator and what the client answered. */
interface Exchange {
  readonly callId: string;
  /** Of its top Via; copies of the request have the same. */
  readonly branch: string | undefined;
  answer?: Answer;
  /** A response that looks like the answer and matches no transaction. */
  stray?: Answer;
}

/** A NOTIFY of the simulator, or the answer to it. */
export interface NotifySeen {
  readonly callId: string;
  readonly event: MessageEvent;
  /** The client's final status; `undefined` for the NOTIFY itself. */
  readonly status: number | undefined;
}

/** What the notes say of the client's subscription, for requirement 6.1.1.2-1. */
export interface NoteSeen {
  readonly observation: Observation;
  /** The client and the stimulus of the SUBSCRIBE, where it was seen. */
  readonly client: string | undefined;
  readonly imAddress: string | undefined;
  readonly stimulus: number | undefined;
  readonly evidence: MessageEvent | undefined;
}

/** Judges the client's answers to NOTIFY, which the lower tester notes (6.1.1.2-1). */
export class NotifyAnswers {
  readonly #byRequest = new Recent<Exchange>(CAPACITY);
  readonly #byBranch = new Recent<Exchange>(CAPACITY);
  readonly #byFrame = new Recent<Exchange>(CAPACITY);
  readonly #subscribers = new Recent<Pick<Sighting, 'client' | 'imAddress' | 'stimulus'>>(CAPACITY);

  /** Takes a SUBSCRIBE that is judged, to know whose its NOTIFY will be. */
  subscribed({ subject, client, imAddress, stimulus }: Sighting): void {
    const callId = callIdOf(subject.message);
    this.#subscribers.set(callId, { client, imAddress, stimulus });
    // A note may also name the SUBSCRIBE that the NOTIFY came of.
    this.#byFrame.set(String(subject.event.frame), { callId, branch: undefined });
  }

  /** Takes every message, to find the NOTIFY that a note is about, and its answer. Returns what became of a NOTIFY. */
  message(event: MessageEvent): NotifySeen | undefined {
    if (!event.parsed.ok) return undefined;
    const { message } = event.parsed;
    if (isRequest(message)) {
      const isOurs = event.direction === 'out' && message.start.method === 'NOTIFY';
      return isOurs ? this.#notified(message, event) : undefined;
    }
    const isFinal = event.direction === 'in' && message.start.status >= 200;
    return isFinal ? this.#answered(message, event) : undefined;
  }

  #notified(message: SipRequest, event: MessageEvent): NotifySeen {
    // A copy of the request is the same exchange.
    const known = this.#byRequest.get(requestId(message));
    const exchange = known ?? { callId: callIdOf(message), branch: branchOf(message) };
    this.#byRequest.set(requestId(message), exchange);
    if (exchange.branch !== undefined) this.#byBranch.set(exchange.branch, exchange);
    this.#byFrame.set(String(event.frame), exchange);
    return { callId: exchange.callId, event, status: undefined };
  }

  /** A response belongs to the request with its branch and method, and to no other (RFC 3261 §17.1.3). */
  #answered(message: SipResponse, event: MessageEvent): NotifySeen | undefined {
    const answer = { status: message.start.status, event, message };
    const branch = branchOf(message);
    const exchange = branch === undefined ? undefined : this.#byBranch.get(branch);
    if (exchange === undefined || cseqOf(message)?.method !== 'NOTIFY') {
      const meant = exchange ?? this.#byRequest.get(requestId(message));
      if (meant !== undefined) meant.stray ??= answer;
      return undefined;
    }
    exchange.answer ??= answer;
    this.#byFrame.set(String(event.frame), exchange);
    return { callId: exchange.callId, event, status: exchange.answer.status };
  }

  /** What a note means for the client; `undefined` for notes about other things. */
  judge({ note, text, frame }: Note, wereDatagramsLost: boolean): NoteSeen | undefined {
    const exchange = frame === undefined ? undefined : this.#byFrame.get(String(frame));
    const observation = observe(note, text, exchange, frame, wereDatagramsLost);
    if (observation === undefined) return undefined;
    const subscriber = exchange === undefined ? undefined : this.#subscribers.get(exchange.callId);
    return {
      observation,
      client: subscriber?.client,
      imAddress: subscriber?.imAddress,
      stimulus: subscriber?.stimulus,
      evidence: note === 'notify-refused' ? exchange?.answer?.event : undefined,
    };
  }
}

function observe(
  note: Note['note'],
  text: string,
  exchange: Exchange | undefined,
  frame: number | undefined,
  wereDatagramsLost: boolean,
): Observation | undefined {
  const where = frame === undefined ? {} : { frame };
  if (note === 'subscription-loop') return warn(text, where);
  if (note === 'notify-unanswered') {
    const details = { expected, actual: 'no response', ...where };
    const seen = `${text}${strayIn(exchange)}`;
    return wereDatagramsLost ? inconc(`${seen} (datagrams were lost meanwhile)`, details) : fail(seen, details);
  }
  if (note !== 'notify-refused') return undefined;
  const answer = exchange?.answer;
  const details = { expected, ...where, ...(answer !== undefined && answerDetails(answer)) };
  // A client that wants credentials has not said whether it knows the subscription.
  const isUndecided = answer !== undefined && [401, 407].includes(answer.status);
  return isUndecided ? inconc(text, details) : fail(text, details);
}

/** What came instead of the answer. */
function strayIn(exchange: Exchange | undefined): string {
  const stray = exchange?.stray;
  if (exchange === undefined || stray === undefined) return '';
  const { status, event, message } = stray;
  const what = branchOf(message) === exchange.branch ? 'CSeq method' : 'Via branch';
  return `; a ${status} came whose ${what} is not that of the NOTIFY (frame ${event.frame})`;
}

function answerDetails({ status, event, message }: Answer): Partial<Observation> {
  return { actual: String(status), frame: event.frame, span: message.start.statusSpan };
}

function branchOf(message: SipMessage): string | undefined {
  const vias = readVias(message);
  return vias.ok ? vias.value[0]?.branch : undefined;
}

/** The Call-ID, by which a NOTIFY and its SUBSCRIBE are found together. */
export function callIdOf(message: SipMessage): string {
  return firstField(message, 'call-id')?.value ?? '';
}
