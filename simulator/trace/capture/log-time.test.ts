import { strict as assert } from 'node:assert';
import { describe, it } from 'node:test';
import { formatTime } from '../time-text';
import { LogClock, readDeltaTime, readEpochTime, readLogTime } from './log-time';

describe('the time of a log', () => {
  const dates: readonly [string, string, boolean][] = [
    ['2026-11-22 17:06:40.943359', '2026-11-22T17:06:40.943359Z', true],
    ['2026/02/28 23:59:59.5', '2026-02-28T23:59:59.500Z', false],
    ['2024-02-29T12:00:00,123', '2024-02-29T12:00:00.123Z', true],
    ['1970-01-01 00:00:00', '1970-01-01T00:00:00.000Z', false],
    ['2000-03-01 00:00:00.000', '2000-03-01T00:00:00.000Z', true],
    ['[2026-11-22 17:09:56:650] belle-sip', '2026-11-22T17:09:56.650Z', true],
  ];
  for (const [text, time, isExact] of dates) {
    it(`reads ${text}`, () => {
      const read = readLogTime(text);
      assert.equal(read?.kind, 'date');
      assert.equal(formatTime(read?.at ?? 0), time);
      assert.equal(read?.isExact, isExact);
    });
  }

  it('reads a time of day, seconds since the epoch, and an interval', () => {
    assert.deepEqual(readLogTime('14:46:23.123   pjsua_core.c'), { kind: 'clock', at: 53_183_123, isExact: true });
    assert.deepEqual(readEpochTime('1795367346.228'), { kind: 'date', at: 1_795_367_346_228, isExact: true });
    assert.deepEqual(readDeltaTime('+1.500000'), { kind: 'delta', at: 1500, isExact: true });
  });

  it('is none where there is none', () => {
    assert.deepEqual([readLogTime('x'), readEpochTime('12'), readDeltaTime('1.5')], [undefined, undefined, undefined]);
  });
});

describe('LogClock', () => {
  const clock = (at: number): { kind: 'clock'; at: number; isExact: boolean } => ({ kind: 'clock', at, isExact: true });

  it('goes on behind midnight', () => {
    const times = new LogClock();
    const day = 86_400_000;
    assert.deepEqual(
      [day - 5, day - 1, 3, 2, day / 2].map((at) => times.read(clock(at)).at),
      [day - 5, day - 1, day + 3, day + 2, 1.5 * day],
    );
  });

  it('adds intervals up', () => {
    const times = new LogClock();
    const at = [10, 5, 0].map((ms) => times.read({ kind: 'delta', at: ms, isExact: true }).at);
    assert.deepEqual(at, [10, 15, 15]);
  });

  it('stands still without a time, and does not call it exact', () => {
    const times = new LogClock();
    times.read({ kind: 'date', at: 77, isExact: true });
    assert.deepEqual(times.read(undefined), { at: 77, isExact: false });
  });

  it('does not trust times of day that start at zero, for they may be intervals', () => {
    const times = new LogClock();
    assert.deepEqual(
      [0, 900, 300].map((at) => times.read(clock(at))),
      [
        { at: 0, isExact: false },
        { at: 900, isExact: false },
        { at: 900, isExact: false },
      ],
    );
  });

  it('does not trust an interval that is none', () => {
    const time = readDeltaTime('+4294967263.036640');
    assert.deepEqual(new LogClock().read(time), { at: 0, isExact: false });
  });
});
