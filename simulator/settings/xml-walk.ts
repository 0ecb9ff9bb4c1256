import { SaxesParser, type SaxesTagNS } from 'saxes';
import type { XmlProblem } from './document';
import { explain } from './malformed';
import { attributePlace, badInstruction } from './markup';
import type { XmlText } from './octets';

/** Bounds on what a client may send as a document. */
export interface XmlLimits {
  /** Octets of the document. */
  readonly bytes: number;
  /** Elements within each other. */
  readonly depth: number;
  /** Attributes of one element, namespace declarations included. */
  readonly attributes: number;
  /** Characters of one start tag. */
  readonly tag: number;
}

/** A start tag; `start` and `end` are indices of the text. */
export interface StartTag {
  readonly ns: string;
  readonly name: string;
  /** 1 is the root. */
  readonly depth: number;
  readonly start: number;
  readonly end: number;
  /** An attribute in no namespace, with the place between its quotes. */
  attribute(name: string): { readonly value: string; readonly start: number; readonly end: number } | undefined;
  /** The first attribute besides one, as written; no namespace declaration, and none of XML Schema's own. */
  attributeBeside(name: string): string | undefined;
}

/** What is told of a document, in its order. */
export interface XmlVisitor {
  opened(tag: StartTag): void;
  /** The end of an element; `start` is where its end tag starts, or the end of an empty-element tag. */
  closed(depth: number, start: number): void;
  /** Character data and CDATA sections; leave it out to save their cost. */
  text?(characters: string): void;
}

/** Leaves the parser with a problem. */
class Refusal extends Error {
  readonly problem: XmlProblem;

  constructor(problem: XmlProblem) {
    super(problem.message);
    this.problem = problem;
  }
}

/**
 * Walks through a document with saxes, which is strict, and with the guards that it lacks: an end at the first error and at a
 * DOCTYPE, bounds, the declared encoding, and places that are right. Returns the problem, if there is one.
 */
export function walkXml(document: XmlText, limits: XmlLimits, visitor: XmlVisitor): XmlProblem | undefined {
  try {
    new Walk(document, limits, visitor).run();
    return undefined;
  } catch (error) {
    if (error instanceof Refusal) return error.problem;
    throw error;
  }
}

// The version is forced because XML 1.0 §2.8 (fifth edition) has documents of any version 1.x read by the rules of 1.0.
const parserOptions = { xmlns: true, position: false, defaultXMLVersion: '1.0', forceXMLVersion: true } as const;

class Walk {
  readonly #document: XmlText;
  readonly #limits: XmlLimits;
  readonly #visitor: XmlVisitor;
  readonly #parser = new SaxesParser<typeof parserOptions>(parserOptions);
  /** Starts of the open start tags, outermost first; their number is the depth. */
  readonly #open: number[] = [];
  /** Behind the last tag. */
  #mark = 0;
  #closed = '';

  constructor(document: XmlText, limits: XmlLimits, visitor: XmlVisitor) {
    this.#document = document;
    this.#limits = limits;
    this.#visitor = visitor;
    const parser = this.#parser;
    // Seven handlers and more make the parser four times slower: V8 then turns the object into a dictionary.
    parser.on('error', (error) => this.#malformed(error.message));
    parser.on('doctype', () => this.#doctype());
    parser.on('opentag', (tag) => this.#startTag(tag));
    parser.on('closetag', (tag) => this.#endTag(tag));
    if (visitor.text === undefined) return;
    parser.on('text', (characters) => visitor.text?.(characters));
    parser.on('cdata', (characters) => visitor.text?.(characters));
  }

  run(): void {
    const { text } = this.#document;
    this.#parser.write(text).close();
    const instruction = badInstruction(text);
    if (instruction === undefined) return;
    this.#refuse(
      'well-formed',
      'no white space behind the name of the instruction',
      instruction.start,
      instruction.end,
    );
  }

  #doctype(): void {
    const { position } = this.#parser;
    // Not one that comes later.
    const start = this.#document.text.lastIndexOf('<!DOCTYPE', position - 1);
    this.#refuse('dtd', 'a document type declaration is not accepted', start, position);
  }

  #startTag(tag: SaxesTagNS): void {
    const { text } = this.#document;
    const end = this.#parser.position;
    // No attribute value holds a "<".
    const start = text.lastIndexOf('<', end - 1);
    this.#open.push(start);
    this.#mark = end;
    if (this.#open.length === 1) this.#checkEncoding(this.#parser.xmlDecl.encoding);
    this.#checkLimits(tag, start, end);
    if (hasBadName(tag)) this.#refuse('well-formed', 'a name that may not start so behind its prefix', start, end);
    const ns = exactNamespace(tag);
    const attribute = (name: string) => {
      const value = tag.attributes[name]?.value;
      return value === undefined ? undefined : { value, ...attributePlace(text.slice(start, end), name, start) };
    };
    const attributeBeside = (name: string) => otherAttribute(tag, name);
    this.#visitor.opened({ ns, name: tag.local, depth: this.#open.length, start, end, attribute, attributeBeside });
  }

  #checkLimits(tag: SaxesTagNS, start: number, end: number): void {
    const { depth, attributes, tag: longest } = this.#limits;
    if (this.#open.length > depth) this.#refuse('depth', `elements are nested more than ${depth} deep`, start, end);
    if (end - start > longest) this.#refuse('size', `a start tag has more than ${longest} characters`, start, end);
    // An attribute has at least five characters ( a=""), so most tags need no count.
    if (end - start > attributes * 5 && Object.keys(tag.attributes).length > attributes) {
      this.#refuse('attributes', `an element has more than ${attributes} attributes`, start, end);
    }
  }

  /** RFC 4354 §6 wants UTF-8, of which US-ASCII is a part; names of encodings have no case (XML 1.0 §4.3.3). */
  #checkEncoding(encoding: string | undefined): void {
    if (encoding === undefined) return;
    const name = encoding.toLowerCase();
    if (name === 'utf-8' || (name === 'us-ascii' && this.#document.ascii)) return;
    const { text } = this.#document;
    const end = text.indexOf('?>') + 2;
    this.#refuse(
      'encoding',
      `the document declares the encoding "${encoding}"; UTF-8 is required`,
      text.indexOf('<'),
      end,
    );
  }

  #endTag(tag: SaxesTagNS): void {
    const { position } = this.#parser;
    this.#closed = tag.name;
    const start = tag.isSelfClosing ? position : this.#document.text.lastIndexOf('<', position - 1);
    this.#visitor.closed(this.#open.length, start);
    this.#open.pop();
    this.#mark = position;
  }

  #malformed(complaint: string): never {
    const place = { text: this.#document.text, mark: this.#mark, position: this.#parser.position };
    const { message, start, end } = explain(complaint, { ...place, open: this.#open, closed: this.#closed });
    this.#refuse('well-formed', message, start, end);
  }

  #refuse(rule: XmlProblem['rule'], message: string, start: number, end: number): never {
    throw new Refusal({ rule, message, span: this.#document.spanOf(start, end) });
  }
}

/** The namespace of `xsi:schemaLocation` and its like, which stand everywhere (XML Schema part 1, §2.6). */
const XSI = 'http://www.w3.org/2001/XMLSchema-instance';

function otherAttribute({ attributes }: SaxesTagNS, name: string): string | undefined {
  for (const key in attributes) {
    const attribute = attributes[key];
    if (key === name || key === 'xmlns' || attribute?.prefix === 'xmlns' || attribute?.uri === XSI) continue;
    return key;
  }
  return undefined;
}

/** `p:1`: the part behind the colon has to be a name by itself (Namespaces in XML 1.0 §4), which saxes does not look at. */
function hasBadName({ prefix, local, attributes }: SaxesTagNS): boolean {
  if (prefix !== '' && startsNoName.test(local)) return true;
  for (const key in attributes) {
    const attribute = attributes[key];
    if (attribute !== undefined && attribute.prefix !== '' && startsNoName.test(attribute.local)) return true;
  }
  return false;
}

/** The characters that go on with a name but do not start one (XML 1.0 productions 4 and 4a). */
const startsNoName = /^(?:[-.0-9\u00B7\u203F\u2040]|[\u0300-\u036F])/;

/**
 * saxes trims the names of namespaces that a tag declares, but a name is what is written (Namespaces in XML 1.0 §2.3: compared
 * character for character). Restores them for the elements within, and returns the namespace of the tag itself.
 */
function exactNamespace(tag: SaxesTagNS): string {
  const { attributes } = tag;
  let isTrimmed = false;
  for (const key in attributes) {
    const { prefix, local, value } = attributes[key] as SaxesTagNS['attributes'][string];
    const declared = prefix === 'xmlns' ? local : key === 'xmlns' ? '' : undefined;
    if (declared === undefined || tag.ns[declared] === value) continue;
    tag.ns[declared] = value;
    isTrimmed = true;
  }
  return isTrimmed ? (tag.ns[tag.prefix] ?? tag.uri) : tag.uri;
}
