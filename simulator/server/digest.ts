import { createHash } from 'node:crypto';
import type { DigestAlgorithm } from './config';

/** What goes into a digest; texts of one character per octet. */
export interface DigestInput {
  readonly algorithm: DigestAlgorithm;
  /** `MD5-sess` and the like: A1 takes in nonce and cnonce. */
  readonly session: boolean;
  readonly username: string;
  readonly realm: string;
  readonly password: string;
  readonly method: string;
  readonly uri: string;
  readonly nonce: string;
  /** Left out: the form of RFC 2069, without nc and cnonce. */
  readonly qop?: 'auth' | 'auth-int';
  readonly nc?: string;
  readonly cnonce?: string;
  /** The body, for `auth-int`. */
  readonly body: Buffer;
}

/** The `response` of digest credentials (RFC 2617 §3.2.2, RFC 7616 §3.4, RFC 8760 §2). */
export function digestResponse(input: DigestInput): string {
  const { nonce, qop, nc = '', cnonce = '' } = input;
  const hash = (data: string | Buffer): string => hexOf(input.algorithm, data);
  const user = hash(`${input.username}:${input.realm}:${input.password}`);
  const a1 = input.session ? hash(`${user}:${nonce}:${cnonce}`) : user;
  const entity = qop === 'auth-int' ? `:${hash(input.body)}` : '';
  const a2 = hash(`${input.method}:${input.uri}${entity}`);
  return hash(qop === undefined ? `${a1}:${nonce}:${a2}` : `${a1}:${nonce}:${nc}:${cnonce}:${qop}:${a2}`);
}

function hexOf(algorithm: DigestAlgorithm, data: string | Buffer): string {
  const hash = createHash(algorithm === 'MD5' ? 'md5' : 'sha256');
  return (typeof data === 'string' ? hash.update(data, 'latin1') : hash.update(data)).digest('hex');
}
