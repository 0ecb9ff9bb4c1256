import { type Credential, writeCredential } from './credential';
import { type Challenge, credentialParams, nextNonce, readChallenges } from './digest';
import type { Fault } from './fault';
import { bent } from './hooks';
import { firstOf, type Head } from './rows';

/** Whose credentials. */
export interface Account {
  readonly username: string;
  readonly password: string;
}

const kinds = [
  { status: 401, challenge: 'www-authenticate', credentials: 'Authorization' },
  { status: 407, challenge: 'proxy-authenticate', credentials: 'Proxy-Authorization' },
] as const;

interface Known {
  readonly header: 'Authorization' | 'Proxy-Authorization';
  challenge: Challenge;
  uses: number;
}

/** The realms that one request was already answered to. */
export interface Attempts {
  readonly sent: Set<string>;
  readonly stale: Set<string>;
}

/** What the response of a credential is computed for. */
export interface Challenged {
  readonly method: string;
  readonly requestUri: string;
  readonly body?: string;
}

/**
 * The challenges of one server, kept to send credentials unasked with the next request (RFC 3261 §22.2, §22.3), and the
 * use count of each nonce (RFC 7616 §3.4). sip.js itself knows MD5 only.
 */
export class Credentials {
  readonly #account: Account | undefined;
  readonly #faults: readonly Fault[];
  readonly #isAka: boolean;
  readonly #known = new Map<string, Known>();

  /** @param isAka REGISTER names the private identity unasked (TS 24.229 §5.1.1.2.2) */
  constructor(account: Account | undefined, faults: readonly Fault[] = [], isAka = false) {
    this.#account = account;
    this.#faults = faults;
    this.#isAka = isAka;
  }

  /** The credential rows for a request, one row per realm, never joined (RFC 3261 §22.4). */
  rowsFor(request: Challenged, attempts: Attempts): readonly (readonly [name: string, value: string])[] {
    const account = this.#account;
    if (account === undefined) return [];
    if (this.#isAka && request.method === 'REGISTER' && this.#known.size === 0) return [unasked(account, request)];
    return [...this.#known].map(([key, known]) => {
      known.uses += 1;
      attempts.sent.add(key);
      const right = credentialFor(known, account, request);
      const credential = bent(this.#faults, 'credential', right, known.challenge);
      return [credential.header, writeCredential(credential)] as const;
    });
  }

  /**
   * Takes the challenges of a 401 or 407. Credentials that were just rejected are not tried again, unless the server says
   * once that only the nonce was stale (RFC 3261 §22.1, RFC 7616 §3.3).
   * @returns whether it makes sense to repeat the request.
   */
  challenged(status: number, head: Head, attempts: Attempts): boolean {
    const kind = kinds.find((candidate) => candidate.status === status);
    if (this.#account === undefined || kind === undefined) return false;
    const choice = { head, header: kind.challenge };
    const challenges = bent(this.#faults, 'choose', readChallenges(head, kind.challenge), choice);
    const answers = challenges.map((challenge) => {
      const key = `${kind.credentials} ${challenge.realm}`;
      const repeated = attempts.sent.has(key);
      if (repeated && (!challenge.stale || attempts.stale.has(key))) {
        this.#known.delete(key);
        return false;
      }
      if (repeated) attempts.stale.add(key);
      // A nonce that is named once more keeps its count (RFC 7616 §3.4).
      const uses = this.#known.get(key);
      this.#known.set(key, {
        header: kind.credentials,
        challenge,
        uses: uses?.challenge.nonce === challenge.nonce ? uses.uses : 0,
      });
      return true;
    });
    return answers.length > 0 && answers.every(Boolean);
  }

  /** Takes the nonce that the server wants to see next (RFC 7616 §3.5); with one realm only, for it names none. */
  accepted(head: Head): void {
    const named = nextNonce(firstOf(head, 'authentication-info') ?? '');
    const nonce = bent(this.#faults, 'nextNonce', named, { head });
    const only = [...this.#known.values()].filter(({ header }) => header === 'Authorization');
    if (nonce === undefined || only.length !== 1 || only[0] === undefined) return;
    if (nonce !== only[0].challenge.nonce) only[0].uses = 0;
    only[0].challenge = { ...only[0].challenge, nonce };
  }
}

function credentialFor({ header, challenge, uses }: Known, account: Account, request: Challenged): Credential {
  const { method, requestUri: uri, body = '' } = request;
  const input = { ...account, method, uri, body, nonceCount: uses };
  return {
    header,
    scheme: 'Digest',
    params: credentialParams(challenge, input),
    recomputed: ({ nonceCount = uses, ...change }) =>
      credentialParams({ ...challenge, ...change }, { ...input, nonceCount }),
    ...account,
  };
}

/** The credentials of a REGISTER that nobody has challenged yet: no nonce, no response (TS 24.229 §5.1.1.2.2). */
function unasked({ username }: Account, { requestUri }: Challenged): readonly [name: string, value: string] {
  const realm = requestUri.replace(/^sips?:/i, '').replace(/:\d+$/, '');
  return [
    'Authorization',
    `Digest username="${username}", realm="${realm}", uri="${requestUri}", nonce="", response=""`,
  ];
}
