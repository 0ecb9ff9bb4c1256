import { createHash } from 'node:crypto';
import { isRequest } from '../../sip/message';
import type { MessageEvent } from '../../trace/event';
import type { Secret } from '../check';
import { row } from '../history.fixture';
import type { ContextChanges, TraceBuilder } from '../trace.fixture';
import { cseqOf } from '../transaction-key';
import type { Scene } from './scene.fixture';

type Row = readonly [string, string];

const USERNAME = 'alice';
const PASSWORD = 'secret';
/** Realms that the client has a password for. */
export const REALM = 'example.com';
export const PROXY_REALM = 'proxy.example.com';

const hashes = { MD5: 'md5', 'SHA-256': 'sha256', 'SHA-512-256': 'sha512-256' } as const;
type Algorithm = keyof typeof hashes;
const algorithms = ['MD5', 'SHA-256', 'SHA-512-256'] as const;

function hex(algorithm: Algorithm, text: string): string {
  return createHash(hashes[algorithm]).update(text, 'latin1').digest('hex');
}

/** What the tester knows of the client's account. */
export const known: ContextChanges = {
  username: USERNAME,
  secrets: [REALM, PROXY_REALM].flatMap((realm) =>
    algorithms.map((algorithm): Secret => {
      return { username: USERNAME, realm, algorithm, ha1: hex(algorithm, `${USERNAME}:${realm}:${PASSWORD}`) };
    }),
  ),
};

type Params = Readonly<Record<string, string | undefined>>;

const BARE = new Set(['algorithm', 'qop', 'nc', 'stale', 'userhash']);

/** Parameters as a list; `undefined` leaves one out. */
function written(params: Params, isBare: (key: string) => boolean): string {
  return Object.entries(params)
    .flatMap(([key, value]) => (value === undefined ? [] : [`${key}=${isBare(key) ? value : `"${value}"`}`]))
    .join(', ');
}

/** WWW-Authenticate with nonce n1 and qop auth, and changes. */
export function asks(changes: Params = {}, name = 'WWW-Authenticate'): Row {
  const params = { realm: REALM, nonce: 'n1', qop: 'auth', ...changes };
  return row(name, `Digest ${written(params, (key) => key === 'algorithm' || key === 'stale')}`);
}

/** Proxy-Authenticate of the proxy. */
export function asksAsProxy(changes: Params = {}): Row {
  return asks({ realm: PROXY_REALM, nonce: 'p1', ...changes }, 'Proxy-Authenticate');
}

/** What a digest is made of. */
export interface Digest {
  readonly method?: string;
  readonly body?: string;
  readonly password?: string;
  /** Parameters that take the place of the right ones, behind the computation. */
  readonly sent?: Params;
  /** Parameters that go into the computation, too. */
  readonly params?: Params;
  readonly name?: string;
  /** A last change of the row. */
  readonly raw?: (value: string) => string;
}

/** Credentials of a right client for a PUBLISH, answering nonce n1 with qop auth, and changes. */
export function credentials({
  method = 'PUBLISH',
  body = '',
  sent,
  params,
  name,
  raw,
  password = PASSWORD,
}: Digest = {}): Row {
  const all: Params = {
    username: USERNAME,
    realm: REALM,
    nonce: 'n1',
    uri: method === 'REGISTER' ? 'sip:example.com' : 'sip:alice@example.com',
    qop: 'auth',
    nc: '00000001',
    cnonce: 'c1',
    ...params,
  };
  const response = responseTo(all, method, body, password);
  const value = `Digest ${written({ ...all, response, ...sent }, (key) => BARE.has(key))}`;
  return row(name ?? 'Authorization', raw === undefined ? value : raw(value));
}

/** The same for the proxy. */
export function proxyCredentials(digest: Digest = {}): Row {
  const params = { realm: PROXY_REALM, nonce: 'p1', ...digest.params };
  return credentials({ name: 'Proxy-Authorization', ...digest, params });
}

function responseTo(params: Params, method: string, body: string, password: string): string {
  const text = (key: string) => params[key] ?? '';
  const [name = 'MD5', session] = /^(.*?)(-sess)?$/.exec(text('algorithm') || 'MD5')?.slice(1) ?? [];
  const algorithm = algorithms.find((one) => one === name) ?? 'MD5';
  const h = (value: string) => hex(algorithm, value);
  const user = params.userhash === undefined ? text('username') : USERNAME;
  const plain = h(`${user}:${text('realm')}:${password}`);
  const a1 = session === undefined ? plain : h(`${plain}:${text('nonce')}:${text('cnonce')}`);
  const a2 = h(`${method}:${text('uri')}${text('qop') === 'auth-int' ? `:${h(body)}` : ''}`);
  if (params.qop === undefined) return h(`${a1}:${text('nonce')}:${a2}`);
  return h(`${a1}:${text('nonce')}:${text('nc')}:${text('cnonce')}:${text('qop')}:${a2}`);
}

/** The username of `userhash=true`. */
export function hashedUsername(algorithm: Algorithm = 'MD5'): string {
  return hex(algorithm, `${USERNAME}:${REALM}`);
}

/** The same request in a new transaction: one up in CSeq, with rows more. */
export function again(
  trace: TraceBuilder,
  request: MessageEvent,
  rows: readonly Row[] = [],
  set: readonly Row[] = [],
): MessageEvent {
  const message = request.parsed.ok ? request.parsed.message : undefined;
  if (message === undefined || !isRequest(message)) throw new Error('nothing to repeat');
  const { method } = message.start;
  const callId = message.headers.find(({ key }) => key === 'call-id')?.value ?? '';
  const own = [row('Call-ID', callId), row('CSeq', `${(cseqOf(message)?.number ?? 0) + 1} ${method}`)];
  const given = new Set(set.map(([name]) => name));
  const changes = { set: [...own.filter(([name]) => !given.has(name)), ...set], add: rows };
  if (method === 'PUBLISH') return trace.publishes(changes);
  return method === 'SUBSCRIBE' ? trace.subscribes(changes) : trace.registers(changes);
}

/** A PUBLISH that is challenged; the user asked for it. */
export function challenged(trace: TraceBuilder, status = 401, rows: readonly Row[] = [asks()]): MessageEvent {
  trace.starts('publish');
  const request = trace.publishes();
  trace.answers(request, status, rows);
  return request;
}

/** Nothing more happens, for so long; then the run ends. */
export function waits(trace: TraceBuilder, time = 10_000): void {
  trace.passes(time);
  trace.ends();
}

/** A trace of a client whose password is known. */
export function scene(play: Scene['play'], context: ContextChanges = known): Scene {
  return { play, context };
}

/** A PUBLISH that is challenged and comes again with these rows, which are accepted. */
export function answered(rows: readonly Row[], challenges: readonly Row[] = [asks()], status = 401): Scene {
  return scene((trace) => {
    const request = challenged(trace, status, challenges);
    trace.answers(again(trace, request, rows));
    waits(trace);
  });
}
