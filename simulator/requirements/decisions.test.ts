import { strict as assert } from 'node:assert';
import { describe, it } from 'node:test';
import { onBreachOf } from './breach';
import { catalogue } from './catalogue';
import { defaultRules } from './configuration';
import type { Decision } from './decision';
import { decisions } from './decisions';
import { matchesPattern } from './roll-up';

const all: readonly Decision[] = decisions;

describe('the decisions', () => {
  it('are D-01 to D-15', () => {
    const ids = Array.from({ length: 15 }, (_, index) => `D-${String(index + 1).padStart(2, '0')}`);
    assert.deepEqual(
      all.map(({ id }) => id),
      ids,
    );
  });

  it('affect entries that exist, and those name the decision', () => {
    for (const { id, affects } of all) {
      for (const pattern of affects) {
        const affected = catalogue.filter((entry) => matchesPattern(entry.id, pattern));
        assert.ok(affected.length > 0, `${id}: ${pattern}`);
        for (const entry of affected)
          assert.ok(
            entry.decisions?.some((named) => named === id),
            `${entry.id}: ${id}`,
          );
      }
    }
  });

  it('are named by no entry but those, and by items of the change request', () => {
    for (const entry of catalogue.filter(({ procedure }) => procedure === undefined)) {
      for (const named of entry.decisions ?? []) {
        const decision = all.find(({ id }) => id === named);
        assert.ok(
          decision?.affects.some((pattern) => matchesPattern(entry.id, pattern)),
          `${entry.id}: ${named}`,
        );
      }
    }
  });

  it('D-15 is named by exactly the entries whose verdict does not follow the word', () => {
    const byWord = { ...defaultRules, breach_verdict: 'level' } as const;
    const differing = catalogue.filter((entry) => onBreachOf(entry, byWord) !== entry.onBreach).map(({ id }) => id);
    const named = catalogue.filter((entry) => entry.decisions?.includes('D-15')).map(({ id }) => id);
    assert.equal(named.length, 68);
    assert.deepEqual(named, differing);
  });

  it('offer a rule for each alternative, with another value than the default', () => {
    for (const { id, alternatives, choices } of all) {
      assert.equal(choices.length > 0, alternatives.length > 0, id);
      for (const { rule, value } of choices) assert.notEqual(value, String(defaultRules[rule]), `${id}: ${rule}`);
    }
  });
});
