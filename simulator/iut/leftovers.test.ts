import { strict as assert } from 'node:assert';
import { describe, it } from 'node:test';
import { isOfRun } from './leftovers';

describe('a process that a run left over', () => {
  const environment = (...entries: readonly string[]) => Buffer.from(entries.map((entry) => `${entry}\0`).join(''));

  it('has the folder of the run in its environment, at any place', () => {
    for (const entries of [['IMCONF_STATE=/tmp/é'], ['A=b', 'IMCONF_STATE=/tmp/é'], ['IMCONF_STATE=/tmp/é', 'A=b']]) {
      assert.ok(isOfRun(environment(...entries), '/tmp/é'), entries.join());
    }
  });

  it('is no process of another run, nor one that only mentions the folder', () => {
    for (const entries of [
      [],
      ['IMCONF_STATE=/tmp/ab'],
      ['IMCONF_STATE=/tmp'],
      ['IMCONF_STATE='],
      ['X_IMCONF_STATE=/tmp/a'],
      ['NOTE=IMCONF_STATE=/tmp/a'],
      ['A=\nIMCONF_STATE=/tmp/a'],
    ]) {
      assert.ok(!isOfRun(environment(...entries), '/tmp/a'), entries.join());
    }
    assert.ok(!isOfRun(environment('IMCONF_STATE='), ''));
  });
});
