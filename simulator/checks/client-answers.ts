import { RecentNumbers } from '../core/recent-numbers';
import { numberOf } from '../core/text-number';
import { firstField, type SipRequest, type SipResponse } from '../sip/message';
import type { Writable } from '../sip/writable';
import type { MessageEvent } from '../trace/event';
import type { Answer } from './check';
import { callIdOf } from './exchange';
import type { Source } from './sources';
import { cseqOf, requestId, tagOf } from './transaction-key';

/** Answers that are remembered at once. */
const CAPACITY = 8_192;

/** The responses of clients, each once however often it is sent. */
export class ClientAnswers {
  readonly #seen = new RecentNumbers<true>(CAPACITY);

  /** Requests to clients that have no To tag, so that a tag in the response is the client's own. */
  readonly #untagged = new RecentNumbers<true>(CAPACITY);

  /** How many are kept now, at most of one sort. */
  get size(): number {
    return Math.max(this.#seen.size, this.#untagged.size);
  }

  /** Takes a request to a client. */
  asked(message: SipRequest): void {
    if (tagOf(message, 'to') === undefined) this.#untagged.set(numberOf(requestId(message)), true);
  }

  /**
   * What there is to judge; `undefined` for a copy.
   *
   * @param source where it came from, if that is known
   * @param isOfSettings whether its Call-ID is that of a settings subscription
   */
  take(
    message: SipResponse,
    event: MessageEvent,
    source: Source | undefined,
    isOfSettings: () => boolean,
  ): Answer | undefined {
    const id = requestId(message);
    const key = numberOf(`${id}\n${message.start.status}\n${firstField(message, 'via')?.value}`);
    if (this.#seen.get(key)) return undefined;
    this.#seen.set(key, true);
    const method = cseqOf(message)?.method;
    const procedure = method === 'NOTIFY' && isOfSettings() ? 'retrieve' : 'other';
    const answer: Writable<Answer> = { event, message, method, procedure };
    const registration = source?.memo?.registration;
    if (registration !== undefined) answer.registration = registration;
    const tag = this.#untagged.get(numberOf(id)) ? tagOf(message, 'to') : undefined;
    if (source === undefined || tag === undefined) return answer;
    const { tagsCompared, tagProblem } = source.history.answers(numberOf(callIdOf(message)), tag, event.frame);
    if (tagsCompared) answer.tagsCompared = true;
    if (tagProblem !== undefined) answer.tagProblem = tagProblem;
    return answer;
  }
}
