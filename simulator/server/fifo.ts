import type { Millis } from '../core/time';

/** Consumed places are given back in blocks of at least this size. */
const BLOCK = 1_024;

/**
 * Deadlines of one duration: what is put in later is due later, so that the first one in is the first one due and nothing
 * has to be searched or sorted.
 */
export class DeadlineFifo<T> {
  // Two arrays rather than one of pairs: under load there are a hundred thousand entries, and each object costs.
  #times: Millis[] = [];
  #items: (T | undefined)[] = [];
  #head = 0;

  put(item: T, at: Millis): void {
    this.#times.push(at);
    this.#items.push(item);
  }

  /** When the first one is due. */
  endsAt(): Millis | undefined {
    return this.#times[this.#head];
  }

  /** Takes the first one out, due or not. */
  shift(): T | undefined {
    if (this.#head >= this.#items.length) return undefined;
    const item = this.#items[this.#head];
    this.#items[this.#head] = undefined;
    this.#head += 1;
    if (this.#head >= BLOCK && this.#head * 2 >= this.#items.length) this.#giveBack();
    return item;
  }

  /** Moving the rest costs once what its entries cost each. */
  #giveBack(): void {
    this.#times = this.#times.slice(this.#head);
    this.#items = this.#items.slice(this.#head);
    this.#head = 0;
  }
}
