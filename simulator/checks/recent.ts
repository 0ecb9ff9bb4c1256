/**
 * A map that forgets: it keeps the latest `capacity` keys at least, and never more than twice as many, whatever a peer sends.
 */
export class Recent<V> {
  readonly #capacity: number;
  #young = new Map<string, V>();
  #old = new Map<string, V>();

  constructor(capacity: number) {
    this.#capacity = capacity;
  }

  get(key: string): V | undefined {
    return this.#young.get(key) ?? this.#old.get(key);
  }

  set(key: string, value: V): void {
    flatten(key);
    if (this.#young.size >= this.#capacity && !this.#young.has(key)) {
      this.#old = this.#young;
      this.#young = new Map();
    }
    this.#young.set(key, value);
  }

  delete(key: string): void {
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
