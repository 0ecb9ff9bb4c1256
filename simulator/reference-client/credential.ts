import type { Challenge } from './digest';
import type { Head } from './rows';

/** One row of credentials before it is written. */
export interface Credential {
  readonly header: 'Authorization' | 'Proxy-Authorization';
  readonly scheme: string;
  readonly params: readonly CredentialParam[];
  /** The parameters anew, the response computed for another challenge, nonce count or qop. */
  readonly recomputed: (change: Partial<Challenge> & { readonly nonceCount?: number }) => readonly CredentialParam[];
  readonly username: string;
  readonly password: string;
}

/** A parameter; which ones are quoted says RFC 7616 §3.5. One without a name is the value alone. */
export interface CredentialParam {
  readonly name: string;
  readonly value: string;
  readonly quoted: boolean;
}

/** Where challenges came from. */
export interface CredentialChoice {
  readonly head: Head;
  readonly header: 'www-authenticate' | 'proxy-authenticate';
}

/** `Digest username="alice", qop=auth`. */
export function writeCredential({ scheme, params }: Pick<Credential, 'scheme' | 'params'>): string {
  const written = params.map(({ name, value, quoted }) =>
    name === '' ? value : `${name}=${quoted ? quote(value) : value}`,
  );
  return `${scheme} ${written.join(', ')}`;
}

function quote(value: string): string {
  return `"${value.replace(/["\\]/g, '\\$&')}"`;
}
