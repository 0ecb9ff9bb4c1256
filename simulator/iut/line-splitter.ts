/** The longest line that is kept, in octets. */
const MAX_LINE = 8 * 1024;

/** A line of a process's output, without its end. */
export interface Line {
  readonly text: string;
  /** Whether it was too long and lost its end. */
  readonly isCut: boolean;
}

/** Cuts octets into lines (LF or CR LF) and holds at most one line of 8 KiB, however long the line is. */
export class LineSplitter {
  readonly #onLine: (line: Line) => void;
  readonly #kept = Buffer.alloc(MAX_LINE);
  #length = 0;
  #isCut = false;
  #hasBegun = false;

  constructor(onLine: (line: Line) => void) {
    this.#onLine = onLine;
  }

  push(chunk: Buffer): void {
    let start = 0;
    for (let end = chunk.indexOf(10); end >= 0; end = chunk.indexOf(10, start)) {
      this.#keep(chunk.subarray(start, end));
      this.#emit();
      start = end + 1;
    }
    if (start < chunk.length) this.#keep(chunk.subarray(start));
  }

  /** The output is over; a last line may lack its end. */
  end(): void {
    if (this.#hasBegun) this.#emit();
  }

  #keep(piece: Buffer): void {
    const copied = piece.copy(this.#kept, this.#length);
    this.#length += copied;
    this.#isCut ||= copied < piece.length;
    this.#hasBegun = true;
  }

  #emit(): void {
    const text = this.#kept.toString('utf8', 0, this.#length);
    const line = { text: text.endsWith('\r') ? text.slice(0, -1) : text, isCut: this.#isCut };
    this.#length = 0;
    this.#isCut = false;
    this.#hasBegun = false;
    this.#onLine(line);
  }
}
