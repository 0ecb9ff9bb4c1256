import { failing, givesUp, told, warned } from './active-fault';
import type { Credential, CredentialParam } from './credential';
import { type Challenge, digestChallenges } from './digest';
import type { Draft } from './draft';
import type { Fault } from './fault';
import type { Refusal } from './hooks';
import { paramOf, valuesOf } from './rows';

const challengeAnswered = 'RFC3261-8.1.3.5-1';
const wasChallenged = ({ answer }: Refusal) => answer.status === 401 || answer.status === 407;

/** Whether and how a challenged request is repeated (RFC 3261 §8.1.3.5, §22). */
const repetition: readonly Fault[] = [
  failing('gives-up-challenged-fetch', challengeAnswered, 'gives up when a SUBSCRIBE is challenged', {
    recover: givesUp((refusal) => wasChallenged(refusal) && refusal.draft.method === 'SUBSCRIBE'),
  }),
  failing(
    'gives-up-challenged-publish',
    ['RFC3903-14.1-1', challengeAnswered],
    'gives up when a PUBLISH is challenged',
    { recover: givesUp((refusal) => wasChallenged(refusal) && refusal.draft.method === 'PUBLISH') },
  ),
  failing(
    'retries-with-same-cseq',
    ['RFC3261-22.2-1', 'RFC3261-8.1.3.5-2'],
    'repeats a challenged request with its old CSeq number',
    {
      request: (draft, { cause }) =>
        cause !== undefined && [401, 407].includes(cause.status) && draft.method !== 'REGISTER'
          ? { ...draft, cseq: draft.cseq - 1 }
          : draft,
    },
  ),
  failing('insists-on-rejected-credentials', 'RFC3261-22.1-1', 'tries rejected credentials once more', {
    choose: (challenges) => challenges.map((challenge) => ({ ...challenge, stale: true })),
  }),
  warned('gives-up-at-stale-nonce', 'RFC7616-3.3-1', 'gives up when its nonce was too old', {
    recover: givesUp((refusal) => {
      const header = refusal.answer.status === 401 ? 'www-authenticate' : 'proxy-authenticate';
      return wasChallenged(refusal) && digestChallenges(refusal.answer.head, header).some(({ stale }) => stale);
    }),
  }),
  warned('drops-proxy-credentials', 'RFC3261-22.3-1', 'later REGISTERs of the call have no Proxy-Authorization', {
    request: (draft, { attempt }) =>
      draft.method === 'REGISTER' && attempt === 1 ? without(draft, 'Proxy-Authorization') : draft,
  }),
  warned('misplaces-proxy-credentials', ['RFC3261-22.3-1', challengeAnswered], 'answers a 407 in Authorization', {
    credential: (right) => ({ ...right, header: 'Authorization' }),
  }),
  warned(
    'forgets-first-credentials',
    'RFC3261-22.3-2',
    'answers the server and no longer the proxy, when both ask in turn',
    {
      request: (draft, { cause }) => {
        if (cause?.status === 401) return without(draft, 'Proxy-Authorization');
        return cause?.status === 407 ? without(draft, 'Authorization') : draft;
      },
    },
  ),
  failing('joins-credentials', 'RFC3261-22.4-3', 'joins the credentials of two realms in one row', {
    request: (draft) => {
      const rows = draft.headers.filter(([name]) => name === 'Authorization').map(([, value]) => value);
      if (rows.length < 2) return draft;
      const rest = without(draft, 'Authorization');
      return { ...rest, headers: [...rest.headers, ['Authorization', rows.join(', ')]] };
    },
  }),
];

/** What the credentials say (RFC 7616 §3.4, RFC 3261 §22.4). */
const contents: readonly Fault[] = [
  failing('wrong-digest', 'RFC7616-3.4-1', 'computes a wrong response', {
    credential: changing('response', (value) => (value.startsWith('0') ? '1' : '0') + value.slice(1)),
  }),
  failing('constant-nonce-count', 'RFC7616-3.4-2', 'has nc=00000001 at every use of a nonce', {
    credential: (right) => ({ ...right, params: right.recomputed({ nonceCount: 1 }) }),
  }),
  failing('cnonce-without-qop', 'RFC7616-3.4-3', 'sends cnonce although the challenge had no qop', {
    credential: (right) =>
      has(right, 'qop')
        ? right
        : { ...right, params: [...right.params, { name: 'cnonce', value: '0a4f113b', quoted: true }] },
  }),
  failing('drops-opaque', 'RFC7616-3.4-4', 'does not give opaque back', {
    credential: (right) => ({ ...right, params: right.params.filter(({ name }) => name !== 'opaque') }),
  }),
  warned('quotes-qop', 'RFC7616-3.4-5', 'writes qop="auth"', {
    credential: (right) => ({
      ...right,
      params: right.params.map((param) => (param.name === 'qop' ? { ...param, quoted: true } : param)),
    }),
  }),
  failing('leaves-qop-out', 'RFC3261-22.4-2', 'answers a challenge with qop in the old way, without it', {
    credential: (right) => (has(right, 'qop') ? { ...right, params: right.recomputed({ qop: [] }) } : right),
  }),
  told('ignores-nextnonce', 'RFC7616-3.5-1', 'goes on with the old nonce after nextnonce', {
    nextNonce: () => undefined,
  }),
];

/** Which challenge is answered (RFC 8760 §2). */
const choice: readonly Fault[] = [
  told('prefers-lower-challenge', 'RFC8760-2.4-1', 'answers the last challenge of a realm that it knows', {
    choose: (right, { head, header }) => {
      const known = digestChallenges(head, header).filter(({ algorithm = 'MD5' }) =>
        /^(MD5|SHA-256)$/i.test(algorithm),
      );
      return right.map(({ realm }) => known.findLast((other) => other.realm === realm)).filter(isDefined);
    },
  }),
  failing('answers-unknown-algorithm', 'RFC8760-2.4-2', 'answers a challenge whose algorithm it does not know', {
    choose: (right, { head, header }) => {
      const first = digestChallenges(head, header)[0];
      const isKnown = first === undefined || right.some(({ nonce, algorithm }) => isOf(first, nonce, algorithm));
      return isKnown ? right : [first, ...right.filter(({ realm }) => realm !== first.realm)];
    },
  }),
  failing('sends-basic', 'RFC8760-2.6-1', 'sends its password in Basic credentials', {
    choose: (right, { head, header }) => {
      const basic = valuesOf(head, header).find((value) => /^basic\s/i.test(value));
      if (right.length > 0 || basic === undefined) return right;
      const realm = paramOf(`;${basic.replace(/^basic\s+/i, '')}`, 'realm') ?? '';
      return [{ realm, nonce: '', algorithm: 'Basic', qop: [], stale: false }];
    },
    credential: (right, challenge) => (challenge.algorithm === 'Basic' ? basicCredential(right) : right),
  }),
];

/** Faults of authentication. */
export const authenticationFaults: readonly Fault[] = [...repetition, ...contents, ...choice];

function without(draft: Draft, header: string): Draft {
  return { ...draft, headers: draft.headers.filter(([name]) => name !== header) };
}

function has({ params }: Credential, name: string): boolean {
  return params.some((param) => param.name === name);
}

function changing(name: string, change: (value: string) => string): NonNullable<Fault['credential']> {
  const changed = (param: CredentialParam) => (param.name === name ? { ...param, value: change(param.value) } : param);
  return (right) => ({ ...right, params: right.params.map(changed) });
}

function basicCredential(right: Credential): Credential {
  const value = Buffer.from(`${right.username}:${right.password}`).toString('base64');
  return { ...right, scheme: 'Basic', params: [{ name: '', value, quoted: false }] };
}

function isOf(challenge: Challenge, nonce: string, algorithm: string | undefined): boolean {
  return challenge.nonce === nonce && challenge.algorithm === algorithm;
}

function isDefined<T>(value: T | undefined): value is T {
  return value !== undefined;
}
