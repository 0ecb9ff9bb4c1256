/**
 * A map that forgets: it keeps the latest `capacity` keys at least, and never more than twice as many, whatever a peer sends. A
 * key that is asked for counts as used: who keeps coming is not forgotten for those who came once.
 */
export class Recent<V, K extends string | number | object = string> {
  readonly #capacity: number;
  #young = new Map<K, V>();
  #old = new Map<K, V>();

  constructor(capacity: number) {
    this.#capacity = capacity;
  }

  /** How many keys are kept now. */
  get size(): number {
    let size = this.#young.size;
    for (const key of this.#old.keys()) if (!this.#young.has(key)) size += 1;
    return size;
  }

  get(key: K): V | undefined {
    const young = this.#young.get(key);
    if (young !== undefined) return young;
    const old = this.#old.get(key);
    if (old !== undefined) this.set(key, old);
    return old;
  }

  set(key: K, value: V): void {
    if (typeof key === 'string') flatten(key);
    if (this.#young.size >= this.#capacity && !this.#young.has(key)) {
      this.#old = this.#young;
      this.#young = new Map();
    }
    this.#young.set(key, value);
  }

  delete(key: K): void {
    this.#young.delete(key);
    this.#old.delete(key);
  }
}

let _witness = 0;

/**
 * A key that was put together from parts stays a tree of slices in V8, each holding on to the text of its whole message; asking
 * for a character makes it a text of its own. The answer is kept, so that the question is not optimised away.
 */
function flatten(key: string): void {
  _witness ^= key.charCodeAt(0);
}
