import type { RequirementId } from '../requirements/requirement';
import { isRequest } from '../sip/message';
import type { MessageEvent } from '../trace/event';
import type { Observation } from './check';
import { callIdOf, type NotifySeen } from './notify-answers';
import { inconc } from './observe';
import { Recent } from './recent';
import type { Sighting } from './sighting';
import { cseqOf, requestId } from './transaction-key';

/** Requests that are remembered until they are answered. */
const CAPACITY = 10_000;
/** More clients and stimuli than this are not kept apart. */
const MAX_ATTEMPTS = 10_000;

type Method = 'PUBLISH' | 'SUBSCRIBE';

/** What came of the requests of one client during one stimulus, or outside all. */
interface Attempts {
  readonly method: Method;
  readonly client: string;
  readonly stimulus: number | undefined;
  isComplete: boolean;
  /** What came last and did not complete the procedure: a response of the simulator, a NOTIFY, or the client's answer to it. */
  last?: { readonly status: number | undefined; readonly event: MessageEvent; readonly span?: Observation['span'] };
}

/** A procedure that a client began and never brought to its end. */
export interface Incomplete {
  readonly requirement: RequirementId;
  readonly observation: Observation;
  readonly evidence: MessageEvent;
  readonly client: string;
  readonly stimulus: number | undefined;
}

/**
 * Whether the procedures were completed: a PUBLISH got a 2xx, a NOTIFY of a subscription was answered with 2xx. A client that
 * never gets so far is not shown as conforming (decision D-15); it may not be its fault, so it is no failure by this alone.
 * Where no response was seen, as in a trace of requests only, nothing can be said.
 */
export class Completions {
  readonly #attempts = new Map<string, Attempts>();
  /** Requests without a final response, of clients that have not completed the procedure. */
  readonly #waiting = new Map<string, Attempts>();
  readonly #byCallId = new Recent<Attempts>(CAPACITY);

  /** Takes a request that is judged. */
  requested({ subject, client, stimulus }: Sighting): void {
    const { kind, message } = subject;
    const isSubscribe = kind.startsWith('settings-subscribe');
    if (!isSubscribe && kind !== 'settings-publish') return;
    const attempts = this.#of(isSubscribe ? 'SUBSCRIBE' : 'PUBLISH', client, stimulus);
    if (attempts.isComplete) return;
    this.#wait(requestId(message), attempts);
    if (isSubscribe) this.#byCallId.set(callIdOf(message), attempts);
  }

  /** Takes every message, to see the responses of the simulator. */
  message(event: MessageEvent): void {
    if (this.#waiting.size === 0 || event.direction !== 'out' || !event.parsed.ok) return;
    const response = event.parsed.message;
    if (isRequest(response) || response.start.status < 200) return;
    const id = requestId(response);
    const attempts = this.#waiting.get(id);
    if (attempts === undefined || cseqOf(response)?.method !== attempts.method) return;
    this.#waiting.delete(id);
    if (attempts.isComplete) return;
    const { status, statusSpan: span } = response.start;
    // To an accepted SUBSCRIBE the NOTIFY counts.
    if (status >= 300 || attempts.method === 'SUBSCRIBE') attempts.last = { status, event, span };
    else complete(attempts);
  }

  /** What waits longest goes first when there is too much. */
  #wait(id: string, attempts: Attempts): void {
    const [oldest] = this.#waiting.size < CAPACITY ? [] : this.#waiting.keys();
    if (oldest !== undefined) this.#waiting.delete(oldest);
    this.#waiting.set(id, attempts);
  }

  /** Takes a NOTIFY, and the client's answer. */
  notified({ callId, event, status }: NotifySeen): void {
    const attempts = this.#byCallId.get(callId);
    if (attempts === undefined || attempts.isComplete) return;
    if (status !== undefined && status < 300) complete(attempts);
    // A copy of the NOTIFY brings nothing new.
    else if (status !== undefined || attempts.last?.event.direction !== 'out' || attempts.last.status !== undefined) {
      attempts.last = { status, event };
    }
  }

  /** The clients that did not complete a procedure during any of the stimuli that brought its requests, or in the whole run. */
  incomplete(requirement: RequirementId, stimuli?: readonly number[]): readonly Incomplete[] {
    const method = methods[requirement];
    if (method === undefined) return [];
    const groups = new Map<string, Attempts[]>();
    for (const attempts of this.#attempts.values()) {
      const { client, stimulus } = attempts;
      if (attempts.method !== method) continue;
      if (stimuli !== undefined && (stimulus === undefined || !stimuli.includes(stimulus))) continue;
      const key = stimuli === undefined ? client : `${stimulus} ${client}`;
      const group = groups.get(key);
      if (group === undefined) groups.set(key, [attempts]);
      else group.push(attempts);
    }
    return [...groups.values()].flatMap((group) => {
      if (group.some(({ isComplete }) => isComplete)) return [];
      const attempts = group.findLast(({ last }) => last !== undefined);
      return attempts === undefined ? [] : incompleteOf(requirement, attempts);
    });
  }

  #of(method: Method, client: string, stimulus: number | undefined): Attempts {
    const key = `${method} ${stimulus} ${client}`;
    const known = this.#attempts.get(key);
    if (known !== undefined) return known;
    const attempts: Attempts = { method, client, stimulus, isComplete: false };
    if (this.#attempts.size < MAX_ATTEMPTS) this.#attempts.set(key, attempts);
    return attempts;
  }
}

function complete(attempts: Attempts): void {
  attempts.isComplete = true;
  delete attempts.last;
}

const methods: Readonly<Partial<Record<RequirementId, Method>>> = { '6.1.1.1-1': 'PUBLISH', '6.1.1.2-1': 'SUBSCRIBE' };

function incompleteOf(requirement: RequirementId, { method, client, stimulus, last }: Attempts): readonly Incomplete[] {
  if (last === undefined) return [];
  const { status, event, span } = last;
  const expected =
    method === 'PUBLISH' ? 'a PUBLISH that is answered with 2xx' : 'a NOTIFY that the client answers with 2xx';
  const observation = inconc(textOf(method, last), {
    expected,
    actual: status === undefined ? 'no response' : String(status),
    frame: event.frame,
    ...(span !== undefined && { span }),
  });
  return [{ requirement, observation, evidence: event, client, stimulus }];
}

function textOf(method: Method, { status, event }: NonNullable<Attempts['last']>): string {
  if (status === undefined) return 'no NOTIFY was answered by the client';
  if (event.direction === 'in') return `no NOTIFY was answered with 2xx, the last one with ${status}`;
  if (status < 300) return `the ${method} was accepted, and no NOTIFY was answered by the client`;
  const why = refusals[status];
  return `every ${method} was refused, the last one with ${status}${why === undefined ? '' : `: ${why}`}`;
}

/** What a client does after a refusal that it can mend (RFC 3261 §8.1.3.5 and §22, RFC 3903 §4 to §6, RFC 3265 §3.1.4). */
const refusals: Readonly<Partial<Record<number, string>>> = {
  401: 'the client did not repeat it with credentials that are accepted',
  406: 'the client did not ask for a type of document that can be sent',
  407: 'the client did not repeat it with credentials that are accepted',
  412: 'the client did not publish anew without the entity-tag',
  423: 'the client did not repeat it with a lifetime that is long enough',
  481: 'the dialog is unknown',
  489: 'the event package is unknown',
};
