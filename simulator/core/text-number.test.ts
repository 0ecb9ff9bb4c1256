import { strict as assert } from 'node:assert';
import { describe, it } from 'node:test';
import { numberOf } from './text-number';

describe('the number of a text', () => {
  it('is an exact integer', () => {
    for (const text of ['', 'a', 'z9hG4bK74bf9c1f2a', 'x'.repeat(10_000)])
      assert.ok(Number.isSafeInteger(numberOf(text)));
  });

  it('differs for texts that differ little', () => {
    const numbers = new Set<number>();
    for (let count = 0; count < 50_000; count += 1) {
      numbers
        .add(numberOf(`call-${count}`))
        .add(numberOf(`call-${count}`, 1))
        .add(numberOf(`${count}-call`));
    }
    assert.equal(numbers.size, 150_000);
  });

  it('is that of a part where one is given, and depends on all of the seed', () => {
    assert.equal(numberOf('<abc>', 7, 1, 4), numberOf('abc', 7));
    const seeds = [0, 1, 2 ** 31, 2 ** 32, 2 ** 40, 2 ** 52].map((seed) => numberOf('abc', seed));
    assert.equal(new Set(seeds).size, seeds.length);
  });
});
