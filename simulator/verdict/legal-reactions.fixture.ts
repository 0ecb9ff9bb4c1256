import { strict as assert } from 'node:assert';
import { describe, it } from 'node:test';
import { row } from '../checks/history.fixture';
import { credentials } from '../checks/provoked/digest.fixture';
import { accepts, fieldIn, type NotifyChanges, tells } from '../checks/provoked/notify.fixture';
import type { TraceBuilder } from '../checks/trace.fixture';
import { isRequest } from '../sip/message';
import { type Changes, SETTINGS_DOCUMENT } from '../sip/message.fixture';
import type { MessageEvent } from '../trace/event';
import { judgeOf } from './judge.fixture';

export type Play = (trace: TraceBuilder) => void;
type EventChanges = NonNullable<Parameters<TraceBuilder['sends']>[1]>;
type Params = Readonly<Record<string, string | undefined>>;

/** The settings with one of them changed. */
export const CHANGED = SETTINGS_DOCUMENT.replace('barring active="false"', 'barring active="true"');
/** Another server, and other addresses of clients. */
export const OTHER_SERVER = { local: { host: '192.0.2.2', port: 5_060 } };
export const at = (port: number, host = '192.0.2.10') => ({ remote: { host, port } });
/** Credentials for nonce n1 and changes. */
export const forRegister = (params: Params = {}) => credentials({ method: 'REGISTER', params });
export const forPublish = (params: Params = {}) => credentials({ params });
export const forSubscribe = (params: Params = {}) => credentials({ method: 'SUBSCRIBE', params });
export const retryAfter = (seconds: number) => row('Retry-After', `${seconds}`);

/** The same request in a new transaction: Call-ID, To, From and Request-URI kept, CSeq one higher. */
export function next(trace: TraceBuilder, request: MessageEvent, changes: Changes = {}, event: EventChanges = {}) {
  const message = request.parsed.ok ? request.parsed.message : undefined;
  if (message === undefined || !isRequest(message)) throw new Error('nothing to repeat');
  const { method, requestUri } = message.start;
  const kept = ['From', 'To', 'Call-ID'].map((name) => row(name, fieldIn(request, name)));
  const own = [...kept, row('CSeq', `${Number.parseInt(fieldIn(request, 'CSeq'), 10) + 1} ${method}`)];
  const given = new Set((changes.set ?? []).map(([name]) => name));
  const set = [...own.filter(([name]) => !given.has(name)), ...(changes.set ?? [])];
  const { transport, remote, local, connection } = request;
  const place = { transport, remote, local, ...(connection !== undefined && { connection }), ...event };
  const all = { requestUri, ...changes, set };
  if (method === 'PUBLISH') return trace.publishes(all, place);
  return method === 'SUBSCRIBE' ? trace.subscribes(all, place) : trace.registers(all, place);
}

/** The same request to another server, as RFC 3263 §4.3 has it: a new branch, and nothing else is new. */
export function failsOver(trace: TraceBuilder, request: MessageEvent): MessageEvent {
  return next(trace, request, { set: [row('CSeq', fieldIn(request, 'CSeq'))] }, OTHER_SERVER);
}

/** A 200 to a PUBLISH. */
export function grants(trace: TraceBuilder, publish: MessageEvent, tag: string, expires = 3_600): MessageEvent {
  return trace.answers(publish, 200, [row('SIP-ETag', tag), row('Expires', `${expires}`)]);
}

/** A change or a refresh under a Call-ID of its own. */
export function updates(trace: TraceBuilder, tag: string, changes: Changes = {}, event: EventChanges = {}) {
  return trace.publishes({ ...changes, set: [row('SIP-If-Match', tag), ...(changes.set ?? [])] }, event);
}

/** A registration that is accepted. */
export function registered(trace: TraceBuilder, changes: Changes = {}, event: EventChanges = {}): MessageEvent {
  const register = trace.registers(changes, event);
  trace.answers(register);
  return register;
}

/** A fetch with its NOTIFY, answered 200. */
export function fetched(trace: TraceBuilder, notify: NotifyChanges = {}): MessageEvent {
  const subscribe = trace.subscribes();
  accepts(trace, subscribe);
  trace.acknowledges(tells(trace, subscribe, notify));
  return subscribe;
}

let branches = 0;

/** What a proxy at 192.0.2.99 passes on of a device. */
export function proxied(device: number, transport = 'UDP'): readonly (readonly [string, string])[] {
  branches += 1;
  const own = `SIP/2.0/UDP 192.0.2.${device}:5060;branch=z9hG4bKc${branches}`;
  return [row('Via', `SIP/2.0/${transport} 192.0.2.99;branch=z9hG4bKp${branches}, ${own}`)];
}

/** Who judges: a capture of clients that nobody knows, one of a client whose address is known, a server of ours that serves. */
const testers = [
  [{ imAddress: undefined, nextHop: undefined }, { ownsServer: false }],
  [{ nextHop: undefined }, { ownsServer: false }],
  [{ nextHop: undefined }, {}],
] as const;

/** The breaches that somebody finds in a trace, whoever it is. */
function accusations(play: Play): readonly string[] {
  const found = testers.flatMap(([context, options]) => {
    const judge = judgeOf(
      (trace) => {
        play(trace);
        afterwards(trace);
      },
      context,
      options,
    );
    return judge
      .judgement()
      .requirements.flatMap(({ id, findings }) =>
        findings
          .filter(({ outcome }) => outcome === 'fail' || outcome === 'warn')
          .map(({ outcome, message }) => `${id} ${outcome}: ${message}`),
      );
  });
  return [...new Set(found)].toSorted();
}

/** So long after the last thing that happened every window is over; somebody else shows it. */
function afterwards(trace: TraceBuilder): void {
  trace.passes(400_000);
  const set = [row('To', '<sip:carol@example.com>'), row('From', '<sip:carol@example.com>;tag=c7c7c7c7')];
  const contact = row('Contact', '<sip:carol@198.51.100.7>;+g.oma.sip-im');
  registered(trace, { set: [...set, contact] }, at(5_060, '198.51.100.7'));
}

/** Traces of clients that do nothing wrong: nobody fails or is warned, also where the client is seen alive for a while after. */
export function testLegal(title: string, plays: Readonly<Record<string, Play>>): void {
  describe(title, () => {
    for (const [name, play] of Object.entries(plays)) {
      it(name, () => {
        assert.deepEqual(accusations(play), []);
        assert.deepEqual(accusations(goingOn(play)), []);
      });
    }
  });
}

/** The same of a client that has registered before, in plays that are about something else. */
export function whileRegistered(plays: Readonly<Record<string, Play>>): Readonly<Record<string, Play>> {
  const entries = Object.entries(plays).map(([name, play]): [string, Play] => [
    name,
    (trace) => {
      registered(trace);
      trace.passes(500);
      play(trace);
    },
  ]);
  return Object.fromEntries(entries);
}

/** The client asks for something else now and then, so that it has not disappeared. */
function goingOn(play: Play): Play {
  return (trace) => {
    play(trace);
    for (const pause of [12_000, 20_000, 40_000]) {
      trace.passes(pause);
      const subscribe = trace.subscribes({ set: [row('Event', 'presence'), row('Accept', 'application/pidf+xml')] });
      trace.answers(subscribe, 489);
    }
  };
}
