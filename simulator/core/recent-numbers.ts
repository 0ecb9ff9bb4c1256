import { NumberTable } from './number-table';

/** `Recent` for keys that are numbers from 0 up, such as those of `numberOf`: the same in less time. */
export class RecentNumbers<V> {
  readonly #capacity: number;
  #young = new NumberTable<V>();
  #old = new NumberTable<V>();

  constructor(capacity: number) {
    this.#capacity = capacity;
  }

  /** How many keys are kept now. */
  get size(): number {
    let size = this.#young.size;
    for (const key of this.#old.keys()) if (!this.#young.has(key)) size += 1;
    return size;
  }

  get(key: number): V | undefined {
    const young = this.#young.get(key);
    if (young !== undefined) return young;
    const old = this.#old.get(key);
    if (old !== undefined) this.set(key, old);
    return old;
  }

  set(key: number, value: V): void {
    if (this.#young.size >= this.#capacity && !this.#young.has(key)) {
      const emptied = this.#old;
      this.#old = this.#young;
      this.#young = emptied;
      emptied.clear();
    }
    this.#young.set(key, value);
  }

  delete(key: number): void {
    this.#young.delete(key);
    this.#old.delete(key);
  }
}
