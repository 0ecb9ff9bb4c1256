/** What is quoted of an answer, in characters. */
const LENGTH = 200;

/**
 * The beginning of foreign text in quotation marks, on one line: whatever could act on a terminal, or turn the text around, is
 * written as an escape.
 */
export function quoted(text: string): string {
  const characters = [...text.slice(0, 2 * LENGTH + 1)];
  const start = characters
    .slice(0, LENGTH)
    .join('')
    .replace(/[\p{C}\p{Zl}\p{Zp}"\\]/gu, escaped);
  return characters.length > LENGTH ? `"${start}…"` : `"${start}"`;
}

/** The same without quotation marks, for values of the IUT file in sentences. */
export function plain(text: string): string {
  return text.replace(/[\p{C}\p{Zl}\p{Zp}]/gu, escaped);
}

const short: Readonly<Record<string, string>> = { '\n': '\\n', '\r': '\\r', '\t': '\\t', '"': '\\"', '\\': '\\\\' };

function escaped(character: string): string {
  return short[character] ?? `\\u{${(character.codePointAt(0) ?? 0).toString(16)}}`;
}
