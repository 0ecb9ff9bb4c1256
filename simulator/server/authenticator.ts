import type { IdSource } from '../core/id-source';
import type { Millis } from '../core/time';
import { readCredentials } from '../sip/authorization';
import { bodyOf, fieldsNamed } from '../sip/message';
import { type Params, paramNamed } from '../sip/params';
import type { AddressesOfRecord } from './address-of-record';
import type { ServerConfig } from './config';
import { type DigestInput, digestResponse } from './digest';
import { DeadlineFifo } from './fifo';
import { type Reply, reply } from './reply';
import type { ServerRequest } from './request';

/** Nonces that are remembered; a client that comes back with an older one gets a new one. */
const MAX_NONCES = 10_000;
/** Nonce counts that are remembered of one nonce. */
const MAX_COUNTS = 64;

interface Nonce {
  readonly endsAt: Millis;
  /** Nonce counts seen, with the response that used each. */
  readonly counts: Map<number, string>;
  /** Counts up to this one are forgotten. */
  floor: number;
}

/** Asks for digest credentials and verifies them (RFC 3261 §22, RFC 7616, RFC 8760). */
export class Authenticator {
  readonly #config: ServerConfig;
  readonly #ids: IdSource;
  readonly #addresses: AddressesOfRecord;
  readonly #nonces = new Map<string, Nonce>();
  readonly #ends = new DeadlineFifo<string>();

  constructor(config: ServerConfig, ids: IdSource, addresses: AddressesOfRecord) {
    this.#config = config;
    this.#ids = ids;
    this.#addresses = addresses;
  }

  /** The refusal, or `undefined` when the request may pass. */
  refuse(request: ServerRequest, now: Millis): Reply | undefined {
    const { credentials, challenge } = this.#config;
    const asks = challenge === 'all' || (challenge === 'register' && request.message.start.method === 'REGISTER');
    if (credentials === undefined || !asks) return undefined;
    const params = this.#credentialsOf(request);
    const digest = params && this.#digestInput(params, credentials.password, request);
    const response = textOf(params ?? [], 'response')?.toLowerCase();
    const right = digest && digestResponse(digest);
    if (digest === undefined || right === undefined || response !== right) return this.#challenge(now, false);
    // The digest is right: the nonce alone is at fault, and the client may try again without asking its user (RFC 7616 §3.3).
    if (!this.#accepts(digest, right, now)) return this.#challenge(now, true);
    return this.#isForThis(digest.uri, request) ? undefined : reply(400, 'Digest URI Differs From Request-URI');
  }

  /** The parameters of the credentials for our realm; those for others are not our business. */
  #credentialsOf({ message }: ServerRequest): Params | undefined {
    const realm = octets(this.#config.realm);
    for (const field of fieldsNamed(message, 'authorization')) {
      const read = readCredentials(field);
      if (!read.ok || read.value.scheme.toLowerCase() !== 'digest') continue;
      if (textOf(read.value.params, 'realm') === realm) return read.value.params;
    }
    return undefined;
  }

  /** What the digest has to be computed from; `undefined` when the credentials cannot be right. */
  #digestInput(params: Params, password: string, { message }: ServerRequest): DigestInput | undefined {
    const { algorithm, realm, credentials } = this.#config;
    const username = octets(credentials?.username ?? '');
    const claimed = (textOf(params, 'algorithm') ?? 'MD5').toUpperCase();
    const session = claimed === `${algorithm}-SESS`;
    const uri = textOf(params, 'uri');
    const nonce = textOf(params, 'nonce');
    const qop = textOf(params, 'qop')?.toLowerCase();
    if (textOf(params, 'username') !== username || (claimed !== algorithm && !session)) return undefined;
    if (uri === undefined || nonce === undefined) return undefined;
    const { method } = message.start;
    const basis = {
      algorithm,
      session,
      username,
      realm: octets(realm),
      password: octets(password),
      method,
      uri,
      nonce,
    };
    const cnonce = textOf(params, 'cnonce');
    const body = bodyOf(message);
    if (qop === undefined) return { ...basis, ...(cnonce !== undefined && { cnonce }), body };
    const nc = textOf(params, 'nc');
    if ((qop !== 'auth' && qop !== 'auth-int') || cnonce === undefined || !/^[0-9a-f]{8}$/i.test(nc ?? ''))
      return undefined;
    return { ...basis, qop, nc: nc ?? '', cnonce, body };
  }

  /**
   * Whether nonce and nonce count are good. Counts may come out of order, since UDP reorders; a count that was seen with the
   * same response belongs to a copy of the request, with another response to a replay.
   */
  #accepts({ nonce, qop, nc = '' }: DigestInput, response: string, now: Millis): boolean {
    const known = this.#nonces.get(nonce);
    if (known === undefined || now >= known.endsAt) return false;
    if (qop === undefined) return true;
    const count = Number.parseInt(nc, 16);
    const seen = known.counts.get(count);
    if (seen !== undefined) return seen === response;
    if (count <= known.floor) return false;
    known.counts.set(count, response);
    if (known.counts.size > MAX_COUNTS) {
      const lowest = Math.min(...known.counts.keys());
      known.counts.delete(lowest);
      known.floor = lowest;
    }
    return true;
  }

  /**
   * `uri` has to designate the resource of the Request-URI (RFC 7616 §3.4.6). Elements on the way may rewrite the latter
   * (RFC 3261 §22.4 item 1), so the same address-of-record is enough.
   */
  #isForThis(uri: string, { message }: ServerRequest): boolean {
    const { requestUri } = message.start;
    if (uri === requestUri) return true;
    const [theirs, ours] = [this.#addresses.read(uri), this.#addresses.read(requestUri)];
    return theirs.kind === 'address' && ours.kind === 'address' && theirs.aor === ours.aor;
  }

  /** A user agent server asks with 401 (RFC 3261 §22.2). */
  #challenge(now: Millis, stale: boolean): Reply {
    const nonce = this.#ids.token();
    const endsAt = now + this.#config.nonceLifetime * 1_000;
    this.#nonces.set(nonce, { endsAt, counts: new Map(), floor: 0 });
    this.#ends.put(nonce, endsAt);
    while (this.#nonces.size > MAX_NONCES || (this.#ends.endsAt() ?? now + 1) <= now) {
      this.#nonces.delete(this.#ends.shift() ?? '');
    }
    const realm = octets(this.#config.realm).replace(/["\\]/g, '\\$&');
    const params = `realm="${realm}", nonce="${nonce}", qop="auth,auth-int", algorithm=${this.#config.algorithm}`;
    return reply(401, 'Unauthorized', `WWW-Authenticate: Digest ${params}${stale ? ', stale=true' : ''}\r\n`);
  }
}

function textOf(params: Params, key: string): string | undefined {
  return paramNamed(params, key)?.value;
}

/** Text of the configuration as octets, one character each, as the message has it. */
function octets(text: string): string {
  return Buffer.from(text, 'utf8').toString('latin1');
}
