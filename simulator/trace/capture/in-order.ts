import type { Millis } from '../../core/time';
import type { Captured } from './captured';

/** Something unfinished that may yet give a message of an earlier packet: a datagram in fragments, a stream with a gap. */
export interface Hold {
  readonly frame: number;
  readonly since: Millis;
}

/** How long others wait for it, in time of packets: fragments and repeated segments come within milliseconds. */
const PATIENCE: Millis = 1000;
const MAX_HELD = 1000;

/**
 * What was found, in the order of frames. While something is unfinished, what comes behind it is held back, so that a request
 * whose last fragment is missing does not come out behind its response. After a second, or a thousand messages, nothing waits
 * any more, and what is late comes late.
 */
export class InOrder {
  #ready: Captured[] = [];
  #held: Captured[] = [];
  readonly #holds = new Set<Hold>();

  put(captured: Captured): void {
    if (this.#holds.size === 0) {
      this.#ready.push(captured);
      return;
    }
    let index = this.#held.length;
    while (index > 0 && (this.#held[index - 1] as Captured).captureFrame > captured.captureFrame) index -= 1;
    this.#held.splice(index, 0, captured);
    if (this.#held.length > MAX_HELD) this.#letGo(Number.POSITIVE_INFINITY);
  }

  hold(frame: number, since: Millis): Hold {
    const hold = { frame, since };
    this.#holds.add(hold);
    return hold;
  }

  release(hold: Hold): void {
    if (this.#holds.delete(hold)) this.#letGo(this.#earliest());
  }

  /** Ends the waits that have been too long; to be called now and then. */
  settle(now: Millis): void {
    for (const hold of this.#holds) if (Math.abs(now - hold.since) > PATIENCE) this.release(hold);
  }

  /** Nothing more comes. */
  end(): void {
    this.#holds.clear();
    this.#letGo(Number.POSITIVE_INFINITY);
  }

  /** What is ready since the last call. */
  take(): Captured[] {
    const ready = this.#ready;
    if (ready.length > 0) this.#ready = [];
    return ready;
  }

  #earliest(): number {
    let earliest = Number.POSITIVE_INFINITY;
    for (const hold of this.#holds) if (hold.frame < earliest) earliest = hold.frame;
    return earliest;
  }

  /** Lets everything before a frame go. */
  #letGo(frame: number): void {
    let count = 0;
    while (count < this.#held.length && (this.#held[count] as Captured).captureFrame < frame) count += 1;
    if (count > 0) this.#ready.push(...this.#held.splice(0, count));
  }
}
