import type { Address, TransportName } from '../core/address';
import type { Millis } from '../core/time';
import { defaultPics, defaultRules, type Pics, type Rules } from '../requirements/configuration';
import { omaImDefault } from '../settings/binding';
import { isRequest, type SipRequest } from '../sip/message';
import { publishBytes, registerBytes, responseBytes, subscribeBytes } from '../sip/message.fixture';
import { parseMessage } from '../sip/parse';
import type {
  Indication,
  KeepAlive,
  MessageEvent,
  Note,
  Operation,
  SettingValues,
  StimulusEnded,
  StimulusStarted,
  TraceEvent,
} from '../trace/event';
import type { Answer, JudgeContext, Subject, SubjectKind } from './check';
import { bodyOfSubject } from './settings-body';

/** What a test changes in the context. */
export type ContextChanges = Partial<Omit<JudgeContext, 'pics' | 'rules'>> & {
  readonly pics?: Partial<Pics>;
  readonly rules?: Partial<Rules>;
};

export const SERVER: Address = { host: '192.0.2.1', port: 5060 };
export const CLIENT: Address = { host: '192.0.2.10', port: 5060 };

/** The context of a driven run for sip:alice@example.com. */
export function context({ pics, rules, ...rest }: ContextChanges = {}): JudgeContext {
  return {
    imAddress: 'sip:alice@example.com',
    imAddressAliases: [],
    username: undefined,
    binding: omaImDefault,
    nextHop: { transport: 'udp', ...SERVER },
    ...rest,
    pics: { ...defaultPics, ...pics },
    rules: { ...defaultRules, ...rules },
  };
}

type EventChanges = Partial<
  Pick<
    MessageEvent,
    | 'frame'
    | 'at'
    | 'direction'
    | 'transport'
    | 'local'
    | 'remote'
    | 'connection'
    | 'truncated'
    | 'addressesUnknown'
    | 'timeUnknown'
    | 'lineEndsUnknown'
    | 'late'
  >
>;

/** Octets as an event of the trace. */
export function messageEvent(bytes: Buffer, changes: EventChanges = {}): MessageEvent {
  const transport: TransportName = changes.transport ?? 'udp';
  return {
    kind: 'message',
    frame: 1,
    at: 0,
    direction: 'in',
    local: SERVER,
    remote: CLIENT,
    ...changes,
    transport,
    bytes,
    parsed: parseMessage(bytes, { stream: transport === 'tcp' || transport === 'tls' }),
  };
}

type SubjectChanges = Partial<Omit<Subject, 'event' | 'message' | 'body'>> & { readonly event?: EventChanges };

/** A request as the checks get it; of the kind that its method has in an ordinary run. */
export function subjectOf(
  bytes: Buffer,
  { event: eventChanges, ...changes }: SubjectChanges = {},
  of: JudgeContext = context(),
): Subject {
  const event = messageEvent(bytes, eventChanges);
  if (!event.parsed.ok || !isRequest(event.parsed.message)) throw new Error('the fixture is no request');
  const message: SipRequest = event.parsed.message;
  const kind = kinds[message.start.method] ?? 'other-request';
  const body = bodyOfSubject(message, of);
  return { kind, event, message, ...(body !== undefined && { body }), ...changes };
}

const kinds: Readonly<Record<string, SubjectKind>> = {
  PUBLISH: 'settings-publish',
  SUBSCRIBE: 'settings-subscribe',
  REGISTER: 'register',
};

type PublishChanges = Parameters<typeof publishBytes>[0];

/** A conforming settings PUBLISH with changes. */
export function publishSubject(changes?: PublishChanges, rest?: SubjectChanges, of?: JudgeContext): Subject {
  return subjectOf(publishBytes(changes), rest, of);
}

/** A conforming settings SUBSCRIBE with changes. */
export function subscribeSubject(changes?: PublishChanges, rest?: SubjectChanges, of?: JudgeContext): Subject {
  return subjectOf(subscribeBytes(changes), rest, of);
}

/** A conforming REGISTER with changes. */
export function registerSubject(changes?: PublishChanges, rest?: SubjectChanges, of?: JudgeContext): Subject {
  return subjectOf(registerBytes(changes), rest, of);
}

/** A conforming request of another kind, OPTIONS unless `changes` say otherwise. */
export function otherSubject(changes: PublishChanges = {}, rest?: SubjectChanges, of?: JudgeContext): Subject {
  return subjectOf(registerBytes({ method: 'OPTIONS', ...changes }), { kind: 'other-request', ...rest }, of);
}

type AnswerChanges = Partial<Omit<Answer, 'event' | 'message'>> & { readonly event?: EventChanges };

/** The client's 200 to a NOTIFY of its settings subscription, with changes. */
export function answerOf(
  changes: Parameters<typeof responseBytes>[0] = {},
  { event: eventChanges, ...rest }: AnswerChanges = {},
): Answer {
  const without = ['SIP-ETag', 'Expires', ...(changes.without ?? [])];
  const set = [['CSeq', '1 NOTIFY'] as const, ...(changes.set ?? [])];
  const event = messageEvent(responseBytes({ ...changes, set, without }), eventChanges);
  if (!event.parsed.ok || isRequest(event.parsed.message)) throw new Error('the fixture is no response');
  return { event, message: event.parsed.message, method: 'NOTIFY', procedure: 'retrieve', ...rest };
}

/** A tag as a client makes it: nothing of it can be guessed. */
function tagOf(request: number): string {
  return ((request * 2_654_435_761) % 4_294_967_296).toString(36).padStart(7, 'q');
}

/** Writes a trace step by step; frames and branches count up by themselves. */
export class TraceBuilder {
  readonly events: TraceEvent[] = [];
  /** When the next thing happens, in milliseconds. */
  now: Millis = 0;
  #frame = 0;
  #request = 0;

  /** A request of the client; each has a branch, Call-ID and tag of its own unless the test sets them. */
  sends(bytes: Buffer, changes: EventChanges = {}): MessageEvent {
    return this.#push(bytes, { ...changes, direction: 'in' });
  }

  /** A message of the simulator. */
  gets(bytes: Buffer, changes: EventChanges = {}): MessageEvent {
    return this.#push(bytes, { ...changes, direction: 'out' });
  }

  publishes(changes: NonNullable<PublishChanges> = {}, event: EventChanges = {}): MessageEvent {
    return this.sends(publishBytes(this.#fresh(changes, 'PUBLISH')), event);
  }

  registers(changes: NonNullable<PublishChanges> = {}, event: EventChanges = {}): MessageEvent {
    return this.sends(registerBytes(this.#fresh(changes, 'REGISTER')), event);
  }

  subscribes(changes: NonNullable<PublishChanges> = {}, event: EventChanges = {}): MessageEvent {
    return this.sends(subscribeBytes(this.#fresh(changes, 'SUBSCRIBE')), event);
  }

  /** The simulator's response to a request of the trace. */
  answers(request: MessageEvent, status = 200, set: readonly (readonly [string, string])[] = []): MessageEvent {
    const message = request.parsed.ok ? request.parsed.message : undefined;
    const copied = ['Via', 'From', 'To', 'Call-ID', 'CSeq'].flatMap((name) => {
      const field = message?.headers.find(({ key }) => key === name.toLowerCase());
      const isGiven = set.some(([given]) => given === name);
      return field === undefined || isGiven ? [] : [[name, field.value] as const];
    });
    const bytes = responseBytes({ status, reason: 'Answer', set: [...copied, ...set], without: leftOut(status, set) });
    return this.gets(bytes, { remote: request.remote, local: request.local, at: Math.max(this.now, request.at) });
  }

  /** The simulator's NOTIFY to a SUBSCRIBE of the trace. */
  notifies(subscribe: MessageEvent, changes: NonNullable<PublishChanges> = {}): MessageEvent {
    const message = subscribe.parsed.ok ? subscribe.parsed.message : undefined;
    const callId = message?.headers.find(({ key }) => key === 'call-id')?.value ?? '';
    this.#request += 1;
    const own = [
      ['Via', `SIP/2.0/UDP 192.0.2.1:5060;branch=z9hG4bKs${this.#request}`],
      ['Call-ID', callId],
      ['CSeq', '1 NOTIFY'],
      ['From', '<sip:alice@example.com>;tag=esc-1'],
    ] as const;
    const given = new Set((changes.set ?? []).map(([name]) => name));
    const set = [...own.filter(([name]) => !given.has(name)), ...(changes.set ?? [])];
    return this.gets(subscribeBytes({ method: 'NOTIFY', ...changes, set }));
  }

  /** The client's response to a NOTIFY. */
  acknowledges(
    notify: MessageEvent,
    status = 200,
    set: readonly (readonly [string, string])[] = [],
    without: readonly string[] = [],
  ): MessageEvent {
    const message = notify.parsed.ok ? notify.parsed.message : undefined;
    const copied = ['Via', 'From', 'To', 'Call-ID', 'CSeq'].flatMap((name) => {
      const field = message?.headers.find(({ key }) => key === name.toLowerCase());
      const isGiven = set.some(([given]) => given === name);
      return field === undefined || isGiven ? [] : [[name, field.value] as const];
    });
    const left = ['SIP-ETag', 'Expires', ...without];
    return this.sends(responseBytes({ status, reason: 'Answer', set: [...copied, ...set], without: left }));
  }

  /** A fetch that comes to its end. */
  fetches(changes: NonNullable<PublishChanges> = {}): MessageEvent {
    const subscribe = this.subscribes(changes);
    this.answers(subscribe);
    this.acknowledges(this.notifies(subscribe));
    return subscribe;
  }

  starts(operation: Operation, settings?: SettingValues, stimulus = 1): StimulusStarted {
    const event = {
      kind: 'stimulus-started',
      at: this.now,
      stimulus,
      operation,
      ...(settings && { settings }),
    } as const;
    this.events.push(event);
    return event;
  }

  ends(outcome: StimulusEnded['outcome'] = 'done', rest: Partial<StimulusEnded> = {}): StimulusEnded {
    const event = { kind: 'stimulus-ended', at: this.now, stimulus: 1, outcome, ...rest } as const;
    this.events.push(event);
    return event;
  }

  /** Time goes on. */
  passes(time: Millis): void {
    this.now += time;
  }

  indicates(what: Indication['what'], settings?: Partial<SettingValues>): void {
    this.events.push({ kind: 'indication', at: 0, what, ...(settings && { settings }) });
  }

  notes(note: Note['note'], text: string, frame?: number): void {
    this.events.push({ kind: 'note', at: 0, note, text, ...(frame !== undefined && { frame }) });
  }

  /** Octets of the client that are no message. */
  keepsAlive(bytes: Buffer, changes: Partial<KeepAlive> = {}): void {
    const address = { local: SERVER, remote: CLIENT };
    this.events.push({ kind: 'keep-alive', at: 0, direction: 'in', transport: 'udp', ...address, bytes, ...changes });
  }

  /** The start of a WebSocket with the sub-protocols that the client offers. */
  handshakes(protocols: readonly string[], connection = 1): void {
    const address = { local: SERVER, remote: CLIENT };
    this.events.push({ kind: 'websocket-handshake', at: 0, ...address, connection, protocols });
  }

  #push(bytes: Buffer, changes: EventChanges): MessageEvent {
    this.#frame += 1;
    const event = messageEvent(bytes, { frame: this.#frame, at: this.now, ...changes });
    this.events.push(event);
    return event;
  }

  #fresh(changes: NonNullable<PublishChanges>, method: string): NonNullable<PublishChanges> {
    this.#request += 1;
    const own = [
      ['Via', `SIP/2.0/UDP 192.0.2.10:5060;branch=z9hG4bKn${this.#request};rport`],
      ['Call-ID', `call-${this.#request}@192.0.2.10`],
      ['CSeq', `${this.#request} ${changes.method ?? method}`],
      ['From', `<sip:alice@example.com>;tag=${tagOf(this.#request)}`],
    ] as const;
    const given = new Set((changes.set ?? []).map(([name]) => name.toLowerCase()));
    return { ...changes, set: [...own.filter(([name]) => !given.has(name.toLowerCase())), ...(changes.set ?? [])] };
  }
}

/** Only a 2xx has what the fixture's 200 has. */
function leftOut(status: number, set: readonly (readonly [string, string])[]): readonly string[] {
  const given = new Set(set.map(([name]) => name.toLowerCase()));
  return status < 300 ? [] : ['SIP-ETag', 'Expires'].filter((name) => !given.has(name.toLowerCase()));
}
