/** Attributes of an element; what is `undefined` is left out. */
export type XmlAttributes = Readonly<Record<string, string | number | undefined>>;

/** Text that is markup already: only `element` makes it. */
export interface Markup {
  readonly markup: string;
}

/** Characters that XML 1.0 does not allow at all (production Char), lone surrogates included. */
const illegal = /[^\t\n\r\u{20}-\u{d7ff}\u{e000}-\u{fffd}\u{10000}-\u{10ffff}]/gu;

/** An element on lines of its own; strings among the children are text and get escaped. */
export function element(name: string, attributes: XmlAttributes, children: readonly (Markup | string)[] = []): Markup {
  const written = Object.entries(attributes).map(([key, value]) =>
    value === undefined ? '' : ` ${key}="${escapeAttribute(String(value))}"`,
  );
  const start = `<${name}${written.join('')}`;
  if (children.length === 0) return { markup: `${start}/>` };
  const isText = children.some((child) => typeof child === 'string');
  const inside = children.map((child) => (typeof child === 'string' ? escapeText(child) : child.markup));
  const content = isText ? inside.join('') : `\n${indent(inside.join('\n'))}\n`;
  return { markup: `${start}>${content}</${name}>` };
}

/** A whole document in UTF-8. */
export function xmlDocument(root: Markup): string {
  return `<?xml version="1.0" encoding="UTF-8"?>\n${root.markup}\n`;
}

/** `>` as well, because `]]>` is not allowed in text (XML 1.0 §2.4). */
function escapeText(text: string): string {
  return text
    .replace(illegal, '')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('\r', '&#13;');
}

/** Line ends and tabs as references, or the reader would take them for blanks (XML 1.0 §3.3.3). */
function escapeAttribute(text: string): string {
  return escapeText(text).replaceAll('"', '&quot;').replaceAll('\n', '&#10;').replaceAll('\t', '&#9;');
}

/** Only lines that start an element are moved, so that text keeps its lines as they are. */
function indent(markup: string): string {
  return markup.replace(/^(?= *<)/gm, '  ');
}
