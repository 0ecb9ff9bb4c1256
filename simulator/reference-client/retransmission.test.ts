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

  const start = () => new Retransmission(timerE, () => moments.push(clock.now));

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
});
