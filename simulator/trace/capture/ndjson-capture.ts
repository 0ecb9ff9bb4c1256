import type { TraceContext } from '../ndjson';
import { decodeEvent, decodeHeader } from '../ndjson-decode';
import type { Captured, CaptureReader } from './captured';
import { Counts } from './counts';
import { type LogLine, LogLines } from './log-lines';

/** Whether a file begins as the trace of a run does, or as a part of one without its header. */
export function isNdjson(head: Buffer): boolean {
  const text = head.toString('latin1', 0, 4096).trimStart();
  return /^\{"(?:imconf":"trace"|frame":\d|kind":")/.test(text);
}

/** Different problems that are told. */
const MAX_REASONS = 10;

/** Reads the `trace.ndjson` of an earlier run: its events with their directions and frames, as they were recorded. */
export class NdjsonCapture implements CaptureReader {
  readonly counts = new Counts();
  readonly #lines = new LogLines();
  #context: TraceContext | undefined;
  #rows = 0;

  /** What the header says of the run: IM Address, ICS, rules; `undefined` until it was read, and without one. */
  get context(): TraceContext | undefined {
    return this.#context;
  }

  push(chunk: Buffer): readonly Captured[] {
    return this.#read(this.#lines.push(chunk));
  }

  end(): readonly Captured[] {
    return this.#read(this.#lines.end());
  }

  #read(lines: readonly LogLine[]): readonly Captured[] {
    const found: Captured[] = [];
    for (const { text } of lines) {
      if (text.trim() === '') continue;
      this.#rows += 1;
      // Lines come as one character for each octet; a trace is UTF-8.
      const captured = this.#row(Buffer.from(text, 'latin1').toString('utf8'));
      if (captured !== undefined) found.push(captured);
    }
    return found;
  }

  #row(line: string): Captured | undefined {
    if (this.#rows === 1) {
      const header = decodeHeader(line);
      if ('context' in header) {
        this.#context = header.context;
        return undefined;
      }
      if (line.startsWith('{"imconf"')) {
        this.#refuse(header.problem);
        return undefined;
      }
    }
    const event = decodeEvent(line);
    if ('problem' in event) {
      this.#refuse(event.problem);
      return undefined;
    }
    this.counts.packets += 1;
    if (event.kind === 'message') this.counts.messages += 1;
    return { kind: 'trace-event', captureFrame: this.#rows, event };
  }

  /** A problem quotes the row, so that there may be as many of them as there are rows. */
  #refuse(problem: string): void {
    const isNew = Object.keys(this.counts.unreadable).length < MAX_REASONS;
    this.counts.refuse({
      reason: isNew || problem in this.counts.unreadable ? problem : 'other rows that cannot be read',
    });
  }
}
