import { strict as assert } from 'node:assert';
import { describe, it } from 'node:test';
import { ownCopy } from './own-copy';

describe('a copy of a text', () => {
  it('is equal', () => {
    for (const text of ['', 'a', 'exactly12345', 'more than twelve characters']) assert.equal(ownCopy(text), text);
  });

  it('does not keep the text that it was cut from', () => {
    const kept: string[] = [];
    const before = process.memoryUsage().heapUsed;
    for (let count = 0; count < 200; count += 1) {
      const message = Buffer.alloc(200_000, 0x41 + (count % 26)).toString('latin1');
      kept.push(ownCopy(message.slice(1_000, 1_030)));
    }
    // 200 messages of 200 kB would be 40 MB.
    assert.ok(process.memoryUsage().heapUsed - before < 20_000_000);
    assert.equal(kept.length, 200);
  });
});
