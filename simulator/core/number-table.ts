const EMPTY = -1;
const DELETED = -2;
const LEAST = 16;

/**
 * A map whose keys are numbers from 0 up, such as those of `numberOf`. A `Map` makes an object of each such key, and takes several times as
 * long to find it.
 */
export class NumberTable<V> {
  /** Twice as many places as entries at least, a power of two. */
  #keys = new Float64Array(LEAST).fill(EMPTY);
  #values: (V | undefined)[] = new Array<V | undefined>(LEAST).fill(undefined);
  #size = 0;
  /** Places that are not empty, deleted ones included. */
  #used = 0;

  get size(): number {
    return this.#size;
  }

  get(key: number): V | undefined {
    return this.#values[this.#placeOf(key)];
  }

  has(key: number): boolean {
    return this.#keys[this.#placeOf(key)] === key;
  }

  set(key: number, value: V): void {
    const place = this.#placeOf(key);
    this.#values[place] = value;
    if (this.#keys[place] === key) return;
    this.#keys[place] = key;
    this.#size += 1;
    this.#used += 1;
    if (this.#used * 2 > this.#keys.length) this.#grow();
  }

  delete(key: number): void {
    const place = this.#placeOf(key);
    if (this.#keys[place] !== key) return;
    this.#keys[place] = DELETED;
    this.#values[place] = undefined;
    this.#size -= 1;
  }

  /** Forgets everything, and keeps its room. */
  clear(): void {
    this.#keys.fill(EMPTY);
    this.#values.fill(undefined);
    this.#size = 0;
    this.#used = 0;
  }

  *keys(): IterableIterator<number> {
    for (const key of this.#keys) if (key >= 0) yield key;
  }

  /** Where a key is, or the empty place where it would be. */
  #placeOf(key: number): number {
    const keys = this.#keys;
    const mask = keys.length - 1;
    let place = spread(key) & mask;
    for (let found = keys[place]; found !== key && found !== EMPTY; found = keys[place]) place = (place + 1) & mask;
    return place;
  }

  #grow(): void {
    const [keys, values] = [this.#keys, this.#values];
    const length = this.#size * 4 > keys.length ? keys.length * 2 : keys.length;
    this.#keys = new Float64Array(length).fill(EMPTY);
    this.#values = new Array<V | undefined>(length).fill(undefined);
    this.#used = this.#size;
    for (let index = 0; index < keys.length; index += 1) {
      const key = keys[index] as number;
      if (key < 0) continue;
      const place = this.#placeOf(key);
      this.#keys[place] = key;
      this.#values[place] = values[index];
    }
  }
}

/** The low bits of what follows one after the other shall not lie side by side. */
function spread(key: number): number {
  const mixed = Math.imul(key ^ (key / 4_294_967_296), 0x2c1b_3c6d);
  return mixed ^ (mixed >>> 15);
}
