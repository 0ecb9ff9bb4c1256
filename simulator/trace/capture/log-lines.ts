/** How a line of a log ends; nothing where the file, or an over-long line, ends. */
export type LineEnd = '\r\n' | '\n' | '';

/** One line of a text log: one character for each octet (ISO 8859-1), so that nothing is lost. A bare CR stays in the text. */
export interface LogLine {
  readonly text: string;
  readonly end: LineEnd;
}

/** Longer than the largest body that is read: such a line is given out in pieces, which no message survives. */
const MAX_LINE = 2_097_152;

/** Cuts octets into lines, wherever they are split into chunks. */
export class LogLines {
  readonly #isTextMode: boolean;
  #pending = '';

  /**
   * @param isTextMode a program wrote the log with line ends in the way of Windows: LF came out as CR LF, CR LF as CR CR LF; that
   *   is undone.
   */
  constructor(isTextMode = false) {
    this.#isTextMode = isTextMode;
  }

  push(chunk: Buffer): readonly LogLine[] {
    const text = chunk.toString('latin1');
    const lines: LogLine[] = [];
    let start = 0;
    for (let end = text.indexOf('\n'); end >= 0; end = text.indexOf('\n', start)) {
      const piece = text.slice(start, end);
      lines.push(this.#line(this.#pending === '' ? piece : this.#pending + piece));
      this.#pending = '';
      start = end + 1;
    }
    if (start < text.length) this.#pending += start === 0 ? text : text.slice(start);
    if (this.#pending.length > MAX_LINE) lines.push(...this.end());
    return lines;
  }

  /** The file has ended: the last line, if it has no line end. */
  end(): readonly LogLine[] {
    const text = this.#pending;
    this.#pending = '';
    return text === '' ? [] : [{ text, end: '' }];
  }

  #line(text: string): LogLine {
    const hasCr = text.endsWith('\r');
    const line: LogLine = hasCr ? { text: text.slice(0, -1), end: '\r\n' } : { text, end: '\n' };
    if (!this.#isTextMode || !hasCr) return line;
    return line.text.endsWith('\r') ? { text: line.text.slice(0, -1), end: '\r\n' } : { text: line.text, end: '\n' };
  }
}
