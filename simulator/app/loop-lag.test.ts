import { strict as assert } from 'node:assert';
import { describe, it } from 'node:test';
import { useFakeTimers } from 'sinon';
import { LoopLag } from './loop-lag';

/** A moment, and what comes then: a look of the timer, the end of reading the sockets, or a message that is taken. */
type Moment = readonly [at: number, what: 'look' | 'read' | 'message'];

/** How late the last message may be. */
function boundAt(...moments: readonly Moment[]): number {
  let now = 0;
  let read = () => {};
  let bound = Number.NaN;
  const lag = new LoopLag({ now: () => now }, (act) => {
    read = act;
  });
  for (const [at, what] of moments) {
    now = at;
    if (what === 'look') lag.look();
    else if (what === 'read') read();
    else bound = lag.bound;
  }
  lag.stop();
  return bound;
}

const keepsUp = [
  [10, 'look'],
  [10, 'read'],
  [20, 'look'],
  [20, 'read'],
] as const;

describe('how late messages are taken', () => {
  it('is nothing while this process keeps up', () => assert.equal(boundAt(...keepsUp, [24, 'message']), 0));
  it('is as long as it was busy, for what is taken behind the look that was late', () =>
    assert.equal(boundAt(...keepsUp, [320, 'look'], [322, 'message']), 302));
  it('counts what else was taken since that look', () =>
    assert.equal(boundAt(...keepsUp, [320, 'look'], [345, 'message']), 325));
  it('counts from the look behind which the sockets were read last, however often it looked since', () =>
    assert.equal(boundAt(...keepsUp, [320, 'look'], [330, 'look'], [340, 'look'], [341, 'message']), 321));
  it('is as long as it did not look, for what is taken before', () =>
    assert.equal(boundAt(...keepsUp, [220, 'message']), 200));
  it('is nothing again once it keeps up', () =>
    assert.equal(boundAt(...keepsUp, [320, 'look'], [325, 'read'], [330, 'message']), 0));

  it('counts from the look, not from the end of reading', () =>
    assert.equal(boundAt(...keepsUp, [320, 'look'], [325, 'read'], [340, 'message']), 20));
  it('is told in whole milliseconds', () => assert.equal(boundAt(...keepsUp, [220.4, 'message']), 200));

  it('is looked at by itself until nobody needs it', () => {
    const clock = useFakeTimers({
      toFake: ['setInterval', 'clearInterval', 'setImmediate', 'clearImmediate'],
      now: 5_000,
    });
    try {
      let now = 1_000;
      const lag = new LoopLag({ now: () => now });
      assert.equal(lag.bound, 0);
      now = 1_100;
      clock.tick(10);
      assert.equal(lag.bound, 100, 'the sockets come behind the timers');
      clock.tick(1);
      assert.equal(lag.bound, 0);
      lag.stop();
      now = 1_300;
      clock.tick(100);
      assert.equal(lag.bound, 200);
    } finally {
      clock.restore();
    }
  });
});
