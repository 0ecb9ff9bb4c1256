import { visible } from './visible';

/**
 * Text of others that no Markdown or HTML reader takes for markup, link or mention: what could become a delimiter is
 * written as a reference, which never acts as one (CommonMark §2.5). For table cells as well: no pipe, no line end.
 */
export function markdownText(text: string): string {
  return visible(text).replace(/[^\p{L}\p{N}\p{M} ,;/='".()%?:-]|:(?! |$)|(?<=www)\./giu, reference);
}

function reference(character: string): string {
  return `&#${character.codePointAt(0)};`;
}

/** Text of our own catalogue, which has no reason to look like markup. */
export function markdownProse(text: string): string {
  return text.replace(/[\\`*_<>|[\]&#]/g, '\\$&');
}

/** A value in a fixed-width face. */
export function markdownCode(text: string): string {
  return `<code>${markdownText(text)}</code>`;
}

/** A block shown as it is; its fence is longer than any run of backticks in it. */
export function markdownBlock(lines: readonly string[]): string {
  const runs = lines.join('\n').match(/`+/g) ?? [];
  const fence = '`'.repeat(Math.max(3, ...runs.map((run) => run.length + 1)));
  return [`${fence}text`, ...lines, fence].join('\n');
}

/** A table row; the cells are Markdown already. */
export function markdownRow(cells: readonly string[]): string {
  return `| ${cells.join(' | ')} |`;
}
