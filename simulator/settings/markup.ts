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

/** A value of the XML declaration, with its place between the quotes. */
export type Declared = Span & { readonly value: string };

/** What the XML declaration says; the text must be well-formed. */
export function declared(text: string): { readonly version?: Declared; readonly encoding?: Declared } {
  const found = declaration.exec(text);
  if (found === null) return {};
  const [, version, encoding] = found;
  return { ...placed('version', version, found.indices?.[1]), ...placed('encoding', encoding, found.indices?.[2]) };
}

const declaration =
  /^\uFEFF?<\?xml[ \t\r\n]+version[ \t\r\n]*=[ \t\r\n]*("[^"]*"|'[^']*')(?:[ \t\r\n]+encoding[ \t\r\n]*=[ \t\r\n]*("[^"]*"|'[^']*'))?/d;

function placed<K extends string>(
  key: K,
  quoted: string | undefined,
  place: readonly [number, number] | undefined,
): Partial<Record<K, Declared>> {
  if (quoted === undefined || place === undefined) return {};
  const found: Declared = { value: quoted.slice(1, -1), start: place[0] + 1, end: place[1] - 1 };
  return { [key]: found } as Record<K, Declared>;
}
