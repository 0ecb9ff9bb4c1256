import { readAuthRow } from './auth-rows';
import type { AuthHeader } from './authorization';
import type { SipMessage } from './message';
import { type Params, paramNamed } from './params';

/** What a server or a proxy asks for: one of the alternatives, the best first (RFC 3261 §20.27, §20.44; RFC 7616 §3.3; RFC 8760 §2.4). */
export interface Challenge {
  /** It stands in Proxy-Authenticate. */
  readonly isProxy: boolean;
  /** In lower case. */
  readonly scheme: string;
  /** Without quotes; empty where it is missing. */
  readonly realm: string;
  /** Without quotes; empty where it is missing. */
  readonly nonce: string;
  readonly opaque: string | undefined;
  /** As written; `undefined` stands for MD5 (RFC 7616 §3.3). */
  readonly algorithm: string | undefined;
  /** In lower case; none where the challenge has no qop, which is the form of RFC 2069. */
  readonly qop: readonly string[];
  /** `stale` in any case: only the nonce is too old. */
  readonly isStale: boolean;
}

const none: readonly Challenge[] = [];

/** The challenges of a response, in their order; several in one row are told apart although they should not stand there. */
export function challengesIn({ headers }: SipMessage): readonly Challenge[] {
  let found: Challenge[] | undefined;
  for (const field of headers) {
    const { key } = field;
    if (key !== 'www-authenticate' && key !== 'proxy-authenticate') continue;
    found ??= [];
    for (const one of readAuthRow(field)) found.push(challengeOf(one, key === 'proxy-authenticate'));
  }
  return found ?? none;
}

function challengeOf({ scheme, params }: AuthHeader, isProxy: boolean): Challenge {
  const qop = textOf(params, 'qop') ?? '';
  return {
    isProxy,
    scheme: scheme.toLowerCase(),
    realm: textOf(params, 'realm') ?? '',
    nonce: textOf(params, 'nonce') ?? '',
    opaque: textOf(params, 'opaque'),
    algorithm: textOf(params, 'algorithm'),
    qop: qop.split(',').flatMap((one) => (one.trim() === '' ? [] : [one.trim().toLowerCase()])),
    isStale: textOf(params, 'stale')?.toLowerCase() === 'true',
  };
}

function textOf(params: Params, key: string): string | undefined {
  return paramNamed(params, key)?.value;
}
