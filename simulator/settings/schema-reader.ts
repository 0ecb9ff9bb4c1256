import type { Span } from '../core/span';
import type { XmlText } from './octets';
import { type Group, groups, ISB, POC, ROOT, type SchemaReading } from './schema';
import type { StartTag } from './xml-walk';
import { toBoolean } from './xs-boolean';

/** Depths of the elements that the schema of RFC 4354 §6.1 knows. */
const ROOT_DEPTH = 1;
const ENTITY_DEPTH = 2;
const GROUP_DEPTH = 3;
const CHILD_DEPTH = 4;

/** Longest name in a message. */
const NAME = 60;

type Writable<T> = { -readonly [K in keyof T]: T[K] };

interface OpenGroup {
  readonly of: Group;
  readonly tag: StartTag;
  /** Elements within it, and those among them that it is there for. */
  children: number;
  known: number;
}

/** The first child of a group. */
interface OpenChild {
  readonly of: Group;
  readonly tag: StartTag;
  text: string;
}

/**
 * Validates a document while it is read, against the schema of RFC 4354 §6.1: known elements in their order, elements of other
 * namespaces behind them, anything behind the first child of a group, any attributes on root, entity and groups.
 */
export class SchemaReader {
  readonly #xml: XmlText;
  readonly #reading: Writable<SchemaReading> & { readonly notBoolean: Span[] } = {
    hasIsb: false,
    hasExtensions: false,
    notBoolean: [],
  };
  /** Whether the root is the one of RFC 4354. */
  #applies = false;
  #depth = 0;
  #root: StartTag | undefined;
  /** The first element right within the root that RFC 4354 does not define, and the first right within the open entity. */
  #foreignInRoot: Span | undefined;
  #foreignInEntity: Span | undefined;
  #entity: StartTag | undefined;
  /** The groups that stand in the open entity, in their order. */
  #seen: Group[] = [];
  #group: OpenGroup | undefined;
  #child: OpenChild | undefined;

  constructor(xml: XmlText) {
    this.#xml = xml;
  }

  /** What was found; `undefined` for a document with another root. */
  get reading(): SchemaReading | undefined {
    return this.#applies ? this.#reading : undefined;
  }

  opened(tag: StartTag): void {
    this.#depth = tag.depth;
    if (tag.depth === ROOT_DEPTH) this.#rootOpened(tag);
    else if (!this.#applies) return;
    else if (tag.depth === ENTITY_DEPTH) this.#rootChild(tag);
    else if (tag.depth === GROUP_DEPTH && this.#entity !== undefined) this.#entityChild(tag);
    else if (tag.depth === CHILD_DEPTH && this.#group !== undefined) this.#groupChild(this.#group, tag);
    else if (tag.depth === CHILD_DEPTH + 1 && this.#child !== undefined) {
      this.#refuseIn(this.#child.of, `${shown(tag)} within <${this.#child.of.child}>`, tag);
    }
  }

  closed(depth: number): void {
    this.#depth = depth - 1;
    if (depth === ENTITY_DEPTH) this.#entity = undefined;
    else if (depth === GROUP_DEPTH && this.#group !== undefined) this.#groupClosed(this.#group);
    else if (depth === CHILD_DEPTH && this.#child !== undefined) this.#childClosed(this.#child);
  }

  /** Character data, which only `answer-mode` may have. */
  text(characters: string): void {
    if (!this.#applies) return;
    if (this.#depth === CHILD_DEPTH && this.#child !== undefined) this.#child.text += characters;
    else if (/[^ \t\r\n]/.test(characters)) this.#strayText();
  }

  #strayText(): void {
    const within = [this.#root, this.#entity, this.#group?.tag][this.#depth - 1];
    if (within !== undefined) this.#refuse(`text within ${shown(within)}`, within);
  }

  #rootOpened(tag: StartTag): void {
    this.#applies = tag.ns === POC && tag.name === ROOT;
    this.#root = tag;
  }

  #rootChild(tag: StartTag): void {
    if (tag.ns === POC && tag.name === 'entity') {
      this.#entityOpened(tag);
      return;
    }
    const span = this.#extension(tag);
    this.#foreignInRoot ??= span;
  }

  #entityOpened(tag: StartTag): void {
    this.#entity = tag;
    this.#seen = [];
    this.#foreignInEntity = undefined;
    if (tag.attribute('id') === undefined) this.#refuse('entity without the attribute id', tag);
    if (this.#foreignInRoot !== undefined) this.#isBehind(tag, this.#foreignInRoot);
  }

  #entityChild(tag: StartTag): void {
    const group = tag.ns === POC ? groups.find(({ name }) => name === tag.name) : undefined;
    if (group === undefined) {
      const span = this.#extension(tag);
      this.#foreignInEntity ??= span;
      return;
    }
    this.#group = { of: group, tag, children: 0, known: 0 };
    if (group === ISB) this.#reading.hasIsb = true;
    if (this.#seen.includes(group)) this.#refuseIn(group, `a second ${shown(tag)}`, tag);
    else this.#follows(group, tag);
    if (this.#foreignInEntity !== undefined) this.#isBehind(tag, this.#foreignInEntity);
  }

  #follows(group: Group, tag: StartTag): void {
    const later = this.#seen.find((other) => groups.indexOf(other) > groups.indexOf(group));
    if (later !== undefined) this.#refuse(`${shown(tag)} behind <${later.name}>`, tag);
    this.#seen.push(group);
  }

  #groupChild(group: OpenGroup, tag: StartTag): void {
    const { of } = group;
    const isKnown = tag.ns === POC && tag.name === of.child;
    group.children += 1;
    if (isKnown) group.known += 1;
    if (isKnown && group.known === 2 && of === ISB) this.#breakIsb(`a second <${of.child}>`, tag);
    // Behind the first child the schema admits anything.
    if (group.children > 1) return;
    if (!isKnown) this.#refuse(`${shown(tag)} as first element of <${of.name}>`, tag);
    else this.#child = { of, tag, text: '' };
    if (isKnown && of.holds === 'switch') this.#switchOpened(of, tag);
  }

  #switchOpened(of: Group, tag: StartTag): void {
    const active = tag.attribute('active');
    const other = tag.attributeBeside('active');
    if (active === undefined) this.#refuseIn(of, `<${of.child}> without the attribute active`, tag);
    else if (toBoolean(active.value) === undefined) {
      const span = this.#xml.spanOf(active.start, active.end);
      this.#reading.notBoolean.push(span);
      this.#reading.invalid ??= { message: `a value of <${of.child}> that is no boolean`, span };
    }
    if (other !== undefined) this.#refuseIn(of, `<${of.child}> with the attribute ${clip(other)}`, tag);
  }

  #groupClosed({ of, tag, children, known }: OpenGroup): void {
    this.#group = undefined;
    if (children === 0) this.#refuse(`<${of.name}> without <${of.child}>`, tag);
    if (known === 0 && of === ISB) this.#breakIsb(`<${of.name}> without <${of.child}>`, tag);
  }

  #childClosed({ of, tag, text }: OpenChild): void {
    this.#child = undefined;
    const value = text.trim();
    if (of.holds === 'switch') {
      if (value !== '') this.#refuseIn(of, `text within <${of.child}>`, tag);
    } else if (value !== 'automatic' && value !== 'manual') {
      this.#refuse(`<${of.child}> is neither "automatic" nor "manual"`, tag);
    }
  }

  /** An element that RFC 4354 does not define, right within root or entity; it has to be of another namespace. */
  #extension(tag: StartTag): Span {
    const span = this.#spanOf(tag);
    this.#reading.hasExtensions = true;
    if (tag.ns !== POC && tag.ns !== '') return span;
    const where = tag.ns === POC ? 'in the namespace of RFC 4354, which does not define it' : 'in no namespace';
    this.#reading.extension ??= { message: `${shown(tag)} ${where}`, span };
    this.#refuse(`${shown(tag)} ${where}`, tag);
    return span;
  }

  /** A known element behind one of another namespace: the schema stumbles over the known one, the foreign one is misplaced. */
  #isBehind(tag: StartTag, foreign: Span): void {
    this.#refuse(`${shown(tag)} behind an element that RFC 4354 does not define`, tag);
    const message = `an element that RFC 4354 does not define before ${shown(tag)}`;
    this.#reading.extension ??= { message, span: foreign };
  }

  #refuseIn(of: Group, message: string, tag: StartTag): void {
    this.#refuse(message, tag);
    if (of === ISB) this.#breakIsb(message, tag);
  }

  #breakIsb(message: string, tag: StartTag): void {
    this.#reading.isb ??= { message, span: this.#spanOf(tag) };
  }

  #refuse(message: string, tag: StartTag): void {
    this.#reading.invalid ??= { message, span: this.#spanOf(tag) };
  }

  #spanOf({ start, end }: StartTag): Span {
    return this.#xml.spanOf(start, end);
  }
}

function shown({ name }: StartTag): string {
  return `<${clip(name)}>`;
}

function clip(name: string): string {
  return name.length <= NAME ? name : `${name.slice(0, NAME)}...`;
}
