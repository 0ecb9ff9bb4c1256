import { firstField, type SipRequest, type SipResponse } from '../sip/message';
import type { Subject } from './check';
import { Recent } from './recent';
import { cseqOf, requestId } from './transaction-key';

const CAPACITY = 10_000;
/** After these a corrected request is a new transaction (RFC 3261 section 8.1.3.5, RFC 3903 sections 4 and 5). */
const repairable = new Set([401, 407, 412, 423]);

type After = NonNullable<Subject['after']>;

/** What the simulator answered to PUBLISH and SUBSCRIBE requests. */
export class Answers {
  /** Settings PUBLISH requests without a final response. */
  readonly #pending = new Recent<true>(CAPACITY);
  readonly #refusals = new Recent<After & { readonly cseq: number }>(CAPACITY);
  readonly #tags = new Recent<true>(CAPACITY);
  #publication: 'none' | 'waiting' | number = 'none';

  /** What came of the last settings PUBLISH: nothing sent yet, no final response yet, or its status. */
  get publication(): 'none' | 'waiting' | number {
    return this.#publication;
  }

  /** Takes the `requestId` of a settings PUBLISH that is about to be answered. */
  published(id: string): void {
    this.#pending.set(id, true);
    this.#publication = 'waiting';
  }

  /** Takes a response to a PUBLISH or SUBSCRIBE; `true` for a 2xx to a settings PUBLISH. */
  answered(response: SipResponse): boolean {
    const cseq = cseqOf(response);
    const { status } = response.start;
    if (cseq === undefined || status < 200) return false;
    this.#remember(response, cseq);
    if (cseq.method !== 'PUBLISH' || this.#pending.get(requestId(response)) === undefined) return false;
    this.#publication = status;
    if (status >= 300) return false;
    const tag = firstField(response, 'sip-etag')?.value;
    if (tag !== undefined) this.#tags.set(tagKey(tag), true);
    return true;
  }

  /** Whether the simulator gave this entity-tag to a settings PUBLISH. */
  gave(tag: string): boolean {
    return this.#tags.get(tagKey(tag)) !== undefined;
  }

  /** The refusal that made the client repeat the request, if it is a repeat. */
  before(message: SipRequest): After | undefined {
    const refusal = this.#refusals.get(`${firstField(message, 'call-id')?.value}\n${message.start.method}`);
    const cseq = refusal === undefined ? undefined : cseqOf(message);
    if (cseq === undefined || refusal === undefined || cseq.number <= refusal.cseq) return undefined;
    const { status, response, times } = refusal;
    return { status, response, times };
  }

  #remember(response: SipResponse, cseq: { readonly number: number; readonly method: string }): void {
    const key = `${firstField(response, 'call-id')?.value}\n${cseq.method}`;
    const { status } = response.start;
    const known = this.#refusals.get(key);
    // The same response again, to a copy of the request, is not another refusal.
    if (known?.cseq === cseq.number) return;
    if (!repairable.has(status)) {
      if (known !== undefined) this.#refusals.delete(key);
      return;
    }
    const times = known?.status === status ? known.times + 1 : 1;
    this.#refusals.set(key, { status, response, times, cseq: cseq.number });
  }
}

/** A key of its own text: a bare slice of a message would keep the whole message in memory. */
function tagKey(tag: string): string {
  return `tag ${tag}`;
}
