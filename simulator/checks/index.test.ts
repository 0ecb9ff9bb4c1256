import { strict as assert } from 'node:assert';
import { describe, it } from 'node:test';
import { catalogue } from '../requirements/catalogue';
import { checks } from './index';

describe('the registry of checks', () => {
  it('has exactly one check for every entry that is verified by one, in the order of the catalogue', () => {
    const expected = catalogue.filter(({ verification }) => verification.by === 'check').map(({ id }) => id);
    assert.deepEqual(
      checks.map(({ requirement }) => requirement),
      expected,
    );
  });
});
