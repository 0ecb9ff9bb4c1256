import { RecentNumbers } from '../core/recent-numbers';
import { numberOf } from '../core/text-number';
import { isRequest, type SipMessage, type SipRequest, type SipResponse } from '../sip/message';
import { readVias } from '../sip/via';
import type { MessageEvent, Note } from '../trace/event';
import type { FrameText, JudgeContext, Observation } from './check';
import { callIdOf } from './exchange';
import { NotifyWatch } from './notify-watch';
import { fail, inconc, warn } from './observe';
import type { Sighting } from './sighting';
import { cseqOf, tagOf } from './transaction-key';

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
  /** As `numberOf` gives it. */
  readonly callId: number;
  /** The first frame of the NOTIFY; `undefined` where only its SUBSCRIBE is named. */
  readonly frame?: number;
  /** Of its top Via, as `numberOf` gives it; copies of the request have the same. */
  readonly branch: number | undefined;
  /** That the answer is a refusal was said. */
  isTold?: true;
  /** The final status of the answer. */
  status?: number;
  /** The answer, when it is a refusal; of the others nothing is to be told. */
  refusal?: Answer;
  /** A response that looks like the answer and matches no transaction. */
  stray?: Answer;
}

/** A NOTIFY of the simulator, or the answer to it. */
export interface NotifySeen {
  /** As `numberOf` gives it. */
  readonly callId: number;
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
  /** The frame of the NOTIFY, where it was found. */
  readonly notify: number | undefined;
}

const none: readonly Note[] = [];

/** Judges the client's answers to NOTIFY (6.1.1.2-1): a server of ours notes them, with any other they are noticed in the traffic. */
export class NotifyAnswers {
  /** `undefined` where a server of ours does it. */
  #watch: NotifyWatch | undefined;
  #noticed = none;
  readonly #byRequest = new RecentNumbers<Exchange>(CAPACITY);
  readonly #byBranch = new RecentNumbers<Exchange>(CAPACITY);
  readonly #byFrame = new RecentNumbers<Exchange>(CAPACITY);
  readonly #subscribers = new RecentNumbers<Pick<Sighting, 'client' | 'imAddress' | 'stimulus'>>(CAPACITY);

  /** @param context given where the server is not ours */
  constructor(context?: JudgeContext) {
    if (context !== undefined) this.#watch = new NotifyWatch(context);
  }

  /** Takes a SUBSCRIBE that is judged, to know whose its NOTIFY will be. */
  subscribed(sighting: Sighting): void {
    const { subject, client, imAddress, stimulus } = sighting;
    this.#watch?.subscribed(sighting);
    const callId = numberOf(callIdOf(subject.message));
    this.#subscribers.set(callId, { client, imAddress, stimulus });
    // A note may also name the SUBSCRIBE that the NOTIFY came of.
    this.#byFrame.set(subject.event.frame, { callId, branch: undefined });
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
    const id = notifyId(message);
    const known = this.#byRequest.get(id);
    const exchange = known ?? { callId: numberOf(callIdOf(message)), frame: event.frame, branch: branchOf(message) };
    this.#byRequest.set(id, exchange);
    if (exchange.branch !== undefined) this.#byBranch.set(exchange.branch, exchange);
    this.#byFrame.set(event.frame, exchange);
    return { callId: exchange.callId, event, status: undefined };
  }

  /** A response belongs to the request with its branch and method, and to no other (RFC 3261 §17.1.3). */
  #answered(message: SipResponse, event: MessageEvent): NotifySeen | undefined {
    const answer = { status: message.start.status, event, message };
    const branch = branchOf(message);
    const exchange = branch === undefined ? undefined : this.#byBranch.get(branch);
    if (exchange === undefined || cseqOf(message)?.method !== 'NOTIFY') {
      const meant = exchange ?? this.#byRequest.get(notifyId(message));
      if (meant !== undefined) meant.stray ??= answer;
      return undefined;
    }
    exchange.status ??= answer.status;
    if (exchange.status >= 300) exchange.refusal ??= answer;
    this.#byFrame.set(event.frame, exchange);
    return { callId: exchange.callId, event, status: exchange.status };
  }

  /** Takes every message, after `message` and after it was judged; gives the notes of a server that makes none. */
  noticed(event: MessageEvent): readonly Note[] {
    if (this.#watch !== undefined) this.#noticed = this.#watch.see(event);
    return this.#noticed;
  }

  /** What a note means for the client; `undefined` for notes about other things. */
  judge(given: Note, wereDatagramsLost: boolean): NoteSeen | undefined {
    const { note, text, frame } = given;
    const exchange = frame === undefined ? undefined : this.#byFrame.get(frame);
    if (note === 'notify-refused' || note === 'notify-unanswered') {
      // The server is ours after all, as in a trace that has lost its head.
      if (!this.#noticed.includes(given)) this.#stopWatching();
      if (exchange?.isTold) return undefined;
      if (exchange !== undefined && note === 'notify-refused') exchange.isTold = true;
    }
    const observation = observe(note, text, exchange, frame, wereDatagramsLost);
    if (observation === undefined) return undefined;
    const subscriber = exchange === undefined ? undefined : this.#subscribers.get(exchange.callId);
    return {
      observation,
      client: subscriber?.client,
      imAddress: subscriber?.imAddress,
      stimulus: subscriber?.stimulus,
      evidence: note === 'notify-refused' ? exchange?.refusal?.event : undefined,
      notify: exchange?.frame,
    };
  }

  #stopWatching(): void {
    this.#watch = undefined;
    this.#noticed = none;
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
    const stray = strayIn(exchange);
    const details = { expected, actual: 'no response', ...where, ...(stray && { otherFrame: stray.otherFrame }) };
    const seen = `${text}${stray?.text ?? ''}`;
    return wereDatagramsLost ? inconc(`${seen} (datagrams were lost meanwhile)`, details) : fail(seen, details);
  }
  if (note !== 'notify-refused') return undefined;
  const answer = exchange?.refusal;
  const details = { expected, ...where, ...(answer !== undefined && answerDetails(answer)) };
  // A client that wants credentials has not said whether it knows the subscription.
  const isUndecided = answer !== undefined && [401, 407].includes(answer.status);
  return isUndecided ? inconc(text, details) : fail(text, details);
}

/** What came instead of the answer. */
function strayIn(exchange: Exchange | undefined): Required<FrameText> | undefined {
  const stray = exchange?.stray;
  if (exchange === undefined || stray === undefined) return undefined;
  const { status, event, message } = stray;
  const what = branchOf(message) === exchange.branch ? 'CSeq method' : 'Via branch';
  const otherFrame = event.frame;
  return { text: `; a ${status} came whose ${what} is not that of the NOTIFY (frame ${otherFrame})`, otherFrame };
}

function answerDetails({ status, event, message }: Answer): Partial<Observation> {
  return { actual: String(status), frame: event.frame, span: message.start.statusSpan };
}

/** The notifiers of a request that was forked count by themselves: their From tags differ (RFC 6665 §4.4.1). */
function notifyId(message: SipMessage): number {
  const request = numberOf(callIdOf(message), (cseqOf(message)?.number ?? -1) + 1);
  return numberOf(tagOf(message, 'from') ?? '', request);
}

function branchOf(message: SipMessage): number | undefined {
  const vias = readVias(message);
  const branch = vias.ok ? vias.value[0]?.branch : undefined;
  return branch === undefined ? undefined : numberOf(branch);
}
