import { strict as assert } from 'node:assert';
import { afterEach, beforeEach, describe, it } from 'node:test';
import { type SinonFakeTimers, stub, useFakeTimers } from 'sinon';
import { ExactTimer } from './exact-timer';

describe('a timer that is never early', () => {
  let clock: SinonFakeTimers;
  let moments: number[];

  beforeEach(() => {
    clock = useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'Date'] });
    moments = [];
  });
  afterEach(() => clock.restore());

  const start = () => new ExactTimer(500, () => moments.push(clock.now));

  /** Does something while the clock of the machine is apart from that of the timers. */
  function apart<T>(milliseconds: number, act: () => T): T {
    const stubbed = stub(Date, 'now').callsFake(() => clock.now + milliseconds);
    try {
      return act();
    } finally {
      stubbed.restore();
    }
  }

  it('acts when its time has come', () => {
    start();
    clock.tick(499);
    assert.deepEqual(moments, []);
    clock.tick(1);
    assert.deepEqual(moments, [500]);
  });

  it('waits for the rest where it was set late in a long turn of the event loop', () => {
    apart(130, start);
    clock.tick(1_000);
    assert.deepEqual(moments, [630]);
  });

  it('acts all the same where the clock of the machine was set back', () => {
    start();
    apart(-3_600_000, () => clock.tick(500));
    assert.deepEqual(moments, [500]);
  });

  const turn = () => new Promise<void>((resolve) => setImmediate(resolve));

  it('that is late lets go first what arrived meanwhile', async () => {
    start();
    apart(300, () => clock.tick(500));
    assert.deepEqual(moments, []);
    await turn();
    assert.deepEqual(moments, [500]);
  });

  it('that is late does nothing where what arrived meanwhile cancels it', async () => {
    const timer = start();
    apart(300, () => clock.tick(500));
    timer.cancel();
    await turn();
    assert.deepEqual(moments, []);
  });

  it('does nothing once it is cancelled', () => {
    start().cancel();
    clock.tick(1_000);
    assert.deepEqual(moments, []);
  });

  it('that is hardly late acts at once', () => {
    start();
    apart(20, () => clock.tick(500));
    assert.deepEqual(moments, [500]);
  });

  it('lets the process end where it is told to', () => {
    clock.restore();
    const held = () => process.getActiveResourcesInfo().filter((name) => name === 'Timeout').length;
    const before = held();
    const timer = new ExactTimer(60_000, () => undefined);
    assert.equal(held(), before + 1);
    timer.unref();
    assert.equal(held(), before);
    timer.cancel();
  });
});
