import { strict as assert } from 'node:assert';
import { describe, it } from 'node:test';
import { catalogue } from './catalogue';
import { findRequirements } from './search';

function idsFor(text: string): readonly string[] {
  const found = findRequirements(text, catalogue);
  assert.equal(found.kind, 'entries', text);
  return found.kind === 'entries' ? found.entries.map(({ id }) => id) : [];
}

function nearestTo(text: string): readonly string[] {
  const found = findRequirements(text, catalogue);
  assert.equal(found.kind, 'nothing', text);
  return found.kind === 'nothing' ? found.nearest : [];
}

describe('findRequirements', () => {
  it('finds an id in any letter case', () => {
    for (const text of ['RFC3903-4.1-3', 'rfc3903-4.1-3', ' RFC3903-4.1-3 ']) {
      const found = findRequirements(text, catalogue);
      assert.equal(found.kind === 'entry' && found.entry.id, 'RFC3903-4.1-3');
    }
  });

  it('takes a pattern to the border of a section number', () => {
    const ids = idsFor('RFC3903-4*');
    assert.equal(ids.length, 21);
    assert.ok(ids.every((id) => id.startsWith('RFC3903-4-') || id.startsWith('RFC3903-4.')));
    assert.deepEqual(idsFor('RFC3265-3.1.1*'), ['RFC3265-3.1.1-1', 'RFC3265-3.1.1-2']);
  });

  it('takes the beginning of ids', () => {
    assert.equal(idsFor('RFC3903').length, 31);
    assert.equal(idsFor('6.1.1.2').length, 8);
    assert.deepEqual(idsFor('6.1.1.1-7'), ['6.1.1.1-7a', '6.1.1.1-7b', '6.1.1.1-7c', '6.1.1.1-7d', '6.1.1.1-7e']);
    assert.equal(findRequirements('RFC3261-2', catalogue).kind, 'nothing');
  });

  it('takes words that all stand in an entry', () => {
    assert.ok(idsFor('service-route order').includes('RFC3608-6.1-1'));
    assert.ok(idsFor('423').includes('RFC3903-5-4'));
  });

  it('suggests the nearest ids for one that does not exist', () => {
    assert.ok(nearestTo('RFC3903-4.1-9').includes('RFC3903-4.1-3'));
    assert.equal(nearestTo('6.1.1.1-9').length, 5);
    assert.equal(nearestTo('RFC3930-4.1-3')[0], 'RFC3903-4.1-3');
    assert.deepEqual(nearestTo('no entry holds these words'), []);
    assert.deepEqual(nearestTo('RFC9999-*'), []);
  });
});
