import type { Span } from '../core/span';
import type { Binding, SettingBinding } from './binding';
import {
  clearValues,
  type EntityReading,
  type Occurrence,
  type SettingReading,
  type SettingsDocument,
} from './document';
import { type Declared, declared } from './markup';
import type { XmlText } from './octets';
import { PathFollower } from './path-follower';
import { SchemaReader } from './schema-reader';
import { type SettingKey, settingKeys } from './settings';
import type { StartTag, XmlVisitor } from './xml-walk';
import { toBoolean } from './xs-boolean';

type Reading = SettingReading & { readonly found: Occurrence[]; readonly misplaced: { ns: string; span: Span }[] };

/** An element whose text is a value, until its end. */
interface OpenText {
  readonly reading: Reading;
  readonly index: number;
  readonly depth: number;
  readonly tag: StartTag;
  characters: string;
  hasElements: boolean;
}

/** Places of values that are told at most. */
const MAX_VALUES = 8;

/** Makes a settings document out of what is told of an XML document. */
export class DocumentReader {
  readonly visitor: XmlVisitor;
  readonly #xml: XmlText;
  readonly #binding: Binding;
  readonly #places: PathFollower;
  readonly #schema: SchemaReader;
  readonly #entities: EntityReading[] = [];
  readonly #settings: Readonly<Record<SettingKey, Reading>>;
  #texts: OpenText[] = [];
  #root: SettingsDocument['root'] = { ns: '', name: '', span: { start: 0, end: 0 } };
  #isSettings = false;
  #isInEntity = false;

  constructor(xml: XmlText, binding: Binding) {
    this.#xml = xml;
    this.#binding = binding;
    this.#places = new PathFollower(binding);
    this.#schema = new SchemaReader(xml);
    const nothing = (): Reading => ({ found: [], misplaced: [] });
    this.#settings = { isb: nothing(), ipmb: nothing(), vis: nothing(), dms: nothing(), chs: nothing() };
    const isValue = settingKeys.some((key) => binding.settings[key].attribute === undefined);
    this.visitor = {
      opened: (tag) => this.#opened(tag),
      closed: (depth, start) => this.#closed(depth, start),
      ...((isValue || hasText(xml.text)) && { text: (characters: string) => this.#text(characters) }),
    };
  }

  document(): SettingsDocument {
    const { version, encoding } = declared(this.#xml.text);
    const { reading } = this.#schema;
    const content = { entities: this.#entities, settings: this.#settings };
    const values = clearValues(content);
    return {
      isSettings: this.#isSettings,
      root: this.#root,
      ...(version !== undefined && { declaredVersion: this.#declared(version) }),
      ...(encoding !== undefined && { declaredEncoding: this.#declared(encoding) }),
      hasByteOrderMark: this.#xml.text.startsWith('\uFEFF'),
      ...content,
      ...(values !== undefined && { values }),
      notBoolean: this.#notBoolean(reading?.notBoolean ?? []),
      ...(reading !== undefined && { schema: reading }),
    };
  }

  #declared({ value, start, end }: Declared) {
    return { value, span: this.#xml.spanOf(start, end) };
  }

  /** ISB is one of RFC 4354's switches by default, and is told once. */
  #notBoolean(switches: readonly Span[]): readonly Span[] {
    const spans = settingKeys.flatMap((key) => {
      const bad = this.#settings[key].found.find(({ value, active }) => value !== undefined && active === undefined);
      return bad === undefined ? [] : [bad.valueSpan];
    });
    const others = switches.filter(({ start }) => spans.every((span) => span.start !== start));
    return [...spans, ...others].slice(0, MAX_VALUES);
  }

  #opened(tag: StartTag): void {
    this.#schema.opened(tag);
    for (const text of this.#texts) text.hasElements = true;
    if (tag.depth === 1) this.#rootOpened(tag);
    else if (tag.depth === 2 && this.#isEntity(tag)) this.#entityOpened(tag);
    else this.#elementOpened(tag);
  }

  #rootOpened(tag: StartTag): void {
    const { root } = this.#binding;
    this.#isSettings = tag.ns === root.ns && tag.name === root.name;
    this.#root = { ns: tag.ns, name: tag.name, span: this.#spanOf(tag) };
  }

  #isEntity(tag: StartTag): boolean {
    const { entity } = this.#binding;
    return this.#isSettings && tag.ns === entity.ns && tag.name === entity.name;
  }

  #entityOpened(tag: StartTag): void {
    this.#isInEntity = true;
    const id = tag.attribute(this.#binding.entity.idAttribute)?.value;
    this.#entities.push({ id: id === undefined ? undefined : ownText(id), span: this.#spanOf(tag) });
  }

  #elementOpened(tag: StartTag): void {
    const { isStep, carries } = this.#isInEntity
      ? this.#places.enter(tag.ns, tag.name, tag.depth)
      : { isStep: false, carries: [] };
    for (const key of carries) this.#carries(tag, this.#settings[key], this.#binding.settings[key]);
    if (isStep) return;
    for (const key of settingKeys) {
      if (this.#binding.settings[key].path.at(-1) !== tag.name) continue;
      this.#settings[key].misplaced.push({ ns: tag.ns, span: this.#spanOf(tag) });
    }
  }

  /** The element of a setting: its attribute has the value, or the text will. */
  #carries(tag: StartTag, reading: Reading, { attribute }: SettingBinding): void {
    const span = this.#spanOf(tag);
    const given = attribute === undefined ? undefined : tag.attribute(attribute);
    const valueSpan = given === undefined ? span : this.#xml.spanOf(given.start, given.end);
    const value = given?.value;
    const active = value === undefined ? undefined : toBoolean(value);
    reading.found.push({ value, active, span, valueSpan, entity: this.#entities.length - 1 });
    if (attribute !== undefined) return;
    const index = reading.found.length - 1;
    this.#texts.push({ reading, index, depth: tag.depth, tag, characters: '', hasElements: false });
  }

  /** Text right within the element; text of elements within it is not its value. */
  #text(characters: string): void {
    this.#schema.text(characters);
    for (const text of this.#texts) if (!text.hasElements) text.characters += characters;
  }

  #closed(depth: number, start: number): void {
    this.#schema.closed(depth);
    if (depth === 2) this.#isInEntity = false;
    this.#places.leave(depth);
    if (this.#texts.length === 0) return;
    for (const text of this.#texts) if (text.depth === depth) this.#textEnded(text, start);
    this.#texts = this.#texts.filter((text) => text.depth !== depth);
  }

  /** An xs:boolean has no elements within; such a value is none. */
  #textEnded({ reading, index, tag, characters, hasElements }: OpenText, end: number): void {
    const begun = reading.found[index];
    if (begun === undefined) return;
    const valueSpan = end > tag.end ? this.#xml.spanOf(tag.end, end) : begun.valueSpan;
    reading.found[index] = {
      ...begun,
      value: characters,
      active: hasElements ? undefined : toBoolean(characters),
      valueSpan,
    };
  }

  #spanOf({ start, end }: StartTag): Span {
    return this.#xml.spanOf(start, end);
  }
}

/** Whether there may be text between tags. Most documents have none, and the parser is faster when nobody asks for it. */
function hasText(text: string): boolean {
  return />[ \t\r\n]*[^ \t\r\n<]/.test(text) || text.includes('<![CDATA[');
}

/** A text of its own: a slice would keep the whole document in memory for as long as somebody remembers it. */
function ownText(text: string): string {
  return Buffer.from(text).toString();
}
