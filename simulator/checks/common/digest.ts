import { createHash } from 'node:crypto';
import type { Secret } from '../check';

/** What goes into a digest besides A1; texts of one character per octet, as the message has them. */
export interface DigestParts {
  readonly method: string;
  readonly uri: string;
  readonly nonce: string;
  /** Left out: the form of RFC 2069. */
  readonly qop?: string;
  readonly nc: string;
  readonly cnonce: string;
  readonly body: Buffer;
  /** `MD5-sess` and the like: A1 takes in nonce and cnonce. */
  readonly isSession: boolean;
}

const hashes = { MD5: 'md5', 'SHA-256': 'sha256', 'SHA-512-256': 'sha512-256' } as const;

/** The response that a client has to send: lower-case hex (RFC 7616 §3.4.1 to §3.4.3, RFC 2617 §3.2.2). */
export function digestOf({ algorithm, ha1 }: Secret, parts: DigestParts): string {
  const { method, uri, nonce, qop, nc, cnonce, body, isSession } = parts;
  const hash = (data: string | Buffer) => hashOf(algorithm, data);
  const a1 = isSession ? hash(`${ha1}:${nonce}:${cnonce}`) : ha1;
  const entity = qop === 'auth-int' ? `:${hash(body)}` : '';
  const a2 = hash(`${method}:${uri}${entity}`);
  return hash(qop === undefined ? `${a1}:${nonce}:${a2}` : `${a1}:${nonce}:${nc}:${cnonce}:${qop}:${a2}`);
}

/** The hash of an algorithm as lower-case hex. */
export function hashOf(algorithm: Secret['algorithm'], data: string | Buffer): string {
  const hash = createHash(hashes[algorithm]);
  return (typeof data === 'string' ? hash.update(data, 'latin1') : hash.update(data)).digest('hex');
}
