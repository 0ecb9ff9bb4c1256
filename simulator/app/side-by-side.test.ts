import { strict as assert } from 'node:assert';
import { describe, it } from 'node:test';
import { SideBySide } from './side-by-side';

describe('clients side by side', () => {
  it('are two at first, and as many as may be once two were heard from ports of their own', () => {
    const sides = new SideBySide(24);
    const [one, other] = [sides.begin(), sides.begin()];
    assert.equal(sides.parallel, 2);
    one.heard('127.0.0.1:40001');
    assert.deepEqual([sides.parallel, sides.hoped], [2, 24]);
    other.heard('127.0.0.1:40002');
    assert.equal(sides.parallel, 24);
    assert.deepEqual([one.isDoubtful, other.isDoubtful], [false, false]);
  });

  it('run one after the other once two were heard from one port, and neither of the two counts', () => {
    const sides = new SideBySide(24);
    const [one, other] = [sides.begin(), sides.begin()];
    one.heard('127.0.0.1:5070');
    other.heard('127.0.0.1:5070');
    assert.deepEqual([sides.parallel, sides.hoped], [1, 1]);
    assert.deepEqual([one.isDoubtful, other.isDoubtful], [true, true]);
  });

  it('may use a port one after the other', () => {
    const sides = new SideBySide(24);
    const one = sides.begin();
    one.heard('127.0.0.1:5070');
    sides.end(one);
    const next = sides.begin();
    next.heard('127.0.0.1:5070');
    assert.deepEqual([sides.parallel, one.isDoubtful, next.isDoubtful], [2, false, false]);
  });

  it('that were not heard beside others are doubtful, and those that were alone are not', () => {
    const sides = new SideBySide(24);
    const one = sides.begin();
    assert.equal(one.isDoubtful, false);
    const other = sides.begin();
    one.heard(undefined);
    sides.end(one);
    sides.end(other);
    assert.deepEqual([one.isDoubtful, other.isDoubtful], [false, true]);
    assert.equal(sides.parallel, 2);
  });

  it('over connections are told apart by being heard at all', () => {
    const sides = new SideBySide(24);
    const [one, other] = [sides.begin(), sides.begin()];
    one.heard(undefined);
    other.heard(undefined);
    assert.equal(sides.parallel, 24);
  });

  it('go back to one after the other when a later one takes a port in use', () => {
    const sides = new SideBySide(24);
    const [one, other, third] = [sides.begin(), sides.begin(), sides.begin()];
    one.heard('127.0.0.1:40001');
    other.heard('127.0.0.1:40002');
    third.heard('127.0.0.1:40001');
    assert.equal(sides.parallel, 1);
    assert.deepEqual([one.isDoubtful, other.isDoubtful, third.isDoubtful], [true, false, true]);
  });

  it('are one at a time where no more are allowed', () => {
    assert.equal(new SideBySide(1).parallel, 1);
  });

  it('tell how many are over, and whether one was heard at all', () => {
    const sides = new SideBySide(24);
    const place = sides.begin();
    sides.end(place);
    sides.end(place);
    assert.deepEqual([sides.ended, sides.wasAnyHeard], [1, false]);
    sides.begin().heard(undefined);
    assert.equal(sides.wasAnyHeard, true);
  });

  it('of a kind that is known to get along need not be tried', () => {
    assert.equal(new SideBySide(256, true).parallel, 256);
  });
});
