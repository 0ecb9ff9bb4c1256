import { strict as assert } from 'node:assert';
import { describe, it } from 'node:test';
import { catalogue, requirementOf } from '../requirements/catalogue';
import { checks } from './index';

describe('the registry of checks', () => {
  it('has exactly one check for every entry that is verified by one, in the order of the catalogue', () => {
    const expected = catalogue.filter(({ verification }) => verification.by === 'check').map(({ id }) => id);
    const passive = checks.filter(({ requirement }) => requirementOf(requirement).verification.by === 'check');
    assert.deepEqual(
      passive.map(({ requirement }) => requirement),
      expected,
    );
  });

  it('has the others, which also need a stimulus, once and in the same order', () => {
    const ids = checks.map(({ requirement }) => requirement);
    assert.deepEqual(
      ids,
      catalogue.map(({ id }) => id).filter((id) => ids.includes(id)),
    );
  });
});
