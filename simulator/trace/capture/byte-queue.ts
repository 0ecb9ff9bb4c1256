import { Buffer } from 'node:buffer';

const SMALLEST = 4096;

/**
 * Octets that come in chunks and are read in records. They are copied, so that a chunk may be used again, and lie together, so
 * that a record can be read in place. What has been read is overwritten by the next `append`.
 */
export class ByteQueue {
  /** The octets; those from `start` to `end` are there to be read. */
  bytes: Buffer = Buffer.alloc(0);
  start = 0;
  end = 0;

  get length(): number {
    return this.end - this.start;
  }

  append(chunk: Buffer, from = 0, to = chunk.length): void {
    const added = to - from;
    if (this.end + added > this.bytes.length) this.#makeRoom(added);
    chunk.copy(this.bytes, this.end, from, to);
    this.end += added;
  }

  /** Marks octets as read. */
  skip(count: number): void {
    this.start += count;
    if (this.start < this.end) return;
    this.start = 0;
    this.end = 0;
  }

  clear(): void {
    this.bytes = Buffer.alloc(0);
    this.start = 0;
    this.end = 0;
  }

  /** Moves what is left to the front; doubling keeps arrival octet by octet linear. */
  #makeRoom(added: number): void {
    const kept = this.length;
    if (kept + added > this.bytes.length) {
      const grown = Buffer.allocUnsafeSlow(Math.max(2 * this.bytes.length, kept + added, SMALLEST));
      this.bytes.copy(grown, 0, this.start, this.end);
      this.bytes = grown;
    } else this.bytes.copyWithin(0, this.start, this.end);
    this.start = 0;
    this.end = kept;
  }
}
