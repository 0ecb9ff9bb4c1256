import { NumberTable } from '../core/number-table';
import type { Millis } from '../core/time';
import type { Packet } from './packet';
import { type Path, pathOf } from './routing';

/** Octets of one block; a longer response gets a block of its own. */
const BLOCK = 256 * 1_024;
/** Consumed places are given back in steps of at least this size. */
const STEP = 1_024;
/** What a response takes besides its octets, about. */
const OVERHEAD = 64;

/** A final response that is kept for copies of its request. */
export interface KeptResponse {
  readonly final: Packet;
  readonly endsAt: Millis;
}

/**
 * Final responses, all kept equally long: what is put in later is due later. Under load there are tens of thousands, and objects of
 * their own would cost as much as answering; so a response is octets in a block, and all else about it numbers in a row.
 */
export class KeptResponses {
  readonly #places = new NumberTable<number>();
  #keys: number[] = [];
  #ends: Millis[] = [];
  #blocks: Buffer[] = [];
  #starts: number[] = [];
  #lengths: number[] = [];
  #paths: Path[] = [];
  /** The first one that is still kept. */
  #head = 0;
  /** How many were given back: the place of the first one in the rows. */
  #base = 0;
  #used = BLOCK;
  #octets = 0;

  get size(): number {
    return this.#keys.length - this.#head;
  }

  /** Of all that is kept. */
  get octets(): number {
    return this.#octets;
  }

  /** When the first one is due. */
  endsAt(): Millis | undefined {
    return this.#ends[this.#head];
  }

  find(key: number): KeptResponse | undefined {
    const place = this.#places.get(key);
    if (place === undefined) return undefined;
    const at = place - this.#base;
    const [block, path, endsAt] = [this.#blocks[at], this.#paths[at], this.#ends[at]];
    if (block === undefined || path === undefined || endsAt === undefined) return undefined;
    const start = this.#starts[at] ?? 0;
    const bytes = Buffer.from(block.subarray(start, start + (this.#lengths[at] ?? 0)));
    return { final: { ...path, bytes }, endsAt };
  }

  put(key: number, response: Packet, endsAt: Millis): void {
    const { bytes } = response;
    const block = this.#blockFor(bytes.length);
    bytes.copy(block, this.#used);
    this.#places.set(key, this.#base + this.#keys.length);
    this.#keys.push(key);
    this.#ends.push(endsAt);
    this.#blocks.push(block);
    this.#starts.push(this.#used);
    this.#lengths.push(bytes.length);
    this.#paths.push(this.#pathOf(response));
    this.#used += bytes.length;
    this.#octets += bytes.length + OVERHEAD;
  }

  /** Drops the first one, due or not. */
  shift(): void {
    const key = this.#keys[this.#head];
    if (key === undefined) return;
    // The key may belong to a later one by now.
    if (this.#places.get(key) === this.#base + this.#head) this.#places.delete(key);
    this.#octets -= (this.#lengths[this.#head] ?? 0) + OVERHEAD;
    this.#head += 1;
    if (this.#head >= STEP && this.#head * 2 >= this.#keys.length) this.#giveBack();
  }

  #blockFor(length: number): Buffer {
    const last = this.#blocks.at(-1);
    if (last !== undefined && this.#used + length <= last.length) return last;
    this.#used = 0;
    return Buffer.allocUnsafeSlow(Math.max(BLOCK, length));
  }

  /** One client's responses nearly always take the same way. */
  #pathOf(response: Packet): Path {
    const last = this.#paths.at(-1);
    return last !== undefined && isSamePath(last, response) ? last : pathOf(response);
  }

  #giveBack(): void {
    const from = this.#head;
    this.#keys = this.#keys.slice(from);
    this.#ends = this.#ends.slice(from);
    this.#blocks = this.#blocks.slice(from);
    this.#starts = this.#starts.slice(from);
    this.#lengths = this.#lengths.slice(from);
    this.#paths = this.#paths.slice(from);
    this.#base += from;
    this.#head = 0;
  }
}

function isSamePath(a: Path, b: Path): boolean {
  return (
    a.remote.port === b.remote.port &&
    a.remote.host === b.remote.host &&
    a.local.port === b.local.port &&
    a.local.host === b.local.host &&
    a.transport === b.transport &&
    a.connection === b.connection
  );
}
