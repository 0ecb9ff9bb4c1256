import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { packageRoot } from './package';

/** The client made of the stock classes of SIP.js. */
export const sipJs = join(packageRoot, 'examples/sip.js');
export const sipJsIut = join(sipJs, 'iut.yaml');

/** A row of findings.md: the requirement, the outcome, and the situation, which is empty in the ordinary scenarios. */
export type FindingRow = readonly [id: string, outcome: string, situation: string];

/** The rows of a table of findings.md, which says of each finding why it is right. */
export function explainedIn(heading: string): readonly FindingRow[] {
  const text = readFileSync(join(sipJs, 'findings.md'), 'utf8');
  const [, section = ''] = text.split(`## ${heading}\n`);
  const [table = ''] = section.split('\n## ');
  const rows = table.split('\n').filter((line) => line.startsWith('| ') && !/^\| (?:id |-)/.test(line));
  return rows.map((row) => {
    const [id = '', outcome = '', situation = ''] = row
      .split('|')
      .slice(1)
      .map((cell) => cell.trim());
    return [id, outcome, situation];
  });
}

/** Each row once, as a line, in order. */
export function asLines(rows: readonly FindingRow[]): readonly string[] {
  return [...new Set(rows.map(([id, outcome, situation]) => `${id} ${outcome} ${situation}`.trim()))].sort();
}
