import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { coverage, coverageMatrix } from './coverage.fixture';
import { packageRoot } from './package';

describe('every requirement', () => {
  for (const { id, isItem, verifiedBy, tests, scenarios, faults } of coverage()) {
    if (verifiedBy === 'awaited') {
      it(`${id} is told to await its scenario`, () => assert.equal(isItem, false, 'an item of the change request'));
    } else {
      it(`${id} has its ${verifiedBy} and its tests`, () => {
        assert.notEqual(verifiedBy, 'missing');
        assert.ok(tests > 0, 'no unit test is described by the id');
      });
    }
    if (isItem) {
      it(`${id} has its scenario and a seeded fault`, () => {
        assert.ok(scenarios > 0, 'no scenario is tagged with the id');
        assert.ok(faults.length > 0, 'no fault of the reference client breaks it');
      });
    }
  }

  it('stands in the committed matrix as it is', () => {
    const committed = readFileSync(join(packageRoot, 'simulator/requirements/coverage.txt'), 'utf8');
    assert.equal(committed, coverageMatrix(), 'run "npm run coverage-matrix"');
  });
});
