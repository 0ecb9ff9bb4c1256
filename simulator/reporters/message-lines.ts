import type { Span } from '../core/span';
import { type Cell, cellsOf } from './visible';

/** One line of a message as people see it. */
export interface MessageLine {
  /** From 1, the start line. */
  readonly number: number;
  readonly cells: readonly Cell[];
  readonly isMarked: boolean;
}

/** A message, or the part of it around what is marked. */
export interface Listing {
  readonly lines: readonly MessageLine[];
  /** Octets that are not shown, before and behind the lines. */
  readonly before: number;
  readonly after: number;
  /** What is marked: never empty; `undefined` when nothing is, or when it would be the whole message. */
  readonly mark: Span | undefined;
}

const LF = 0x0a;
const CR = 0x0d;
const contextOctets = 2048;

/** Whether a cell belongs to what is marked. */
export function isMarked(cell: Cell, mark: Span | undefined): boolean {
  return mark !== undefined && cell.span.start < mark.end && cell.span.end > mark.start;
}

/**
 * The lines of a message, at most `limit` octets of it around `span`. The usual line ends are not shown; a bare LF or CR
 * among the header fields is, and so is a line end that is itself marked.
 */
export function listMessage(bytes: Buffer, span?: Span, limit = Number.POSITIVE_INFINITY): Listing {
  const mark = markOf(bytes, span);
  const window = windowAround(bytes, mark?.start ?? 0, limit);
  const lines: MessageLine[] = [];
  let number = 1;
  let inBody = false;
  for (let start = 0; start < window.end; number += 1) {
    const line = lineAt(bytes, start);
    if (line.next > window.start) lines.push(readLine(bytes, { ...line, inBody }, window, mark, number));
    if (line.end === line.start) inBody = true;
    start = line.next;
  }
  return { lines, before: window.start, after: bytes.length - window.end, mark };
}

/** An empty span is a place: its octet is marked. A span over the whole message points at nothing in particular. */
function markOf(bytes: Buffer, span: Span | undefined): Span | undefined {
  if (span === undefined || bytes.length === 0) return undefined;
  const start = Math.min(Math.max(span.start, 0), bytes.length - 1);
  const end = Math.min(Math.max(span.end, start + 1), bytes.length);
  return start === 0 && end === bytes.length ? undefined : { start, end };
}

function windowAround(bytes: Buffer, place: number, limit: number): Span {
  if (bytes.length <= limit) return { start: 0, end: bytes.length };
  const wanted = Math.min(Math.max(place - Math.min(contextOctets, limit / 2), 0), bytes.length - limit);
  const start = characterStart(bytes, Math.floor(wanted));
  return { start, end: characterStart(bytes, start + limit) };
}

/** The next octet that does not continue a UTF-8 sequence, so that no character is cut. */
function characterStart(bytes: Buffer, place: number): number {
  let at = place;
  while (at < place + 3 && ((bytes[at] ?? 0) & 0xc0) === 0x80) at += 1;
  return Math.min(at, bytes.length);
}

interface Row {
  readonly start: number;
  /** Where the line end starts. */
  readonly end: number;
  readonly next: number;
}

function lineAt(bytes: Buffer, start: number): Row {
  const feed = bytes.indexOf(LF, start);
  if (feed === -1) return { start, end: bytes.length, next: bytes.length };
  const end = feed > start && bytes[feed - 1] === CR ? feed - 1 : feed;
  return { start, end, next: feed + 1 };
}

function readLine(
  bytes: Buffer,
  row: Row & { readonly inBody: boolean },
  window: Span,
  mark: Span | undefined,
  number: number,
): MessageLine {
  const isBare = !row.inBody && row.next === row.end + 1 && bytes[row.end] === LF;
  const endIsMarked = mark !== undefined && mark.start >= row.end && mark.start < row.next;
  const end = isBare || endIsMarked ? row.next : row.end;
  const shown = { start: Math.max(row.start, window.start), end: Math.min(end, window.end) };
  const cells = cellsOf(bytes, shown);
  return { number, cells, isMarked: cells.some((cell) => isMarked(cell, mark)) };
}
