import { isRequest, type SipMessage } from '../sip/message';
import type { MessageEvent, Note } from '../trace/event';
import type { Observation } from './check';
import { fail, inconc, warn } from './observe';
import { Recent } from './recent';
import type { Sighting } from './subject';
import { cseqOf, requestId } from './transaction-key';

const CAPACITY = 1_000;
const expected = 'RFC 3265 §3.2.4, RFC 6665 §4.1.3: 200 to a NOTIFY that matches the subscription';

/** A NOTIFY of the simulator and what the client answered. */
interface Exchange {
  readonly callId: string;
  answer?: { readonly status: number; readonly event: MessageEvent; readonly message: SipMessage };
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
  readonly #byFrame = new Recent<Exchange>(CAPACITY);
  readonly #subscribers = new Recent<Pick<Sighting, 'client' | 'imAddress' | 'stimulus'>>(CAPACITY);

  /** Takes a SUBSCRIBE that is judged, to know whose its NOTIFY will be. */
  subscribed({ subject, client, imAddress, stimulus }: Sighting): void {
    const callId = callIdOf(subject.message);
    this.#subscribers.set(callId, { client, imAddress, stimulus });
    // A note may also name the SUBSCRIBE that the NOTIFY came of.
    this.#byFrame.set(String(subject.event.frame), { callId });
  }

  /** Takes every message, to find the NOTIFY that a note is about, and its answer. */
  message(event: MessageEvent): void {
    if (!event.parsed.ok) return;
    const { message } = event.parsed;
    if (isRequest(message)) {
      if (event.direction !== 'out' || message.start.method !== 'NOTIFY') return;
      // A copy of the request is the same exchange.
      const exchange = this.#byRequest.get(requestId(message)) ?? { callId: callIdOf(message) };
      this.#byRequest.set(requestId(message), exchange);
      this.#byFrame.set(String(event.frame), exchange);
    } else if (event.direction === 'in' && message.start.status >= 200 && cseqOf(message)?.method === 'NOTIFY') {
      const exchange = this.#byRequest.get(requestId(message));
      if (exchange === undefined) return;
      exchange.answer ??= { status: message.start.status, event, message };
      this.#byFrame.set(String(event.frame), exchange);
    }
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
    return wereDatagramsLost ? inconc(`${text} (datagrams were lost meanwhile)`, details) : fail(text, details);
  }
  if (note !== 'notify-refused') return undefined;
  const answer = exchange?.answer;
  const details = { expected, ...where, ...(answer !== undefined && answerDetails(answer)) };
  // A client that wants credentials has not said whether it knows the subscription.
  const isUndecided = answer !== undefined && [401, 407].includes(answer.status);
  return isUndecided ? inconc(text, details) : fail(text, details);
}

function answerDetails({ status, event, message }: NonNullable<Exchange['answer']>): Partial<Observation> {
  const span = message.start.kind === 'response' ? { span: message.start.statusSpan } : {};
  return { actual: String(status), frame: event.frame, ...span };
}

function callIdOf(message: SipMessage): string {
  return requestId(message).split('\n')[0] ?? '';
}
