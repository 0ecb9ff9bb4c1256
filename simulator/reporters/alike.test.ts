import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Finding } from '../verdict/result';
import { groupAlike, othersText } from './alike';

const finding = (frame: number, actual: string): Finding => ({
  requirement: '6.1.1.1-6',
  outcome: 'fail',
  message: 'Expires header field',
  expected: 'none',
  actual,
  frame,
});

describe('findings that are alike', () => {
  it('are grouped in the order of their first', () => {
    const groups = groupAlike([finding(3, 'Expires: 1'), finding(5, 'Expires: 2'), finding(7, 'Expires: 1')]);
    assert.deepEqual(
      groups.map(({ first, others }) => [first.frame, ...others.map(({ frame }) => frame)]),
      [[3, 7], [5]],
    );
  });

  it('are told by their frames, and counted where there are many', () => {
    const [few] = groupAlike([3, 5, 7].map((frame) => finding(frame, 'x')));
    assert.ok(few);
    assert.equal(othersText(few), 'the same 2 more times: frames 5, 7');
    const [many] = groupAlike(Array.from({ length: 100 }, (_, frame) => finding(frame + 1, 'x')));
    assert.ok(many);
    assert.match(othersText(many), /^the same 99 more times: frames 2, 3, .* 25, and 75 more$/);
  });

  it('say nothing of others where there are none', () => {
    const [alone] = groupAlike([finding(3, 'x')]);
    assert.ok(alone);
    assert.equal(othersText(alone), '');
  });
});
