import { strict as assert } from 'node:assert';
import { describe, it } from 'node:test';
import { NumberTable } from './number-table';

describe('NumberTable', () => {
  it('does what a Map does', () => {
    const table = new NumberTable<number>();
    const map = new Map<number, number>();
    let random = 1;
    for (let step = 0; step < 20_000; step += 1) {
      random = (Math.imul(random, 1_103_515_245) + 12_345) >>> 0;
      // Keys that agree in their low bits, and such as are larger than 32 bits.
      const key = (random % 700) * (step % 3 === 0 ? 4_294_967_296 : 1);
      if (random % 5 === 0) {
        table.delete(key);
        map.delete(key);
      } else {
        table.set(key, step);
        map.set(key, step);
      }
      assert.equal(table.get(key), map.get(key));
      assert.equal(table.has(key), map.has(key));
      assert.equal(table.size, map.size);
    }
    for (const [key, value] of map) assert.equal(table.get(key), value);
    assert.deepEqual(
      [...table.keys()].sort((a, b) => a - b),
      [...map.keys()].sort((a, b) => a - b),
    );
  });

  it('finds nothing when it was cleared, and takes keys again', () => {
    const table = new NumberTable<string>();
    for (let key = 0; key < 100; key += 1) table.set(key, 'before');
    table.clear();
    assert.equal(table.size, 0);
    assert.equal(table.get(7), undefined);
    table.set(7, 'after');
    assert.deepEqual([...table.keys()], [7]);
    assert.equal(table.get(7), 'after');
  });

  it('has room for keys that come and go', () => {
    const table = new NumberTable<true>();
    for (let key = 0; key < 100_000; key += 1) {
      table.set(key, true);
      table.delete(key - 5);
    }
    assert.deepEqual(
      [...table.keys()].sort((a, b) => a - b),
      [99_995, 99_996, 99_997, 99_998, 99_999],
    );
  });
});
