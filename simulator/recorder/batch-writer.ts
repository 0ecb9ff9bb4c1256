import { type FileHandle, open } from 'node:fs/promises';
import { HarnessError } from '../core/harness-error';
import type { Millis } from '../core/time';

/** How long a chunk may wait in memory. */
const LONGEST_WAIT: Millis = 50;
/** A batch of this size is written at once. */
const BATCH = 64 * 1024;
/** More than this waiting means that the disk cannot keep up. */
const MOST_WAITING = 256 * 1024 * 1024;

/**
 * Appends chunks to a file in batches, one write at a time. Chunks are whole lines or blocks, and batches are whole chunks in
 * order, so after a kill the file ends at most within the last one.
 */
export class BatchWriter {
  readonly #path: string;
  readonly #file: FileHandle;
  readonly #onFailure: (error: HarnessError) => void;
  #waiting: Buffer[] = [];
  #waitingBytes = 0;
  /** Handed to the system, and not written yet. */
  #leavingBytes = 0;
  #timer: NodeJS.Timeout | undefined;
  /** Whether a write is under way; it goes on until nothing waits. */
  #isWriting = false;
  #written: Promise<void> = Promise.resolve();
  #failure: HarnessError | undefined;
  #isClosed = false;

  private constructor(path: string, file: FileHandle, onFailure: (error: HarnessError) => void) {
    this.#path = path;
    this.#file = file;
    this.#onFailure = onFailure;
  }

  /**
   * Makes the file, empty.
   * @throws HarnessError `output-failed` when that is not possible.
   */
  static async open(path: string, onFailure: (error: HarnessError) => void): Promise<BatchWriter> {
    const file = await open(path, 'w').catch((cause: Error) => {
      throw outputFailed(path, cause);
    });
    return new BatchWriter(path, file, onFailure);
  }

  /** Octets that were pushed and are not in the file yet. */
  get backlog(): number {
    return this.#waitingBytes + this.#leavingBytes;
  }

  /** Appends a chunk; nothing more after a failure or behind the end. */
  push(chunk: Buffer): void {
    if (this.#failure !== undefined || this.#isClosed) return;
    this.#waiting.push(chunk);
    this.#waitingBytes += chunk.length;
    if (this.#waitingBytes > MOST_WAITING)
      this.#fail(new Error(`the disk is too slow: ${this.#waitingBytes} octets wait`));
    else if (this.#waitingBytes >= BATCH) this.#flush();
    else this.#timer ??= setTimeout(() => this.#flush(), LONGEST_WAIT);
  }

  /**
   * Writes what waits and closes the file.
   * @throws HarnessError `output-failed` when this or an earlier write failed.
   */
  async close(): Promise<void> {
    this.#isClosed = true;
    this.#flush();
    await this.#written;
    await this.#file.close().catch((cause: Error) => this.#fail(cause));
    if (this.#failure !== undefined) throw this.#failure;
  }

  #flush(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    if (this.#isWriting) return;
    this.#isWriting = true;
    this.#written = this.#write();
  }

  async #write(): Promise<void> {
    try {
      while (this.#waiting.length > 0) {
        const batch = Buffer.concat(this.#waiting, this.#waitingBytes);
        this.#waiting = [];
        this.#leavingBytes = this.#waitingBytes;
        this.#waitingBytes = 0;
        await this.#file.appendFile(batch);
      }
    } catch (cause) {
      this.#fail(cause instanceof Error ? cause : new Error(String(cause)));
    } finally {
      this.#leavingBytes = 0;
      this.#isWriting = false;
    }
  }

  #fail(cause: Error): void {
    if (this.#failure !== undefined) return;
    clearTimeout(this.#timer);
    this.#waiting = [];
    this.#waitingBytes = 0;
    this.#failure = outputFailed(this.#path, cause);
    this.#onFailure(this.#failure);
  }
}

/** An error for people about a file or folder that cannot be written. */
export function outputFailed(path: string, cause: NodeJS.ErrnoException): HarnessError {
  const why = inWords[cause.code ?? ''] ?? cause.message;
  return new HarnessError('output-failed', `cannot write ${path}: ${why}`, { cause });
}

/** The usual causes, and what each means to people (errno(3)). */
const inWords: Readonly<Record<string, string>> = {
  ENOSPC: 'the disk is full',
  EDQUOT: 'the quota of the disk is used up',
  EROFS: 'the file system is read-only',
  EACCES: 'no permission',
  EPERM: 'no permission',
};
