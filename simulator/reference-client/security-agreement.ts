import { randomInt } from 'node:crypto';
import type { Answer } from './answer';
import type { Draft } from './draft';
import type { Fault, ImsFault } from './fault';
import { listOf, paramOf } from './rows';

type Rows = readonly (readonly [name: string, value: string])[];

/** The mechanisms that this client can start: the digest that it has anyway (RFC 3329 §2.2). */
const known = ['digest'];

/**
 * The security agreement with the first hop (RFC 3329): once the server listed its mechanisms, every request mirrors that
 * list in Security-Verify, in its order, and names sec-agree in Require and Proxy-Require (§2.3.1). Only the signalling; no
 * security association is set up here. A terminal that authenticates by IMS AKA offers one all the same, with the port where it listens, and
 * says so in every REGISTER (TS 24.229 §5.1.1.2.2, §5.1.1.5.1).
 */
export class SecurityAgreement {
  readonly #wrong: ReadonlySet<ImsFault>;
  readonly #offer: string | undefined;
  #server: readonly string[] = [];

  /** @param port the protected port of a terminal that offers IPsec */
  constructor(faults: readonly Fault[], port?: number) {
    this.#offer = port === undefined ? undefined : offerOf(port);
    this.#wrong = new Set(faults.flatMap(({ ims }) => ims ?? []));
  }

  /** The rows that a request carries. */
  rows({ method }: Pick<Draft, 'method'>): Rows {
    const offer = this.#offer !== undefined && method === 'REGISTER' ? [['Security-Client', this.#offer] as const] : [];
    if (this.#server.length === 0 && offer.length === 0) return [];
    const mirrored = this.#wrong.has('Security-Verify reordered') ? [...this.#server].reverse() : this.#server;
    return [
      ['Require', 'sec-agree'],
      ...(this.#wrong.has('sec-agree not in Proxy-Require') ? [] : ([['Proxy-Require', 'sec-agree']] as const)),
      ...offer,
      ...(this.#server.length === 0 ? [] : ([['Security-Verify', mirrored.join(', ')]] as const)),
    ];
  }

  /**
   * Takes the list of a 401, 407 or 494.
   * @returns whether the client can start one of its mechanisms; the one with the highest q that it knows is meant (§2.3.1).
   */
  received({ status, head }: Answer): boolean {
    const listed = listOf(head, 'security-server');
    if (listed.length === 0 || ![401, 407, 494].includes(status)) return false;
    if (status === 494 && this.#wrong.has('ignores Security-Server of 494')) return true;
    this.#server = listed;
    return preferred(listed) !== undefined;
  }
}

/** The mechanism with the highest q that this client knows; a missing q is 1 (RFC 3329 §2.2). */
export function preferred(listed: readonly string[]): string | undefined {
  const q = (value: string) => Number(paramOf(value, 'q') ?? 1);
  return listed
    .filter((value) => known.includes(value.split(';', 1)[0]?.trim().toLowerCase() ?? ''))
    .sort((one, other) => q(other) - q(one))[0];
}

/** The parameters of TS 24.229 §7.2A.7; one port for both directions. */
function offerOf(port: number): string {
  const [client, server] = [randomInt(256, 2 ** 31), randomInt(2 ** 31, 2 ** 32)];
  return `ipsec-3gpp;alg=hmac-sha-1-96;spi-c=${client};spi-s=${server};port-c=${port};port-s=${port}`;
}
