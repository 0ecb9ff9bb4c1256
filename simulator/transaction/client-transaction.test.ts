import { strict as assert } from 'node:assert';
import { describe, it } from 'node:test';
import {
  type ClientInput,
  type ClientReport,
  type ClientTransaction,
  clientEndsAt,
  newClientTransaction,
  stepClient,
} from './client-transaction';
import { defaultTimers, type Timing } from './timers';

const udp: Timing = { timers: defaultTimers, reliable: false };
const tcp: Timing = { timers: defaultTimers, reliable: true };
const ims: Timing = { timers: { t1: 2_000, t2: 16_000, t4: 17_000 }, reliable: false };
const response = (status: number): ClientInput => ({ kind: 'response', status });

/** Wakes the transaction whenever it asks for it, until `until` or its end. */
function sleep(tx: ClientTransaction, timing: Timing, until: number) {
  const copies: number[] = [];
  const reports: (readonly [number, ClientReport])[] = [];
  let next = tx;
  for (let at = clientEndsAt(next); at !== undefined && at <= until; at = clientEndsAt(next)) {
    const step = stepClient(next, { kind: 'tick' }, at, timing);
    if (step.resend) copies.push(at);
    if (step.report !== undefined) reports.push([at, step.report]);
    next = step.next;
  }
  return { tx: next, copies, reports };
}

describe('non-INVITE client transaction (RFC 3261 17.1.2)', () => {
  it('sends ten copies after the original on UDP in 32 s, then Timer F ends it', () => {
    const { tx, copies, reports } = sleep(newClientTransaction(0, udp), udp, 100_000);
    const expected = [500, 1_500, 3_500, 7_500, 11_500, 15_500, 19_500, 23_500, 27_500, 31_500];
    assert.deepEqual(copies, expected);
    assert.deepEqual(reports, [[32_000, 'time-out']]);
    assert.equal(tx.state, 'terminated');
  });

  it('keeps the times of IMS radio access when told so', () => {
    const { copies, reports } = sleep(newClientTransaction(0, ims), ims, 200_000);
    assert.deepEqual(copies, [2_000, 6_000, 14_000, 30_000, 46_000, 62_000, 78_000, 94_000, 110_000, 126_000]);
    assert.deepEqual(reports, [[128_000, 'time-out']]);
  });

  it('never repeats itself on TCP, and still times out', () => {
    const { copies, reports } = sleep(newClientTransaction(5, tcp), tcp, 100_000);
    assert.deepEqual({ copies, reports }, { copies: [], reports: [[32_005, 'time-out']] });
  });

  it('repeats itself every T2 after a provisional response', () => {
    const { next, report } = stepClient(newClientTransaction(0, udp), response(100), 100, udp);
    assert.equal(report, 'provisional');
    assert.deepEqual(sleep(next, udp, 10_000).copies, [500, 4_500, 8_500]);
  });

  for (const status of [200, 301, 481, 500, 603]) {
    it(`reports a ${status} once and absorbs its copies until Timer K, 5 s later`, () => {
      const { next, report } = stepClient(newClientTransaction(0, udp), response(status), 300, udp);
      assert.equal(report, 'final');
      assert.deepEqual(next, { state: 'completed', endsAt: 5_300 });
      assert.deepEqual(stepClient(next, response(status), 400, udp), { next, resend: false });
      assert.deepEqual(stepClient(next, { kind: 'tick' }, 5_299, udp).next, next);
      assert.deepEqual(sleep(next, udp, 5_300).tx, { state: 'terminated' });
    });
  }

  it('ends with the final response on TCP, where K is zero', () => {
    const { next } = stepClient(newClientTransaction(0, tcp), response(200), 300, tcp);
    assert.deepEqual(next, { state: 'terminated' });
    assert.equal(clientEndsAt(next), undefined);
  });

  it('reports a transport error and ends', () => {
    const step = stepClient(newClientTransaction(0, tcp), { kind: 'transport-error' }, 10, tcp);
    assert.deepEqual(step, { next: { state: 'terminated' }, resend: false, report: 'transport-error' });
  });
});
