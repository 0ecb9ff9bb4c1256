import { strict as assert } from 'node:assert';
import { describe, it } from 'node:test';
import { isoTime, readableDuration, readableTime, seconds } from './time-text';

describe('time as text', () => {
  it('agrees with the calendar of the platform, leap days and years before 1970 included', () => {
    const instants = ['1969-12-31T23:59:59.999Z', '1970-01-01T00:00:00.000Z', '2000-02-29T12:00:00.001Z'];
    const more = ['2024-02-29T23:59:59.000Z', '2026-12-31T23:59:59.999Z', '2100-03-01T00:00:00.000Z'];
    for (const text of [...instants, ...more]) assert.equal(isoTime(Date.parse(text)), text);
    for (let at = 0; at < 4e12; at += 86_400_000 * 37.77) {
      assert.equal(isoTime(at), new Date(Math.floor(at)).toISOString());
    }
  });

  it('is short for people', () => {
    assert.equal(readableTime(Date.UTC(2026, 0, 31, 8)), '2026-01-31 08:00:00 UTC');
    assert.deepEqual([0, 349.6, 999, 4210, 59_940, 59_960, 125_000].map(readableDuration), [
      '0 ms',
      '350 ms',
      '999 ms',
      '4.2 s',
      '59.9 s',
      '1 min 0 s',
      '2 min 5 s',
    ]);
    assert.equal(seconds(412.4), '0.412');
  });
});
