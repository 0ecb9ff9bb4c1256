import { createHash, randomBytes } from 'node:crypto';
import { type CredentialParam, writeCredential } from './credential';
import { type Head, valuesOf } from './rows';

/** A Digest challenge (RFC 7616 §3.3), values unquoted and otherwise as received. */
export interface Challenge {
  readonly realm: string;
  readonly nonce: string;
  readonly opaque?: string;
  /** As challenged; absent means MD5. */
  readonly algorithm?: string;
  /** The values offered; empty when the challenge has no qop (RFC 2069 style). */
  readonly qop: readonly string[];
  readonly stale: boolean;
}

/** What the response is computed for. */
export interface DigestInput {
  readonly username: string;
  readonly password: string;
  readonly method: string;
  /** The Request-URI, letter for letter (RFC 3261 §22.4). */
  readonly uri: string;
  readonly body: string;
  /** How often this nonce was used, this use included. */
  readonly nonceCount: number;
  readonly cnonce?: string;
}

/** For AKAv1-MD5 the password stands for the RES that a USIM would compute (RFC 3310 §3.3). */
const hashes: Readonly<Record<string, string>> = {
  MD5: 'md5',
  'AKAV1-MD5': 'md5',
  'SHA-256': 'sha256',
  'SHA-512-256': 'sha512-256',
};

/**
 * The challenges of one header that this client can answer, best first as the server wrote them (RFC 8760 §2.4): of each
 * realm the first whose algorithm and qop are known here. Others, Basic among them, are skipped.
 */
export function readChallenges(head: Head, name: 'www-authenticate' | 'proxy-authenticate'): readonly Challenge[] {
  const usable = digestChallenges(head, name).filter(isSupported);
  return usable.filter(({ realm }, index) => usable.findIndex((other) => other.realm === realm) === index);
}

/** Writes the credentials for a challenge (RFC 7616 §3.4). */
export function writeCredentials(challenge: Challenge, input: DigestInput): string {
  return writeCredential({ scheme: 'Digest', params: credentialParams(challenge, input) });
}

/** The parameters of the credentials; algorithm, qop and nc stay unquoted (RFC 7616 §3.5). */
export function credentialParams(challenge: Challenge, input: DigestInput): readonly CredentialParam[] {
  const qop = qopFor(challenge);
  const nc = input.nonceCount.toString(16).padStart(8, '0');
  const cnonce = input.cnonce ?? randomBytes(8).toString('hex');
  const response = digestResponse(challenge, input, { nc, cnonce, qop });
  const quoted = (name: string, value: string | undefined) =>
    value === undefined ? [] : [{ name, value, quoted: true }];
  const plain = (name: string, value: string | undefined) =>
    value === undefined ? [] : [{ name, value, quoted: false }];
  return [
    ...quoted('username', input.username),
    ...quoted('realm', challenge.realm),
    ...quoted('nonce', challenge.nonce),
    ...quoted('uri', input.uri),
    ...quoted('response', response),
    ...plain('algorithm', challenge.algorithm),
    ...quoted('opaque', challenge.opaque),
    ...(qop === undefined ? [] : [...plain('qop', qop), ...plain('nc', nc), ...quoted('cnonce', cnonce)]),
  ];
}

/** `nextnonce` of Authentication-Info, for the next request (RFC 7616 §3.5). */
export function nextNonce(value: string): string | undefined {
  return paramsOf(value).get('nextnonce');
}

/** All Digest challenges of one header, with those that this client cannot answer. */
export function digestChallenges(head: Head, name: 'www-authenticate' | 'proxy-authenticate'): readonly Challenge[] {
  return valuesOf(head, name).flatMap((value) => readChallenge(value) ?? []);
}

function readChallenge(value: string): Challenge | undefined {
  const scheme = /^digest[ \t]+/i.exec(value);
  if (scheme === null) return undefined;
  const params = paramsOf(value.slice(scheme[0].length));
  const realm = params.get('realm');
  const nonce = params.get('nonce');
  if (realm === undefined || nonce === undefined) return undefined;
  const opaque = params.get('opaque');
  const algorithm = params.get('algorithm');
  return {
    realm,
    nonce,
    ...(opaque !== undefined && { opaque }),
    ...(algorithm !== undefined && { algorithm }),
    qop: (params.get('qop') ?? '').split(',').flatMap((word) => word.trim().toLowerCase() || []),
    stale: params.get('stale')?.toLowerCase() === 'true',
  };
}

function paramsOf(value: string): ReadonlyMap<string, string> {
  const found = value.matchAll(/([^\s=,]+)\s*=\s*(?:"((?:\\.|[^"\\])*)"|([^\s,]*))/g);
  return new Map(
    [...found].map(([, name = '', quoted, token]) => [
      name.toLowerCase(),
      quoted?.replace(/\\(.)/g, '$1') ?? token ?? '',
    ]),
  );
}

function isSupported(challenge: Challenge): boolean {
  const known = hashes[algorithmOf(challenge).hash] !== undefined;
  return known && (challenge.qop.length === 0 || qopFor(challenge) !== undefined);
}

function algorithmOf({ algorithm = 'MD5' }: Challenge): { hash: string; session: boolean } {
  const upper = algorithm.toUpperCase();
  return { hash: upper.replace(/-SESS$/, ''), session: upper.endsWith('-SESS') };
}

function qopFor({ qop }: Challenge): 'auth' | 'auth-int' | undefined {
  return (['auth', 'auth-int'] as const).find((word) => qop.includes(word));
}

function digestResponse(
  challenge: Challenge,
  input: DigestInput,
  { nc, cnonce, qop }: { nc: string; cnonce: string; qop: string | undefined },
): string {
  const { hash, session } = algorithmOf(challenge);
  const h = (text: string) =>
    createHash(hashes[hash] ?? 'md5')
      .update(text)
      .digest('hex');
  const user = h(`${input.username}:${challenge.realm}:${input.password}`);
  const secret = session ? h(`${user}:${challenge.nonce}:${cnonce}`) : user;
  const request = h(`${input.method}:${input.uri}${qop === 'auth-int' ? `:${h(input.body)}` : ''}`);
  const middle = qop === undefined ? challenge.nonce : `${challenge.nonce}:${nc}:${cnonce}:${qop}`;
  return h(`${secret}:${middle}:${request}`);
}
