/** An element in document order, with the elements around it from the root inwards as `namespace name`. */
export interface XmlElement {
  readonly namespace: string;
  readonly name: string;
  /** Attributes by their name as written; namespace declarations are left out. */
  readonly attributes: ReadonlyMap<string, string>;
  readonly path: readonly string[];
}

interface Open {
  readonly tag: string;
  readonly label: string;
  readonly prefixes: ReadonlyMap<string, string>;
}

/** One construct of XML 1.0: comment, processing instruction, CDATA, end tag, start tag, or text. */
const construct =
  /<!--(?:(?!--)[\s\S])*-->|<\?[\s\S]*?\?>|<!\[CDATA\[[\s\S]*?\]\]>|<\/([^\s<>/]+)\s*>|<([^\s<>/!?]+)((?:\s+[^\s=<>/]+\s*=\s*(?:"[^"<]*"|'[^'<]*'))*)\s*(\/?)>|([^<]+)/y;
const attribute = /([^\s=]+)\s*=\s*(?:"([^"]*)"|'([^']*)')/g;
const maxDepth = 32;

/**
 * Reads the elements of a small XML document with namespaces. A document type declaration is refused, so there are no
 * entities but the five of XML.
 * @throws Error when the text is not well-formed.
 */
export function readXml(text: string): readonly XmlElement[] {
  const elements: XmlElement[] = [];
  const open: Open[] = [];
  const input = text.replace(/^\ufeff/, '');
  construct.lastIndex = 0;
  for (let at = 0; at < input.length; at = construct.lastIndex) {
    construct.lastIndex = at;
    const match = construct.exec(input);
    if (match === null) throw new Error(`not well-formed XML at character ${at}`);
    const [, endTag, startTag, attributes = '', empty, content] = match;
    if (content !== undefined) checkText(content, open.length === 0, at);
    if (endTag !== undefined && open.pop()?.tag !== endTag)
      throw new Error(`unexpected </${endTag}> at character ${at}`);
    if (startTag === undefined) continue;
    if (open.length === 0 && elements.length > 0) throw new Error('more than one root element');
    if (open.length === maxDepth) throw new Error(`more than ${maxDepth} levels of elements`);
    const { element, prefixes } = elementOf(startTag, attributes, open);
    elements.push(element);
    if (empty === '') open.push({ tag: startTag, label: `${element.namespace} ${element.name}`, prefixes });
  }
  const unclosed = open.at(-1);
  if (unclosed !== undefined) throw new Error(`</${unclosed.tag}> is missing`);
  if (elements.length === 0) throw new Error('no root element');
  return elements;
}

function checkText(content: string, outside: boolean, at: number): void {
  if (outside && content.trim() !== '') throw new Error(`text outside the root element at character ${at}`);
  decode(content);
}

function elementOf(tag: string, source: string, open: readonly Open[]) {
  const prefixes = new Map(open.at(-1)?.prefixes ?? [['xml', 'http://www.w3.org/XML/1998/namespace']]);
  const attributes = new Map<string, string>();
  for (const [, name = '', double, single] of source.matchAll(attribute)) {
    const value = decode(double ?? single ?? '');
    if (attributes.has(name)) throw new Error(`attribute ${name} twice in <${tag}>`);
    attributes.set(name, value);
    if (name === 'xmlns') prefixes.set('', value);
    else if (name.startsWith('xmlns:')) prefixes.set(name.slice(6), value);
  }
  for (const name of [...attributes.keys()]) if (/^xmlns(:|$)/.test(name)) attributes.delete(name);
  const colon = tag.indexOf(':');
  const namespace = prefixes.get(colon === -1 ? '' : tag.slice(0, colon));
  if (namespace === undefined && colon !== -1) throw new Error(`the prefix of <${tag}> is not declared`);
  const path = open.map(({ label }) => label);
  return { element: { namespace: namespace ?? '', name: tag.slice(colon + 1), attributes, path }, prefixes };
}

const named: Readonly<Record<string, string>> = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'" };

function decode(text: string): string {
  return text.replace(/&([^;&\s]*);?/g, (whole, name: string) => {
    const code = /^#(?:x([0-9A-Fa-f]+)|(\d+))$/.exec(name);
    const point =
      code === null ? Number.NaN : Number.parseInt(code[1] ?? code[2] ?? '', code[1] === undefined ? 10 : 16);
    const character = named[name] ?? (point <= 0x10ffff ? String.fromCodePoint(point) : undefined);
    if (character === undefined || !whole.endsWith(';')) throw new Error(`unknown entity reference ${whole}`);
    return character;
  });
}
