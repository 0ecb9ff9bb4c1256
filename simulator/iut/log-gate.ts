import type { Millis } from '../core/time';
import type { Line } from './line-splitter';

/** What may pass in one second: more than a person reads, less than fills a disk. */
const LINES_PER_SECOND = 200;
const CHARACTERS_PER_SECOND = 64 * 1024;

/** Passes a client's other output on as its log, and of a flood only so much a second; what is left out is counted. */
export class LogGate {
  readonly #onLog: (line: string) => void;
  readonly #now: () => Millis;
  #windowEnd: Millis = Number.NEGATIVE_INFINITY;
  #lines = 0;
  #characters = 0;
  #leftOut = 0;

  constructor(onLog: (line: string) => void, now: () => Millis = () => performance.now()) {
    this.#onLog = onLog;
    this.#now = now;
  }

  write({ text, isCut }: Line): void {
    if (this.#now() >= this.#windowEnd) this.#openWindow();
    if (this.#lines >= LINES_PER_SECOND || this.#characters >= CHARACTERS_PER_SECOND) {
      this.#leftOut += 1;
      return;
    }
    this.#lines += 1;
    this.#characters += text.length;
    this.#onLog(isCut ? `${text} … (line cut)` : text);
  }

  /** Says what was left out of the last second. */
  end(): void {
    if (this.#leftOut > 0) this.#onLog(`… ${this.#leftOut} lines of the client's output left out`);
    this.#leftOut = 0;
  }

  #openWindow(): void {
    this.end();
    this.#windowEnd = this.#now() + 1_000;
    this.#lines = 0;
    this.#characters = 0;
  }
}
