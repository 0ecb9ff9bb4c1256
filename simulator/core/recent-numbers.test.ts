import { strict as assert } from 'node:assert';
import { describe, it } from 'node:test';
import { Recent } from './recent';
import { RecentNumbers } from './recent-numbers';

describe('RecentNumbers', () => {
  it('remembers and forgets as Recent does', () => {
    const numbers = new RecentNumbers<number>(10);
    const recent = new Recent<number, number>(10);
    let random = 1;
    for (let step = 0; step < 5_000; step += 1) {
      random = (Math.imul(random, 1_103_515_245) + 12_345) >>> 0;
      const key = (random >>> 8) % 41;
      if (step % 11 === 0) {
        numbers.delete(key);
        recent.delete(key);
      } else if (step % 3 === 0) assert.equal(numbers.get(key), recent.get(key));
      else {
        numbers.set(key, step);
        recent.set(key, step);
      }
      assert.equal(numbers.size, recent.size);
    }
  });

  it('keeps a key that is asked for, however many others come', () => {
    const numbers = new RecentNumbers<string>(10);
    numbers.set(1_000_000, 'kept');
    for (let key = 0; key < 1_000; key += 1) {
      numbers.set(key, 'other');
      if (key % 7 === 0) assert.equal(numbers.get(1_000_000), 'kept');
    }
    assert.equal(numbers.get(5), undefined);
  });
});
