import { RecentNumbers } from '../core/recent-numbers';
import { numberOf } from '../core/text-number';
import type { RequirementId } from '../requirements/requirement';
import { isRequest } from '../sip/message';
import type { MessageEvent } from '../trace/event';
import type { Observation } from './check';
import type { ClientHistory } from './client-history';
import { callIdOf, type Exchange } from './exchange';
import type { NotifySeen } from './notify-answers';
import { inconc } from './observe';
import type { Sighting } from './sighting';

/** Call-IDs that are remembered until their NOTIFY is answered. */
const CAPACITY = 8_192;
/** More clients and stimuli than this are not kept apart. */
const MAX_ATTEMPTS = 10_000;

type Method = 'PUBLISH' | 'SUBSCRIBE';

/** What came of the requests of one client during one stimulus, or outside all. */
export interface Attempts {
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
  readonly #byCallId = new RecentNumbers<Attempts>(CAPACITY);

  /** Takes a request that is judged. */
  requested({ subject, client, stimulus, exchange }: Sighting): void {
    const { kind, message } = subject;
    const isSubscribe = kind === 'settings-subscribe' || kind === 'settings-subscribe-in-dialog';
    if (!isSubscribe && kind !== 'settings-publish') return;
    const attempts = this.#of(isSubscribe ? 'SUBSCRIBE' : 'PUBLISH', client, stimulus, exchange.history);
    if (attempts.isComplete) return;
    exchange.attempts = attempts;
    if (isSubscribe) this.#byCallId.set(numberOf(callIdOf(message)), attempts);
  }

  /** Takes the first final response of the simulator to a request. */
  answered({ attempts }: Exchange, event: MessageEvent): void {
    if (attempts === undefined || attempts.isComplete || !event.parsed.ok) return;
    const response = event.parsed.message;
    if (isRequest(response)) return;
    const { status, statusSpan: span } = response.start;
    // To an accepted SUBSCRIBE the NOTIFY counts.
    if (status >= 300 || attempts.method === 'SUBSCRIBE') attempts.last = { status, event, span };
    else complete(attempts);
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

  /** The attempts of a client; found at once where its request before counted for the same. */
  #of(method: Method, client: string, stimulus: number | undefined, history: ClientHistory | undefined): Attempts {
    const slot = method === 'PUBLISH' ? 'publishing' : 'retrieving';
    const latest = history?.[slot];
    if (latest !== undefined && latest.stimulus === stimulus && latest.client === client) return latest;
    const key = `${method} ${stimulus} ${client}`;
    const known = this.#attempts.get(key);
    const attempts = known ?? { method, client, stimulus, isComplete: false };
    if (known === undefined && this.#attempts.size < MAX_ATTEMPTS) this.#attempts.set(key, attempts);
    if (history !== undefined) history[slot] = attempts;
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
