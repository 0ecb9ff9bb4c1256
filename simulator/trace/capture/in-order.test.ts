import { strict as assert } from 'node:assert';
import { describe, it } from 'node:test';
import type { CapturedKeepAlive } from './captured';
import { InOrder } from './in-order';
import { client, server } from './packet.fixture';

function item(captureFrame: number): CapturedKeepAlive {
  const common = { at: captureFrame, source: client, destination: server, bytes: Buffer.alloc(0) };
  return { kind: 'keep-alive', transport: 'udp', captureFrame, ...common };
}

describe('InOrder', () => {
  let inOrder = new InOrder();
  const put = (...frames: readonly number[]): void => {
    for (const frame of frames) inOrder.put(item(frame));
  };
  const taken = (): number[] => inOrder.take().map(({ captureFrame }) => captureFrame);

  it('hands over at once while nothing is unfinished', () => {
    inOrder = new InOrder();
    put(1, 2);
    assert.deepEqual(taken(), [1, 2]);
    assert.deepEqual(taken(), []);
  });

  it('holds back what comes behind something unfinished, and sorts in what that gives', () => {
    inOrder = new InOrder();
    const [early, late] = [inOrder.hold(2, 0), inOrder.hold(5, 0)];
    put(3, 4, 6, 7);
    assert.deepEqual(taken(), []);
    put(2);
    inOrder.release(early);
    assert.deepEqual(taken(), [2, 3, 4]);
    put(5, 8);
    inOrder.release(late);
    assert.deepEqual(taken(), [5, 6, 7, 8]);
    inOrder.release(late);
    put(9);
    assert.deepEqual(taken(), [9]);
  });

  it('waits for a second of packet time, whichever way the clock jumps', () => {
    for (const jump of [1001, -1001]) {
      inOrder = new InOrder();
      inOrder.hold(1, 5000);
      put(2);
      inOrder.settle(5000 + 1000);
      assert.deepEqual(taken(), []);
      inOrder.settle(5000 + jump);
      assert.deepEqual(taken(), [2]);
    }
  });

  it('holds back a bounded number', () => {
    inOrder = new InOrder();
    inOrder.hold(1, 0);
    for (let frame = 2; frame <= 1002; frame += 1) put(frame);
    assert.equal(taken().length, 1001);
  });

  it('gives all at the end', () => {
    inOrder = new InOrder();
    inOrder.hold(1, 0);
    put(2);
    inOrder.end();
    assert.deepEqual(taken(), [2]);
  });
});
