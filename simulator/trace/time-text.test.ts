import { strict as assert } from 'node:assert';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { formatTime } from './time-text';

describe('formatTime', () => {
  it('agrees with Date on every millisecond', () => {
    const millis = fc.integer({ min: Date.UTC(1900, 0, 1), max: Date.UTC(2999, 11, 31) });
    fc.assert(
      fc.property(millis, (at) => assert.equal(formatTime(at), new Date(at).toISOString())),
      { numRuns: 1000 },
    );
  });

  it('knows the ends of years and the leap days', () => {
    for (const day of [
      '1999-12-31',
      '2000-02-29',
      '2000-03-01',
      '2024-02-29',
      '2026-01-01',
      '2100-02-28',
      '2100-03-01',
    ]) {
      assert.equal(formatTime(Date.parse(`${day}T23:59:59.999Z`)), `${day}T23:59:59.999Z`);
    }
  });

  it('tells microseconds where there are some', () => {
    assert.equal(formatTime(1_795_356_123_456.789), '2026-11-22T14:02:03.456789Z');
    assert.equal(formatTime(0.001), '1970-01-01T00:00:00.000001Z');
    assert.equal(formatTime(999.9999), '1970-01-01T00:00:01.000Z');
  });
});
