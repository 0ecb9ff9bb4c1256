/** So many clients at first, until they are seen to get along. */
const TRIAL = 2;

/**
 * Finds out whether clients of a kind can run at the same time: each has a server port and a state folder of its own, but nobody knows
 * whether two of them want the same port of this machine. Two that were heard at the same time, from ports of their own, can; where two
 * send from one port, what either server saw may be the other client's doing, and does not count. A class because it remembers whom it saw.
 */
export class SideBySide {
  readonly #most: number;
  readonly #active = new Set<Place>();
  #isFree: boolean;
  #isAlone: boolean;
  #wasAnyHeard = false;
  #ended = 0;

  /**
   * @param most clients that may run at the same time
   * @param isKnown they are known to get along
   */
  constructor(most: number, isKnown = false) {
    this.#most = most;
    this.#isFree = isKnown;
    this.#isAlone = most < TRIAL;
  }

  /** How many will run at the same time, if nothing speaks against it. */
  get hoped(): number {
    return this.#isAlone ? 1 : this.#most;
  }

  /** Whether any client was ever heard. */
  get wasAnyHeard(): boolean {
    return this.#wasAnyHeard;
  }

  /** Clients that are over. */
  get ended(): number {
    return this.#ended;
  }

  /** How many may run at the same time, as far as is known now. */
  get parallel(): number {
    if (this.#isAlone) return 1;
    return this.#isFree ? this.#most : Math.min(TRIAL, this.#most);
  }

  /** A client begins. */
  begin(): Place {
    const place = new Place((one, source) => this.#heard(one, source));
    if (this.#active.size > 0) for (const one of [...this.#active, place]) one.hadCompany = true;
    this.#active.add(place);
    return place;
  }

  /** It is over. */
  end(place: Place): void {
    if (this.#active.delete(place)) this.#ended += 1;
  }

  #heard(place: Place, source: string | undefined): void {
    this.#wasAnyHeard = true;
    const others = [...this.#active].filter((one) => one !== place);
    const same = others.filter((one) => source !== undefined && one.sources.has(source));
    if (same.length > 0) {
      this.#isAlone = true;
      for (const one of [place, ...same]) one.isMixedUp = true;
    } else if (others.some(({ wasHeard, isMixedUp }) => wasHeard && !isMixedUp)) this.#isFree = true;
  }
}

/** A client among others. */
export class Place {
  /** Where its datagrams came from; connections have ports of their own anyhow. */
  readonly sources = new Set<string>();
  wasHeard = false;
  /** Another one ran for a time beside it. */
  hadCompany = false;
  /** Another one sent from its port at the same time. */
  isMixedUp = false;
  readonly #onSource: (place: Place, source: string | undefined) => void;

  constructor(onSource: (place: Place, source: string | undefined) => void) {
    this.#onSource = onSource;
  }

  /**
   * The client sent something.
   * @param source host and port of a datagram; `undefined` for a connection
   */
  heard(source: string | undefined): void {
    if (this.wasHeard && (source === undefined || this.sources.has(source))) return;
    this.wasHeard = true;
    if (source !== undefined) this.sources.add(source);
    this.#onSource(this, source);
  }

  /** Whether what came of it may be due to another client: it was heard through that one's port, or did not get as far. */
  get isDoubtful(): boolean {
    return this.isMixedUp || (this.hadCompany && !this.wasHeard);
  }
}
