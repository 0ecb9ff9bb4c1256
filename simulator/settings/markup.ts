import type { Span } from '../core/span';

/** Comments, CDATA sections and processing instructions: what no tag, text or reference is in. */
const section = /<!--[\s\S]*?-->|<!\[CDATA\[[\s\S]*?\]\]>|<\?[\s\S]*?\?>/g;

/** The text with its sections blanked, so that every index stays. */
export function withoutSections(text: string): string {
  return text.replace(section, (found) => ' '.repeat(found.length));
}

/**
 * `<?name?data?>`, which the parser lets pass: XML 1.0 production 16 wants white space behind the name. The text must be
 * well-formed otherwise; the span counts its characters.
 */
export function badInstruction(text: string): Span | undefined {
  const behindDeclaration = /^\uFEFF?<\?xml[ \t\r\n]/.test(text) ? 5 : 0;
  if (!text.includes('<?', behindDeclaration)) return undefined;
  for (const { 0: found, index } of text.matchAll(section)) {
    if (!found.startsWith('<?') || /^<\?[^ \t\r\n?]+(?:[ \t\r\n]|\?>$)/.test(found)) continue;
    return { start: index, end: index + found.length };
  }
  return undefined;
}

/** Where the value of an attribute stands between its quotes, in a start tag that starts at `offset` and is well-formed. */
export function attributePlace(tag: string, wanted: string, offset: number): Span {
  const attribute = /([^ \t\r\n=]+)[ \t\r\n]*=[ \t\r\n]*("[^"]*"|'[^']*')/g;
  for (let found = attribute.exec(tag); found !== null; found = attribute.exec(tag)) {
    const [, name, quoted] = found;
    if (name !== wanted || quoted === undefined) continue;
    const end = offset + attribute.lastIndex - 1;
    return { start: end - quoted.length + 2, end };
  }
  return { start: offset, end: offset + tag.length };
}

/** The version that the XML declaration names, with its place between the quotes; the text must be well-formed. */
export function declaredVersion(text: string): (Span & { readonly value: string }) | undefined {
  const found = /^\uFEFF?<\?xml[ \t\r\n]+version[ \t\r\n]*=[ \t\r\n]*(?:"([^"]*)"|'([^']*)')/.exec(text);
  const value = found?.[1] ?? found?.[2];
  if (found === null || value === undefined) return undefined;
  const end = found[0].length - 1;
  return { value, start: end - value.length, end };
}
