import type { IdSource } from '../core/id-source';
import type { Clock } from '../core/time';

/** Wall-clock time that never runs backwards within a run, with fractions of a millisecond. */
export const realClock: Clock = {
  now: () => performance.timeOrigin + performance.now(),
};

/** Eighty random bits a token, drawn in blocks because each draw costs a system call. */
export const randomIds: IdSource = {
  token: () => take(10).toString('hex'),
};

let pool: Buffer = Buffer.alloc(0);
let used = 0;

function take(length: number): Buffer {
  if (used + length > pool.length) {
    // Loaded by whoever draws: `imconf check` wants the clock alone, and that at once.
    const { randomBytes } = require('node:crypto') as typeof import('node:crypto');
    pool = randomBytes(4096);
    used = 0;
  }
  used += length;
  return pool.subarray(used - length, used);
}
