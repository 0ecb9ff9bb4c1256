import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { readProofs } from './proofs';

describe('readProofs', () => {
  const proofsOf = readProofs();

  it('finds the check, the scenarios and the faults of a requirement', () => {
    const { checks, scenarios, faults } = proofsOf('6.1.1.1-6');
    assert.deepEqual(checks, ['simulator/checks/6.1.1.1/6-no-expires.ts']);
    assert.equal(scenarios.length, 1);
    assert.match(scenarios[0] ?? '', /^\S.* \(features\/conformance\/publish\.feature:\d+\)$/);
    assert.deepEqual(faults.slice(0, 2), ['publish-expires', 'publish-expires-zero']);
  });

  it('finds a scenario by the tags of its own only', () => {
    assert.equal(proofsOf('6.1.1.1-7a').scenarios.length, 2);
    assert.equal(proofsOf('TP_6.1.1.1-6_01').scenarios.length, 1);
  });

  it('names the check of a requirement, and not every file that assigns something to it', () => {
    const { checks } = proofsOf('RFC3261-7.1-1');
    assert.ok(checks.length > 0);
    assert.ok(
      checks.every((path) => !path.includes('/common/')),
      checks.join(),
    );
  });

  it('has nothing of what does not exist', () => {
    assert.deepEqual(proofsOf('RFC3903-0-0'), { checks: [], scenarios: [], faults: [] });
  });
});
