import { strict as assert } from 'node:assert';
import { describe, it } from 'node:test';
import { Recent } from './recent';

describe('Recent', () => {
  it('keeps at least the latest keys and forgets older ones', () => {
    const recent = new Recent<number>(10);
    for (let index = 0; index < 100; index += 1) recent.set(`k${index}`, index);
    for (let index = 90; index < 100; index += 1) assert.equal(recent.get(`k${index}`), index);
    assert.equal(recent.get('k79'), undefined);
  });

  it('gives the value set last, also after a change of generation', () => {
    const recent = new Recent<number>(2);
    recent.set('a', 1);
    recent.set('b', 1);
    recent.set('c', 1);
    recent.set('a', 2);
    assert.equal(recent.get('a'), 2);
  });

  it('keeps a key that is asked for, however many others come', () => {
    const recent = new Recent<number>(10);
    recent.set('kept', 1);
    for (let index = 0; index < 1000; index += 1) {
      recent.set(`k${index}`, index);
      if (index % 7 === 0) assert.equal(recent.get('kept'), 1);
    }
  });

  it('never holds more than twice its capacity, and tells how many there are', () => {
    const recent = new Recent<number, number>(10);
    for (let index = 0; index < 1000; index += 1) {
      recent.set(index % 37, index);
      recent.get(index % 5);
      assert.ok(recent.size <= 20);
    }
    const few = new Recent<number, number>(2);
    for (const key of [1, 2, 3, 1]) few.set(key, key);
    assert.equal(few.size, 3);
  });

  it('deletes from both generations', () => {
    const recent = new Recent<number>(1);
    recent.set('a', 1);
    recent.set('b', 1);
    recent.delete('a');
    recent.delete('b');
    assert.deepEqual([recent.get('a'), recent.get('b')], [undefined, undefined]);
  });
});
