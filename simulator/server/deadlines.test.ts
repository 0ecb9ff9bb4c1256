import { strict as assert } from 'node:assert';
import { describe, it } from 'node:test';
import { type Deadline, DeadlineHeap } from './deadline-heap';
import { DeadlineFifo } from './fifo';

describe('deadline heap', () => {
  it('gives what is due in order, after moves and cancellations', () => {
    const heap = new DeadlineHeap<number>();
    const deadlines: Deadline<number>[] = [];
    // A fixed sequence that looks like none.
    const times = Array.from({ length: 500 }, (_, index) => (index * 7919) % 503);
    for (const [index, at] of times.entries()) deadlines.push(heap.add(index, at));
    const expected = new Map(times.entries());
    for (const [index, deadline] of deadlines.entries()) {
      if (index % 3 === 0) {
        heap.move(deadline, (index * 31) % 1_009);
        expected.set(index, (index * 31) % 1_009);
      } else if (index % 3 === 1) {
        heap.cancel(deadline);
        expected.delete(index);
      }
    }
    const seen: number[] = [];
    for (let item = heap.shiftDue(2_000); item !== undefined; item = heap.shiftDue(2_000)) seen.push(item);
    assert.equal(heap.size, 0);
    assert.deepEqual(
      [...seen].sort((a, b) => a - b),
      [...expected.keys()],
    );
    const order = seen.map((item) => expected.get(item) ?? 0);
    assert.deepEqual(
      order,
      [...order].sort((a, b) => a - b),
    );
  });

  it('keeps the order of setting among equal times', () => {
    const heap = new DeadlineHeap<string>();
    for (const name of 'abcdefg') heap.add(name, 5);
    assert.equal(heap.first(), 'a');
    assert.equal(Array.from('1234567', () => heap.shiftDue(5)).join(''), 'abcdefg');
  });

  it('gives nothing before its time, and minds no second cancellation', () => {
    const heap = new DeadlineHeap<string>();
    const deadline = heap.add('a', 5);
    assert.equal(heap.shiftDue(4), undefined);
    assert.equal(heap.endsAt(), 5);
    heap.cancel(deadline);
    heap.cancel(deadline);
    heap.move(deadline, 1);
    assert.equal(heap.endsAt(), undefined);
  });
});

describe('deadline fifo', () => {
  it('gives everything back in order, whatever was given back before', () => {
    const fifo = new DeadlineFifo<number>();
    const seen: (number | undefined)[] = [];
    for (let number = 0; number < 5_000; number += 1) {
      fifo.put(number, number);
      if (number % 2 === 1) seen.push(fifo.shift());
    }
    assert.equal(fifo.endsAt(), 2_500);
    while (fifo.endsAt() !== undefined) seen.push(fifo.shift());
    assert.equal(fifo.shift(), undefined);
    assert.deepEqual(
      seen,
      Array.from({ length: 5_000 }, (_, index) => index),
    );
  });
});
