import type { Readable } from 'node:stream';
import { type Line, LineSplitter } from './line-splitter';

/** What a process may write in a second before it has to wait: its flood must not take our time from the sockets. */
const BYTES_PER_SECOND = 8 * 1024 * 1024;

/** Reads a process's output line by line; memory and time are bounded whatever it writes. */
export function readLines(stream: Readable, onLine: (line: Line) => void): void {
  const splitter = new LineSplitter(onLine);
  let windowEnd = 0;
  let bytes = 0;
  stream.on('data', (chunk: Buffer) => {
    splitter.push(chunk);
    const now = performance.now();
    if (now >= windowEnd) {
      windowEnd = now + 1_000;
      bytes = 0;
    }
    bytes += chunk.length;
    if (bytes < BYTES_PER_SECOND) return;
    stream.pause();
    setTimeout(() => stream.resume(), windowEnd - now).unref();
  });
  stream.on('error', () => {}); // a pipe that breaks is a pipe that ends
  stream.on('close', () => splitter.end());
}

/** The last lines of what a process wrote to stderr, to be quoted in a reason, which is one line. */
export class LastWords {
  readonly #lines: string[] = [];

  add({ text }: Line): void {
    if (text.trim() === '') return;
    this.#lines.push(text.length > 300 ? `${text.slice(0, 300).replace(/[\ud800-\udbff]$/, '')}…` : text);
    if (this.#lines.length > 8) this.#lines.shift();
  }

  toString(): string {
    return this.#lines.map((line) => line.trim()).join(' / ');
  }
}
