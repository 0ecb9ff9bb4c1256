import type { Requirement } from '../requirements/requirement';
import { columnsOf, fit, pad } from './columns';
import { byHeading, verificationCounts } from './requirement-words';

/** Narrower terminals get lines of this many columns, so that something of the statement is left. */
const narrowest = 64;

/** The catalogue, or a part of it, as a table for a terminal: a line for each entry, under the headings of the documents. */
export function requirementsTable(entries: readonly Requirement[], columns: number): string {
  const width = Math.max(columns, narrowest);
  const groups = [...byHeading(entries)].map(([heading, rows]) =>
    [fit(`${heading} (${rows.length})`, width), ...tableRows(rows, width)].join('\n'),
  );
  return `${[...groups, verificationCounts(entries)].join('\n\n')}\n`;
}

/** Id, level, what a breach yields, how it is verified, statement; the columns as narrow as the group allows. */
function tableRows(entries: readonly Requirement[], width: number): readonly string[] {
  const cells = entries.map(({ id, level, onBreach, verification }) => [id, level, onBreach, verification.by]);
  const widths = [0, 1, 2, 3].map((index) => Math.max(...cells.map((row) => columnsOf(row[index] ?? ''))));
  return entries.map(({ statement }, index) => {
    const head = (cells[index] ?? []).map((cell, column) => pad(cell, widths[column] ?? 0)).join(' ');
    return `  ${head} ${fit(statement, width - columnsOf(head) - 3)}`;
  });
}
