import type { Span } from '../core/span';
import { columnsOf } from './columns';
import { isMarked, listMessage, type MessageLine } from './message-lines';
import type { Cell } from './visible';

/** A line of an excerpt: the text of a message line, and the carets that belong under it. */
export interface ExcerptLine {
  readonly number: number;
  readonly text: string;
  /** Blanks and carets; empty when nothing in the line is marked. */
  readonly carets: string;
}

/** The lines that prove a finding, and how many more are marked. */
export interface Excerpt {
  readonly lines: readonly ExcerptLine[];
  readonly moreLines: number;
}

const markedLinesShown = 4;
const octetsRead = 4_096;
const ellipsis: Cell = { text: '…', span: { start: 0, end: 0 }, escaped: false };

/** The marked lines of a message with the line before them, none wider than `columns`; the start line without a mark. */
export function excerptOf(bytes: Buffer, span: Span | undefined, columns: number): Excerpt {
  const { lines, mark } = listMessage(bytes, span, octetsRead);
  const first = Math.max(
    lines.findIndex((line) => line.isMarked),
    0,
  );
  const marked = lines.filter((line) => line.isMarked);
  const shown = marked.slice(0, markedLinesShown);
  const chosen = [...lines.slice(Math.max(first - 1, 0), first), ...(shown.length > 0 ? shown : lines.slice(0, 1))];
  return {
    lines: chosen.map((line) => excerptLine(line, mark, columns)),
    moreLines: marked.length - shown.length,
  };
}

function excerptLine(line: MessageLine, mark: Span | undefined, columns: number): ExcerptLine {
  const cells = cut(line.cells, mark, columns);
  const carets = cells.map((cell) => (isMarked(cell, mark) ? '^' : ' ').repeat(columnsOf(cell.text))).join('');
  return { number: line.number, text: cells.map((cell) => cell.text).join(''), carets: carets.trimEnd() };
}

/** The part of a long line around the first marked cell. */
function cut(cells: readonly Cell[], mark: Span | undefined, columns: number): readonly Cell[] {
  if (take(cells, columns).length === cells.length) return cells;
  const marked = cells.findIndex((cell) => isMarked(cell, mark));
  const start = marked < columns / 2 ? 0 : marked - Math.floor(columns / 4);
  const lead = start > 0 ? [ellipsis] : [];
  const fitting = take(cells.slice(start), columns - lead.length);
  if (start + fitting.length === cells.length) return [...lead, ...fitting];
  return [...lead, ...take(fitting, columns - lead.length - 1), ellipsis];
}

function take(cells: readonly Cell[], columns: number): readonly Cell[] {
  let used = 0;
  const end = cells.findIndex((cell) => {
    used += columnsOf(cell.text);
    return used > columns;
  });
  return end === -1 ? cells : cells.slice(0, end);
}
