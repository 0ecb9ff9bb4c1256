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

  it('deletes from both generations', () => {
    const recent = new Recent<number>(1);
    recent.set('a', 1);
    recent.set('b', 1);
    recent.delete('a');
    recent.delete('b');
    assert.deepEqual([recent.get('a'), recent.get('b')], [undefined, undefined]);
  });
});
