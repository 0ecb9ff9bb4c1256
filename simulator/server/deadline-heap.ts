import type { Millis } from '../core/time';

/** A place in a `DeadlineHeap`; kept by the owner to move or cancel it. */
export interface Deadline<T> {
  readonly item: T;
  at: Millis;
  /** Position in the heap; -1 once it is out. */
  index: number;
  /** Rises with each setting: of two that are due at once, the one set earlier is first. */
  order: number;
}

/** Deadlines of differing durations that can be moved and cancelled, each in logarithmic time: a binary heap. */
export class DeadlineHeap<T> {
  readonly #heap: Deadline<T>[] = [];
  #orders = 0;

  get size(): number {
    return this.#heap.length;
  }

  /** When the first one is due. */
  endsAt(): Millis | undefined {
    return this.#heap[0]?.at;
  }

  /** The one that is due first. */
  first(): T | undefined {
    return this.#heap[0]?.item;
  }

  add(item: T, at: Millis): Deadline<T> {
    this.#orders += 1;
    const deadline = { item, at, index: this.#heap.length, order: this.#orders };
    this.#heap.push(deadline);
    this.#up(deadline);
    return deadline;
  }

  move(deadline: Deadline<T>, at: Millis): void {
    if (deadline.index < 0) return;
    this.#orders += 1;
    deadline.at = at;
    deadline.order = this.#orders;
    this.#up(deadline);
    this.#down(deadline);
  }

  cancel(deadline: Deadline<T>): void {
    const last = this.#heap.at(-1);
    if (deadline.index < 0 || last === undefined) return;
    this.#heap.pop();
    if (last !== deadline) {
      this.#place(last, deadline.index);
      this.#up(last);
      this.#down(last);
    }
    deadline.index = -1;
  }

  /** Takes out the first one when it is due. */
  shiftDue(now: Millis): T | undefined {
    const first = this.#heap[0];
    if (first === undefined || first.at > now) return undefined;
    this.cancel(first);
    return first.item;
  }

  #place(deadline: Deadline<T>, index: number): void {
    this.#heap[index] = deadline;
    deadline.index = index;
  }

  #up(deadline: Deadline<T>): void {
    while (deadline.index > 0) {
      const above = (deadline.index - 1) >> 1;
      const parent = this.#heap[above];
      if (parent === undefined || !isBefore(deadline, parent)) return;
      this.#place(parent, deadline.index);
      this.#place(deadline, above);
    }
  }

  #down(deadline: Deadline<T>): void {
    for (;;) {
      const left = this.#heap[2 * deadline.index + 1];
      const right = this.#heap[2 * deadline.index + 2];
      const child = right !== undefined && left !== undefined && isBefore(right, left) ? right : left;
      if (child === undefined || !isBefore(child, deadline)) return;
      const index = child.index;
      this.#place(child, deadline.index);
      this.#place(deadline, index);
    }
  }
}

function isBefore(a: Deadline<unknown>, b: Deadline<unknown>): boolean {
  return a.at < b.at || (a.at === b.at && a.order < b.order);
}
