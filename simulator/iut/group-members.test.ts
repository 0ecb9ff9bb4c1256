import { strict as assert } from 'node:assert';
import { describe, it } from 'node:test';
import { isRunningIn } from './group-members';

describe('a line of /proc/PID/stat', () => {
  it('is of a member that runs, sleeps or is stopped', () => {
    for (const state of ['R', 'S', 'D', 'T', 't']) assert.ok(isRunningIn(42, `43 (node) ${state} 1 42 42 0 -1 0`));
  });
  it('is of a member that has ended', () => {
    for (const state of ['Z', 'X']) assert.ok(!isRunningIn(42, `43 (node) ${state} 1 42 42 0 -1 0`));
  });
  it('is of another group', () => {
    assert.ok(!isRunningIn(42, '42 (node) S 42 7 42 0 -1 0'));
    assert.ok(!isRunningIn(42, ''));
  });
  it('is read right whatever the program is called', () => {
    assert.ok(isRunningIn(42, '43 (a) Z 1 7 (b) S 1 42 42 0 -1 0'));
  });
});
