import { strict as assert } from 'node:assert';
import { describe, it } from 'node:test';
import { catalogue, type RequirementId } from '../catalogue';
import { detailsOf } from './details-of';

describe('the details', () => {
  it('are there for every entry, with an example of right and of wrong that differ', () => {
    for (const { id } of catalogue) {
      const { exampleRight, exampleViolation, ...details } = detailsOf(id);
      for (const text of [exampleRight, exampleViolation, details.lookAt, details.rule, details.pass, details.fail]) {
        assert.match(text, /\S/, id);
      }
      assert.notEqual(exampleRight, exampleViolation, id);
      assert.ok(details.legalVariants.length > 0, id);
    }
  });

  it('say what provokes every entry that a scenario decides', () => {
    for (const { id, verification } of catalogue.filter((entry) => entry.verification.by === 'scenario')) {
      assert.doesNotMatch(detailsOf(id).provoke, /^none/, `${id} ${verification.by}`);
    }
  });

  it('say why a verdict does not follow the word, where it does not (decision D-15)', () => {
    for (const { id, decisions } of catalogue) {
      assert.equal(detailsOf(id).verdictReason !== undefined, decisions?.includes('D-15') ?? false, id);
    }
  });

  it('relate entries to others that exist', () => {
    const ids = new Set<string>(catalogue.map(({ id }) => id));
    for (const { id } of catalogue) {
      for (const other of detailsOf(id).related ?? []) assert.ok(ids.has(other) && other !== id, `${id}: ${other}`);
    }
  });

  it('are unknown for an id that does not exist', () => {
    assert.throws(() => detailsOf('RFC3261-1-1' as RequirementId), /RFC3261-1-1/);
  });
});
