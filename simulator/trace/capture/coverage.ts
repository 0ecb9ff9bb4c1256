import type { Span } from '../../core/span';

/** More pieces apart from each other than fragments of one datagram can be, if nobody plays tricks. */
const MAX_PIECES = 256;

/** Which octets of something have come, where they come in pieces that may repeat and overlap. */
export class Coverage {
  /** Apart from each other, in order. */
  #pieces: Span[] = [];

  /** How many octets are there from the first on without a gap. */
  get reach(): number {
    const [first] = this.#pieces;
    return first?.start === 0 ? first.end : 0;
  }

  /** Marks octets as there and returns the parts of them that are new. */
  add(start: number, end: number): readonly Span[] {
    if (start >= end || this.#pieces.length >= MAX_PIECES) return [];
    const free: Span[] = [];
    const apart: Span[] = [];
    let whole = { start, end };
    let from = start;
    for (const piece of this.#pieces) {
      if (piece.end < start || piece.start > end) {
        apart.push(piece);
        continue;
      }
      if (piece.start > from) free.push({ start: from, end: piece.start });
      from = piece.end;
      whole = { start: Math.min(whole.start, piece.start), end: Math.max(whole.end, piece.end) };
    }
    if (from < end) free.push({ start: from, end });
    this.#pieces = [...apart, whole].sort((a, b) => a.start - b.start);
    return free;
  }
}
