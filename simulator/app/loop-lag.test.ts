import { strict as assert } from 'node:assert';
import { describe, it } from 'node:test';
import { LoopLag } from './loop-lag';

/** Looks at the given times, and asks at the last one. */
function boundAt(...times: readonly number[]): number {
  let now = 0;
  const lag = new LoopLag({ now: () => now });
  const last = times.at(-1) ?? 0;
  for (const time of times.slice(0, -1)) {
    now = time;
    lag.look();
  }
  now = last;
  const { bound } = lag;
  lag.stop();
  return bound;
}

describe('how late messages are taken', () => {
  it('is nothing while this process keeps up', () => assert.equal(boundAt(10, 20, 30, 34), 0));
  it('is as long as it was busy, for what is taken behind the look that was late', () =>
    assert.equal(boundAt(10, 320, 322), 302));
  it('is as long as it did not look, for what is taken before', () => assert.equal(boundAt(10, 20, 220), 200));
  it('is nothing again once it keeps up', () => assert.equal(boundAt(10, 320, 330, 335), 0));
});
