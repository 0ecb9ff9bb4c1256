import { numberOf } from '../../core/text-number';
import type { Millis } from '../../core/time';
import type { Challenge } from '../../sip/challenge';
import { ownCopy } from '../own-copy';
import type { CountedUse, GivenChallenge, NonceUse } from './credentials-seen';

/** Nonces that are remembered of one client. */
const NONCES = 8;
/** Uses that are remembered of one nonce. */
const USES = 16;
/** Alternatives that are remembered of one response. */
const ALTERNATIVES = 8;
/** A longer challenge is not remembered. */
const LONGEST = 4_096;

/** The request that uses a nonce. */
export interface User {
  /** Call-ID, CSeq and method, as a number: the same for copies that went different ways. */
  readonly id: number;
  readonly frame: number;
  readonly at: Millis;
}

/** A use with the request that it was. */
interface Use extends CountedUse {
  readonly id: number;
}

interface Nonce {
  /** As `numberOf` gives it: a client may write anything. */
  readonly id: number;
  /** Realm and side, as a number. */
  readonly space: number;
  readonly challenges: readonly GivenChallenge[];
  /** The client may count from one again: the server told it the same nonce twice, or nobody saw that it did. */
  isOld: boolean;
  uses: Use[];
  highest: CountedUse | undefined;
  /** When it was used last, as the number of the use. */
  usedAs: number;
}

/** The nonces of one client: who gave them, and how often they were used (RFC 7616 §3.4). */
export class Nonces {
  readonly #known: Nonce[] = [];
  #uses = 0;

  /** Takes the challenges of a response. */
  given(challenges: readonly Challenge[], of: Omit<GivenChallenge, keyof Challenge | 'alternatives'>): void {
    const alternatives = challenges.slice(0, ALTERNATIVES).filter(isShort).map(ownChallenge);
    const given = alternatives.map((one) => ({ ...one, ...of, alternatives }));
    for (const [index, { nonce, realm, isProxy }] of given.entries()) {
      const isSame = (other: Challenge) => other.nonce === nonce;
      // Alternatives with one nonce are in one record.
      if (nonce === '' || given.findIndex(isSame) < index) continue;
      this.#renew(nonce, spaceOf(realm, isProxy), given.filter(isSame));
    }
  }

  /** Takes the nonce that a 2xx told for the next request. */
  next(nonce: string, realm: string, isProxy: boolean): void {
    this.#renew(nonce, spaceOf(realm, isProxy), []);
  }

  /** The challenge that gave a nonce; with the algorithm that is asked for, where there is one. */
  challengeOf(nonce: string, algorithm: string | undefined): GivenChallenge | undefined {
    const challenges = this.#find(numberOf(nonce))?.challenges ?? [];
    const wanted = (algorithm ?? 'MD5').toLowerCase();
    return challenges.find((one) => (one.algorithm ?? 'MD5').toLowerCase() === wanted) ?? challenges[0];
  }

  /** Takes the use of a nonce; `undefined` for another copy of a request that was counted. */
  used(
    nonce: string,
    space: { realm: string; isProxy: boolean },
    nc: string | undefined,
    by: User,
  ): NonceUse | undefined {
    const id = numberOf(nonce);
    const at = spaceOf(space.realm, space.isProxy);
    const told = this.#find(id);
    const known = told ?? this.#add({ id, space: at, challenges: [], isOld: true });
    const count = /^[0-9a-f]{1,8}$/i.test(nc ?? '') ? Number.parseInt(nc ?? '', 16) : undefined;
    if (known.uses.some((use) => use.id === by.id)) return undefined;
    const { highest, uses } = known;
    const isFirst = !known.isOld && known.usedAs === 0;
    const repeated = count === undefined ? undefined : uses.find((use) => use.count === count);
    const former = highest === undefined ? this.#formerOf(known) : undefined;
    this.#count(known, count, by);
    return { count, isKnown: told !== undefined, isFirst, repeated, highest, former };
  }

  #count(known: Nonce, count: number | undefined, { id, frame, at }: User): void {
    this.#uses += 1;
    known.usedAs = this.#uses;
    if (count === undefined) return;
    if (count > (known.highest?.count ?? 0)) known.highest = { count, frame, at };
    known.uses.push({ id, count, frame, at });
    // The first use stays: a client that counts anew begins with it.
    if (known.uses.length > USES) known.uses.splice(1, 1);
  }

  #formerOf({ id, space }: Nonce): CountedUse | undefined {
    let former: Nonce | undefined;
    for (const one of this.#known) {
      if (one.id !== id && one.space === space && one.usedAs > (former?.usedAs ?? 0)) former = one;
    }
    return former?.highest;
  }

  #add(nonce: Pick<Nonce, 'id' | 'space' | 'challenges' | 'isOld'>): Nonce {
    const known = { ...nonce, uses: [], highest: undefined, usedAs: 0 };
    this.#known.push(known);
    if (this.#known.length > NONCES) this.#known.shift();
    return known;
  }

  #find(id: number): Nonce | undefined {
    return this.#known.find((one) => one.id === id);
  }

  /** A nonce that is told comes as a new one, also where it was known. */
  #renew(nonce: string, space: number, challenges: readonly GivenChallenge[]): void {
    const id = numberOf(nonce);
    const index = this.#known.findIndex((one) => one.id === id);
    if (index >= 0) this.#known.splice(index, 1);
    this.#add({ id, space, challenges, isOld: index >= 0 });
  }
}

function spaceOf(realm: string, isProxy: boolean): number {
  return numberOf(realm, isProxy ? 1 : 0);
}

function isShort({ realm, nonce, opaque = '', algorithm = '', qop }: Challenge): boolean {
  return realm.length + nonce.length + opaque.length + algorithm.length + qop.join().length <= LONGEST;
}

function ownChallenge(challenge: Challenge): Challenge {
  const { scheme, realm, nonce, opaque, algorithm, qop } = challenge;
  const own = { scheme: ownCopy(scheme), realm: ownCopy(realm), nonce: ownCopy(nonce), qop: qop.map(ownCopy) };
  return {
    ...challenge,
    ...own,
    opaque: opaque === undefined ? undefined : ownCopy(opaque),
    algorithm: algorithm === undefined ? undefined : ownCopy(algorithm),
  };
}
