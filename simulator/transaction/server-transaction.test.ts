import { strict as assert } from 'node:assert';
import { describe, it } from 'node:test';
import {
  newServerTransaction,
  type ServerInput,
  type ServerStep,
  type ServerTransaction,
  stepServer,
} from './server-transaction';
import { defaultTimers, type Timing } from './timers';

const udp: Timing = { timers: defaultTimers, reliable: false };
const tcp: Timing = { timers: defaultTimers, reliable: true };
const copy: ServerInput<string> = { kind: 'retransmission' };
const tick: ServerInput<string> = { kind: 'tick' };
const final = (response: string): ServerInput<string> => ({ kind: 'final', response });
const provisional = (response: string): ServerInput<string> => ({ kind: 'provisional', response });

function walk(timing: Timing, ...inputs: readonly (readonly [number, ServerInput<string>])[]) {
  let tx: ServerTransaction<string> = newServerTransaction;
  const sent: (readonly [number, string])[] = [];
  for (const [now, input] of inputs) {
    const step: ServerStep<string> = stepServer(tx, input, now, timing);
    tx = step.next;
    sent.push(...step.send.map((message) => [now, message] as const));
  }
  return { tx, sent };
}

describe('non-INVITE server transaction (RFC 3261 17.2.2)', () => {
  it('discards copies while there is no response', () => {
    assert.deepEqual(walk(udp, [0, copy], [500, copy], [1_000, tick]), { tx: { state: 'trying' }, sent: [] });
  });

  it('repeats the last provisional response for a copy', () => {
    const { tx, sent } = walk(udp, [0, provisional('100')], [1, copy], [2, provisional('100b')], [3, copy]);
    assert.equal(tx.state, 'proceeding');
    assert.deepEqual(sent.map(String), ['0,100', '1,100', '2,100b', '3,100b']);
  });

  it('repeats the final response on UDP until Timer J, 32 s later', () => {
    const { tx, sent } = walk(udp, [100, final('200')], [500, copy], [32_099, tick], [32_099, copy]);
    assert.deepEqual(tx, { state: 'completed', final: '200', endsAt: 32_100 });
    assert.deepEqual(sent.map(String), ['100,200', '500,200', '32099,200']);
    assert.deepEqual(stepServer(tx, tick, 32_100, udp), { next: { state: 'terminated' }, send: [] });
  });

  it('takes J from the configured T1', () => {
    const slow = { timers: { t1: 2_000, t2: 16_000, t4: 17_000 }, reliable: false };
    assert.deepEqual(walk(slow, [0, final('200')]).tx, { state: 'completed', final: '200', endsAt: 128_000 });
  });

  it('ends at once on TCP, where J is zero', () => {
    assert.deepEqual(walk(tcp, [7, final('200')]), { tx: { state: 'terminated' }, sent: [[7, '200']] });
  });

  it('discards a second final response', () => {
    assert.deepEqual(walk(udp, [0, final('200')], [1, final('500')], [2, provisional('100')]).sent, [[0, '200']]);
  });

  it('ends when the response cannot be sent', () => {
    assert.equal(walk(udp, [0, final('200')], [1, { kind: 'transport-error' }]).tx.state, 'terminated');
    assert.equal(walk(udp, [0, provisional('100')], [1, { kind: 'transport-error' }]).tx.state, 'terminated');
  });

  it('does nothing any more once terminated', () => {
    assert.deepEqual(walk(tcp, [0, final('200')], [1, copy], [2, final('200')]).sent, [[0, '200']]);
  });
});
