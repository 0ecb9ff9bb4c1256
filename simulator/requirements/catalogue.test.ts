import { strict as assert } from 'node:assert';
import { describe, it } from 'node:test';
import { catalogue, type RequirementId, requirementOf } from './catalogue';

describe('the catalogue', () => {
  it('has the 22 entries of the two clauses, each id once', () => {
    assert.equal(catalogue.length, 22);
    assert.equal(new Set(catalogue.map(({ id }) => id)).size, 22);
    assert.equal(catalogue.filter(({ procedure }) => procedure === 'publish').length, 14);
  });

  it('puts each id into its clause and procedure', () => {
    for (const { id, clause, procedure } of catalogue) {
      const expected = procedure === 'publish' ? '6.1.1.1' : '6.1.1.2';
      assert.ok(id.startsWith(`${expected}-`), id);
      assert.ok(clause.startsWith(expected), id);
    }
  });

  it('has one SHALL NOT, two MAY and nineteen SHALL', () => {
    const count = (level: string) => catalogue.filter((entry) => entry.level === level).length;
    assert.deepEqual([count('SHALL'), count('SHALL NOT'), count('MAY')], [19, 1, 2]);
  });

  it('lets a breach fail every SHALL, and only them', () => {
    for (const { id, level, onBreach } of catalogue) {
      assert.equal(onBreach, level === 'MAY' ? 'info' : 'fail', id);
    }
  });

  it('finds an entry by its id', () => {
    assert.equal(requirementOf('6.1.1.1-6').level, 'SHALL NOT');
    assert.throws(() => requirementOf('6.1.1.1-9' as RequirementId), /6\.1\.1\.1-9/);
  });
});
