import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { coverage, coverageMatrix } from './coverage.fixture';
import { packageRoot } from './package';

describe('every requirement', () => {
  for (const { id, verifiedBy, tests, scenarios, faults } of coverage()) {
    it(`${id} has its check or indication, its tests, its scenario and a seeded fault`, () => {
      assert.ok(verifiedBy === 'check' || verifiedBy === 'indication', `verified by ${verifiedBy}`);
      assert.ok(tests > 0, 'no unit test is described by the id');
      assert.ok(scenarios > 0, 'no scenario is tagged with the id');
      assert.ok(faults.length > 0, 'no fault of the reference client breaks it');
    });
  }

  it('stands in the committed matrix as it is', () => {
    const committed = readFileSync(join(packageRoot, 'simulator/requirements/coverage.txt'), 'utf8');
    assert.equal(committed, coverageMatrix(), 'run "npm run coverage-matrix"');
  });
});
