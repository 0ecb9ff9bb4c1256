import { numberOf } from '../../core/text-number';
import type { Millis } from '../../core/time';
import { readAuthRow } from '../../sip/auth-rows';
import { readAuthenticationInfo } from '../../sip/authentication-info';
import type { AuthHeader } from '../../sip/authorization';
import { challengesIn } from '../../sip/challenge';
import { firstField, type HeaderField, type SipRequest, type SipResponse } from '../../sip/message';
import { paramNamed } from '../../sip/params';
import type { Writable } from '../../sip/writable';
import type { MessageEvent } from '../../trace/event';
import type { SubjectKind } from '../check';
import { isFetch } from '../common/fetch';
import { callIdOf } from '../exchange';
import { ownCopy } from '../own-copy';
import { cseqOf } from '../transaction-key';
import { Agreements } from './agreements';
import type { Heeded, Presented } from './credentials-seen';
import { Nonces } from './nonces';
import type { ClientTransaction, ServerResponse } from './provoked-check';

/** Call-IDs that are remembered with their proxy. */
const CALL_IDS = 4;
/** What arrives sooner than this after a response may have been on its way already. */
const ON_ITS_WAY: Millis = 1_000;
/** A longer nextnonce is not remembered. */
const LONGEST = 4_096;

const none: readonly Presented[] = [];

/** The facts of a request that the demands before bear on. */
export type Demanded = Pick<ClientTransaction, 'credentials' | 'heeded'>;

interface NextNonce {
  readonly nonce: string;
  readonly realm: string;
  readonly frame: number;
  readonly at: Millis;
  readonly isTimeUnknown: boolean;
  readonly stimulus: number | undefined;
  readonly host: string;
  readonly port: number;
}

interface Proxied {
  readonly callId: number;
  readonly realm: string;
  readonly frame: number;
}

interface Fetched {
  readonly frame: number;
  readonly host: string;
  readonly port: number;
}

/** A request about to be looked at. */
export interface Asking {
  readonly kind: SubjectKind;
  readonly message: SipRequest;
  readonly event: MessageEvent;
  readonly stimulus: number | undefined;
}

/**
 * What the server demanded of one client: challenges (RFC 3261 §22, RFC 7616) and security agreements (RFC 3329). Bounded; holds on to
 * no message. There is one for clients that something was demanded of, or that brought credentials along.
 */
export class Demands {
  readonly #nonces = new Nonces();
  readonly #agreements = new Agreements();
  readonly #proxied: Proxied[] = [];
  #next: NextNonce | undefined;
  #fetched: Fetched | undefined;

  /** Takes a 401, 407 or 494. */
  refused(tx: ClientTransaction, response: ServerResponse): void {
    const { message } = tx;
    const callId = numberOf(callIdOf(message));
    const method = ownCopy(message.start.method);
    const request = { callId, method };
    const challenges = challengesIn(response.message);
    this.#nonces.given(challenges, { ...request, frame: response.event.frame, cseq: cseqOf(message)?.number });
    this.#agreements.refused(tx, response, request);
    // A challenge tells another nonce.
    if (challenges.some(({ realm }) => realm === this.#next?.realm)) this.#next = undefined;
  }

  /** Takes a 401 or 407 to a request that nobody saw. */
  strayed(response: SipResponse, frame: number): void {
    const cseq = cseqOf(response);
    if (cseq === undefined) return;
    const callId = numberOf(callIdOf(response));
    this.#nonces.given(challengesIn(response), { callId, method: ownCopy(cseq.method), cseq: cseq.number, frame });
  }

  /** Takes a 2xx. */
  accepted(tx: ClientTransaction, response: ServerResponse): void {
    this.#agreements.accepted(tx);
    this.#acceptedProxy(tx);
    this.#acceptedFetch(tx);
    this.#told(tx, response);
  }

  /** What there is to say of a request; called once for each. */
  take(asking: Asking): Demanded {
    const { message, event } = asking;
    const callId = numberOf(callIdOf(message));
    const { method } = message.start;
    const id = numberOf(`${cseqOf(message)?.number ?? ''} ${method}`, callId);
    const credentials = this.#credentialsIn(message, { id, frame: event.frame, at: event.at });
    const heeded: Writable<Heeded> = {};
    const nextNonce = this.#nextFor(asking, credentials);
    if (nextNonce !== undefined) heeded.nextNonce = nextNonce;
    const proxy = this.#proxied.find((one) => one.callId === callId);
    if (proxy !== undefined) heeded.proxy = proxy;
    const fetched = this.#fetchedBefore(asking, credentials.length > 0);
    if (fetched !== undefined) heeded.fetched = fetched;
    const security = this.#agreements.behind(message, event.local.host, { callId, method });
    if (security !== undefined) heeded.security = security;
    return { credentials, heeded };
  }

  #credentialsIn({ headers }: SipRequest, by: { id: number; frame: number; at: Millis }): readonly Presented[] {
    let found: Presented[] | undefined;
    for (const field of headers) {
      if (field.key !== 'authorization' && field.key !== 'proxy-authorization') continue;
      found ??= [];
      for (const one of readAuthRow(field)) found.push(this.#presented(one, field, by));
    }
    return found ?? none;
  }

  #presented(
    { scheme, params }: AuthHeader,
    field: HeaderField,
    by: { id: number; frame: number; at: Millis },
  ): Presented {
    const isProxy = field.key === 'proxy-authorization';
    const text = (key: string) => paramNamed(params, key)?.value;
    const nonce = text('nonce') ?? '';
    const space = { realm: text('realm') ?? '', isProxy };
    const challenge = nonce === '' ? undefined : this.#nonces.challengeOf(nonce, text('algorithm'));
    const use = nonce === '' ? undefined : this.#nonces.used(nonce, space, text('nc'), by);
    return { isProxy, scheme: scheme.toLowerCase(), params, field, challenge, ...(use !== undefined && { use }) };
  }

  /** The nonce that the request should use; told until it does, or did not although it could. */
  #nextFor({ event, stimulus }: Asking, credentials: readonly Presented[]): Heeded['nextNonce'] {
    const next = this.#next;
    if (next === undefined || event.local.host !== next.host || event.local.port !== next.port) return undefined;
    const { nonce, realm, frame } = next;
    const own = credentials.find(({ isProxy, params }) => !isProxy && paramNamed(params, 'realm')?.value === realm);
    if (own === undefined) return undefined;
    const isAskedSince = stimulus !== undefined && stimulus !== next.stimulus;
    const isLater = !next.isTimeUnknown && event.timeUnknown !== true && event.at - next.at >= ON_ITS_WAY;
    const isSure = isAskedSince || isLater;
    if (isSure || paramNamed(own.params, 'nonce')?.value === nonce) this.#next = undefined;
    return { nonce, realm, frame, isSure };
  }

  /** Authentication-Info of a 2xx to a request with the credentials of one server (RFC 7616 §3.5). */
  #told({ event: { local }, credentials, stimulus }: ClientTransaction, { message, event }: ServerResponse): void {
    const [own, ...others] = credentials.filter(({ isProxy }) => !isProxy);
    const field = own === undefined ? undefined : firstField(message, 'authentication-info');
    if (own === undefined || field === undefined || others.length > 0) return;
    const nonce = nextNonceIn(field);
    const realm = paramNamed(own.params, 'realm')?.value;
    if (nonce === undefined || realm === undefined || nonce.length + realm.length > LONGEST) return;
    const { frame, at } = event;
    const place = { host: local.host, port: local.port };
    const texts = { nonce: ownCopy(nonce), realm: ownCopy(realm) };
    this.#nonces.next(nonce, realm, false);
    this.#next = { ...texts, frame, at, isTimeUnknown: event.timeUnknown === true, stimulus, ...place };
  }

  #acceptedProxy({ message, event, credentials }: ClientTransaction): void {
    const callId = numberOf(callIdOf(message));
    const index = this.#proxied.findIndex((one) => one.callId === callId);
    if (index >= 0) this.#proxied.splice(index, 1);
    // Without them accepted: the proxy asks for none any more.
    const realm = credentials
      .filter(({ isProxy }) => isProxy)
      .map(({ params }) => paramNamed(params, 'realm')?.value)
      .find((one) => one !== undefined && one.length <= LONGEST);
    if (realm === undefined) return;
    this.#proxied.push({ callId, realm: ownCopy(realm), frame: event.frame });
    if (this.#proxied.length > CALL_IDS) this.#proxied.shift();
  }

  #acceptedFetch({ kind, message, event, credentials }: ClientTransaction): void {
    if (kind !== 'settings-subscribe' || !isFetch(message)) return;
    const { host, port } = event.local;
    this.#fetched = credentials.length === 0 ? undefined : { frame: event.frame, host, port };
  }

  /** That a fetch forgot its credentials is told once, until they were accepted again. */
  #fetchedBefore({ kind, message, event }: Asking, hasAny: boolean): Heeded['fetched'] {
    const fetched = this.#fetched;
    if (fetched === undefined) return undefined;
    const isNext = kind === 'settings-subscribe' && isFetch(message);
    // A registration without credentials is that of a client that was started anew.
    if (!hasAny && (isNext || kind === 'register')) this.#fetched = undefined;
    const isThere = fetched.host === event.local.host && fetched.port === event.local.port;
    return isNext && isThere ? { frame: fetched.frame } : undefined;
  }
}

/** The nonce for the next request. */
function nextNonceIn(field: HeaderField): string | undefined {
  const read = readAuthenticationInfo(field);
  return read.ok ? paramNamed(read.value, 'nextnonce')?.value : undefined;
}
