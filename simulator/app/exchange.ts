import { readCSeq } from '../sip/cseq';
import { firstField, isRequest, type SipMessage, type SipRequest } from '../sip/message';
import { readVias } from '../sip/via';
import type { MessageEvent, Operation, TraceEvent } from '../trace/event';

/** Responses that make a client repeat its request: the exchange goes on. */
const goesOn = new Set([401, 407, 412, 423, 494]);

/** Which request carries an operation. */
const methods: Readonly<Record<Operation, string>> = {
  register: 'REGISTER',
  publish: 'PUBLISH',
  refresh: 'PUBLISH',
  retrieve: 'SUBSCRIBE',
  deregister: 'REGISTER',
};

/**
 * Watches the trace until the exchange of an operation is over, so that nobody has to wait longer than the client takes:
 * the request got a final response, and for a retrieval the NOTIFY that follows was answered.
 */
export class ExchangeWatch {
  readonly #operation: Operation;
  readonly #needsEntityTag: boolean;
  #complete = false;
  #seen = false;
  /** Branches of the NOTIFY requests that the client has to answer. */
  readonly #notified = new Set<string>();
  #waiting: (() => void) | undefined;

  /** `bySelf`: nobody asked the client, so only a PUBLISH with an entity-tag is told to be a refresh. */
  constructor(operation: Operation, bySelf = false) {
    this.#operation = operation;
    this.#needsEntityTag = bySelf && operation === 'refresh';
  }

  get isComplete(): boolean {
    return this.#complete;
  }

  /** Whether a NOTIFY was sent that the client has to answer. */
  get isNotified(): boolean {
    return this.#notified.size > 0;
  }

  see(event: TraceEvent): void {
    if (this.#complete) return;
    if (event.kind === 'message') {
      if (event.parsed.ok && this.#ends(event, event.parsed.message)) this.#end();
    } else if (event.kind === 'note' && event.note === 'notify-unanswered' && this.isNotified) this.#end();
  }

  #end(): void {
    this.#complete = true;
    this.#waiting?.();
  }

  /** Resolves when the exchange is over. */
  whenComplete(): Promise<void> {
    if (this.#complete) return Promise.resolve();
    return new Promise((done) => {
      this.#waiting = done;
    });
  }

  #ends(event: MessageEvent, message: SipMessage): boolean {
    if (isRequest(message)) {
      this.#request(event, message);
      return false;
    }
    const { status } = message.start;
    if (status < 200) return false;
    if (event.direction === 'in') return this.#notified.has(branchOf(message)) && methodOf(message) === 'NOTIFY';
    if (!this.#seen || methodOf(message) !== methods[this.#operation] || goesOn.has(status)) return false;
    return this.#operation !== 'retrieve' || status >= 300;
  }

  #request(event: MessageEvent, message: SipRequest): void {
    const { method } = message.start;
    if (event.direction === 'in') {
      const isIt = method === methods[this.#operation];
      if (isIt && (!this.#needsEntityTag || firstField(message, 'sip-if-match'))) this.#seen = true;
    } else if (this.#operation === 'retrieve' && method === 'NOTIFY') this.#notified.add(branchOf(message));
  }
}

/** A response belongs to the request with its branch and method (RFC 3261 §17.1.3); without a branch it answers nothing. */
function branchOf(message: SipMessage): string {
  const vias = readVias(message);
  return (vias.ok ? vias.value[0]?.branch : undefined) ?? '';
}

function methodOf(response: SipMessage): string | undefined {
  const field = firstField(response, 'cseq');
  const cseq = field && readCSeq(field);
  return cseq?.ok ? cseq.value.method : undefined;
}
