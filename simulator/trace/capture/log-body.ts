import type { LineEnd, LogLine } from './log-lines';

/** What the line ends of a log may stand for. */
export type Reading = 'as-is' | 'crlf' | 'lf';

/** Where a body ends: behind so many characters of a line, or behind its line end, too. */
interface Fit {
  readonly reading: Reading;
  readonly line: number;
  readonly characters: number;
  readonly withEnd: boolean;
}

/** A length that the body may have, counted in one reading. */
interface Candidate {
  readonly length: number;
  readonly reading: Reading;
  total: number;
  fit: Fit | undefined;
  isOver: boolean;
}

/** More lines than this are no body with a wrong length, but something else. */
const MAX_SURPLUS_LINES = 1000;

/** The body of a message, with what could not be made out. */
export interface FoundBody {
  readonly text: string;
  /** How many of the collected lines were used. */
  readonly used: number;
  /** No length fits: octets are missing, or the log has changed them. */
  readonly isDoubtful: boolean;
}

/**
 * Finds the end of a body in the lines of a log. Content-Length counts octets, and a log may have left CR out or put it in: each
 * reading of the line ends is tried, and the one in which a line ends where the body has to end is the right one.
 */
export class LogBody {
  readonly #lines: LogLine[] = [];
  readonly #candidates: readonly Candidate[];

  /** @param lengths what is said of the length of the body, the most certain first */
  constructor(lengths: readonly number[], readings: readonly Reading[]) {
    this.#candidates = lengths.flatMap((length) =>
      readings.map((reading) => ({ length, reading, total: 0, fit: undefined, isOver: length === 0 })),
    );
  }

  /** Whether more lines can change anything. Where a log shows the octets, those beyond Content-Length are shown, too. */
  isFull(isExact: boolean): boolean {
    if (this.#candidates.length === 0 || this.#candidates.some(({ isOver }) => !isOver)) return false;
    return !isExact || this.#lines.length > MAX_SURPLUS_LINES || this.#candidates.some(({ fit }) => fit !== undefined);
  }

  /** Whether a reading is complete, so that the next line may be something else. */
  get mayEnd(): boolean {
    return this.#candidates.length === 0 || this.#candidates.some(({ isOver }) => isOver);
  }

  /** How many characters of the next line a length leaves to the body. */
  offsets(): readonly number[] {
    return this.#candidates.filter(({ isOver }) => !isOver).map(({ length, total }) => length - total);
  }

  add(line: LogLine): void {
    const index = this.#lines.push(line) - 1;
    for (const candidate of this.#candidates) if (!candidate.isOver) measure(candidate, line, index);
  }

  /** The body, as far as it can be told from the lines that came. */
  found(isExact: boolean): FoundBody {
    const fit = this.#bestFit();
    if (fit !== undefined) return { text: this.#text(fit), used: fit.line + 1, isDoubtful: false };
    const lines = isExact ? this.#withoutLogLines() : this.#lines.slice(0, this.#crossing() + 1);
    const last = lines.length - 1;
    const text = lines.map(({ text: row, end }, index) => row + (index === last ? lastEnd(end) : end)).join('');
    return { text, used: lines.length, isDoubtful: !isExact };
  }

  /** The first length that fits; of two readings the one that takes in more text, else that which leaves blank lines to the log. */
  #bestFit(): Fit | undefined {
    for (const { length } of this.#candidates) {
      const fits = this.#candidates.flatMap(({ length: other, fit }) => (other === length && fit ? [fit] : []));
      const [shortest, ...others] = fits.sort((a, b) => a.line - b.line);
      if (shortest === undefined) continue;
      const longer = others.find(({ line }) =>
        this.#lines.slice(shortest.line + 1, line + 1).some(({ text }) => text !== ''),
      );
      return longer ?? shortest;
    }
    return undefined;
  }

  #text({ reading, line, characters, withEnd }: Fit): string {
    const before = this.#lines.slice(0, line).map(({ text, end }) => text + endAs(reading, end));
    const { text, end } = this.#lines[line] as LogLine;
    return before.join('') + text.slice(0, characters) + (withEnd ? endAs(reading, end) : '');
  }

  /** The line in which the octets of the length are used up, or the last one. */
  #crossing(): number {
    const length = this.#candidates[0]?.length ?? Number.POSITIVE_INFINITY;
    let total = 0;
    for (const [index, { text, end }] of this.#lines.entries()) {
      total += text.length + end.length;
      if (total >= length) return index;
    }
    return this.#lines.length - 1;
  }

  /** A body without the blank lines behind it that are the log's. */
  #withoutLogLines(): readonly LogLine[] {
    let end = this.#lines.length;
    while (end > 0 && this.#lines[end - 1]?.text === '' && this.#lines[end - 1]?.end !== '\r\n') end -= 1;
    return this.#lines.slice(0, end);
  }
}

function measure(candidate: Candidate, { text, end }: LogLine, line: number): void {
  const { length, reading } = candidate;
  const textEnd = candidate.total + text.length;
  const lineEnd = textEnd + endAs(reading, end).length;
  // An escape sequence that ends the colour of a terminal stands behind the last octet.
  const characters = text.endsWith('m') ? text.replace(/\u001b\[[\d;]*m$/, '').length : text.length;
  if (length === candidate.total + characters) candidate.fit = { reading, line, characters, withEnd: false };
  else if (length === lineEnd) candidate.fit = { reading, line, characters: text.length, withEnd: true };
  candidate.isOver = length <= lineEnd;
  candidate.total = lineEnd;
}

function endAs(reading: Reading, end: LineEnd): LineEnd {
  if (end === '' || reading === 'as-is') return end;
  return reading === 'crlf' ? '\r\n' : '\n';
}

/** A log puts an LF of its own behind the message. */
function lastEnd(end: LineEnd): LineEnd {
  return end === '\n' ? '' : end;
}
