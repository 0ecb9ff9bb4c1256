import { strict as assert } from 'node:assert';
import { afterEach, beforeEach, describe, it } from 'node:test';
import { type SinonFakeTimers, useFakeTimers } from 'sinon';
import { Retransmission, timerE } from './retransmission';

describe('Timer E of a request that leaves late', () => {
  let clock: SinonFakeTimers;
  let moments: number[];

  beforeEach(() => {
    clock = useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'Date'] });
    moments = [];
  });
  afterEach(() => clock.restore());

  /** @param pause how long a copy needs to leave, in milliseconds */
  const start = (pause = 0) =>
    new Retransmission(timerE, () => {
      moments.push(clock.now);
      return new Promise((left) => setTimeout(left, pause));
    });

  it('runs from when it has left', () => {
    const copies = start();
    clock.tick(200);
    copies.hasLeft();
    clock.tick(3_000);
    assert.deepEqual(moments, [700, 1_700]);
  });

  it('goes on where a copy went out before', () => {
    const copies = start();
    clock.tick(600);
    copies.hasLeft();
    clock.tick(1_000);
    assert.deepEqual(moments, [500, 1_500]);
  });

  it('does not run where the response was sooner', () => {
    const copies = start();
    copies.stop();
    copies.hasLeft();
    clock.tick(3_000);
    assert.deepEqual(moments, []);
  });

  it('runs from when the copy before has left', async () => {
    start(300);
    await clock.tickAsync(10_000);
    assert.deepEqual(moments, [500, 1_800, 4_100, 8_400]);
  });

  it('does not wait for a copy that never leaves', async () => {
    start(60_000);
    await clock.tickAsync(4_000);
    assert.deepEqual(moments, [500, 1_500, 3_500]);
  });

  it('goes on where a copy cannot be sent', async () => {
    new Retransmission(timerE, async () => {
      moments.push(clock.now);
      throw new Error('unreachable');
    });
    await clock.tickAsync(4_000);
    assert.deepEqual(moments, [500, 1_500, 3_500]);
  });

  it('has ended where the response comes while a copy leaves', async () => {
    const copies = start(300);
    await clock.tickAsync(600);
    copies.stop();
    await clock.tickAsync(10_000);
    assert.deepEqual(moments, [500]);
  });
});
