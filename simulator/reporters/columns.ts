import { cutAt } from './visible';

/** Characters that take two columns of a terminal: East Asian wide forms and pictographs. */
const wide =
  /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6\u{1f300}-\u{1faff}\u{20000}-\u{3fffd}]/u;
const combining = /[\p{Mn}\p{Me}]/u;

/** How many columns of a terminal a character takes. */
function columnsOfCharacter(character: string): number {
  if (character < '\u0300') return 1;
  if (combining.test(character)) return 0;
  return wide.test(character) ? 2 : 1;
}

/** How many columns of a terminal visible text takes. */
export function columnsOf(text: string): number {
  let columns = 0;
  for (const character of text) columns += columnsOfCharacter(character);
  return columns;
}

/** As much of the text as fits, with an ellipsis where it was cut. */
export function fit(text: string, columns: number): string {
  if (columnsOf(text) <= columns) return text;
  return columns < 1 ? '' : `${headOf(text, columns - 1)}…`;
}

function headOf(text: string, columns: number): string {
  let end = 0;
  let used = 0;
  for (const character of text) {
    used += columnsOfCharacter(character);
    if (used > columns) break;
    end += character.length;
  }
  return text.slice(0, cutAt(text, end));
}

/** The text, followed by blanks up to the column. */
export function pad(text: string, columns: number): string {
  return text + ' '.repeat(Math.max(columns - columnsOf(text), 0));
}

/** Breaks text at blanks into lines of at most `columns`; a word that is longer is broken anywhere. */
export function wrap(text: string, columns: number): readonly string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(' ')) {
    const longer = line === '' ? word : `${line} ${word}`;
    if (columnsOf(longer) <= columns) {
      line = longer;
      continue;
    }
    if (line !== '') lines.push(line);
    line = breakWord(word, columns, lines);
  }
  return [...lines, line];
}

/** An escape or a wide character that is wider than the line. */
function firstOf(text: string): string {
  let end = 1;
  while (end < text.length && cutAt(text, end) < end) end += 1;
  return text.slice(0, end);
}

function breakWord(word: string, columns: number, lines: string[]): string {
  let rest = word;
  while (columnsOf(rest) > columns) {
    const head = headOf(rest, columns) || firstOf(rest);
    lines.push(head);
    rest = rest.slice(head.length);
  }
  return rest === '' ? (lines.pop() ?? '') : rest;
}
