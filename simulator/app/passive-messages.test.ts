import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { messageEvent } from '../checks/trace.fixture';
import { FirstMessages } from './passive-messages';

/** Messages of clients in turn. */
function kept(clients: number, each: number) {
  const messages = new FirstMessages();
  for (let frame = 1; frame <= clients * each; frame += 1) {
    messages.see(
      messageEvent(Buffer.alloc(0), { frame, remote: { host: '192.0.2.1', port: 5000 + (frame % clients) } }),
    );
  }
  const all = messages.all();
  const ports = new Map<number, number>();
  for (const { remote } of all) ports.set(remote.port, (ports.get(remote.port) ?? 0) + 1);
  return { frames: all.map(({ frame }) => frame), shares: [...ports.values()], count: messages.count };
}

describe('FirstMessages', () => {
  it('keeps what one client sent, up to what is drawn', () => {
    assert.deepEqual(kept(1, 3).frames, [1, 2, 3]);
    const { frames, count } = kept(1, 1_000);
    assert.deepEqual([frames.length, frames[0], frames.at(-1), count], [400, 1, 400, 1_000]);
  });

  it('gives each of several clients an equal share', () => {
    assert.deepEqual(kept(4, 1_000).shares, [100, 100, 100, 100]);
  });

  it('keeps the first messages of the first ten of many', () => {
    const { shares, frames } = kept(500, 100);
    assert.deepEqual(shares, Array(10).fill(40));
    assert.deepEqual(
      frames,
      frames.toSorted((a, b) => a - b),
    );
  });

  it('is in the order of the frames although a client came late', () => {
    const messages = new FirstMessages();
    const at = (frame: number, port: number) =>
      messages.see(messageEvent(Buffer.alloc(0), { frame, remote: { host: '192.0.2.1', port } }));
    at(1, 1);
    at(2, 2);
    at(3, 1);
    assert.deepEqual(
      messages.all().map(({ frame }) => frame),
      [1, 2, 3],
    );
  });
});
