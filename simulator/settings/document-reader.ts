import type { Span } from '../core/span';
import type { Binding, SettingBinding } from './binding';
import type { EntityReading, Occurrence, SettingReading, SettingsDocument } from './document';
import { declaredVersion } from './markup';
import type { XmlText } from './octets';
import { PathFollower } from './path-follower';
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

/** Makes a settings document out of what is told of an XML document. */
export class DocumentReader {
  readonly visitor: XmlVisitor;
  readonly #xml: XmlText;
  readonly #binding: Binding;
  readonly #places: PathFollower;
  readonly #entities: EntityReading[] = [];
  readonly #settings: Readonly<Record<SettingKey, Reading>>;
  #texts: OpenText[] = [];
  #root: SettingsDocument['root'] = { ns: '', name: '', span: { start: 0, end: 0 } };
  #isSettings = false;
  #isInEntity = false;
  /** The `isb-settings` elements within the entity that is open. */
  #isbCount = 0;

  constructor(xml: XmlText, binding: Binding) {
    this.#xml = xml;
    this.#binding = binding;
    this.#places = new PathFollower(binding);
    const nothing = (): Reading => ({ found: [], misplaced: [] });
    this.#settings = { isb: nothing(), ipmb: nothing(), vis: nothing(), dms: nothing(), chs: nothing() };
    const hasText = settingKeys.some((key) => binding.settings[key].attribute === undefined);
    this.visitor = {
      opened: (tag) => this.#opened(tag),
      closed: (depth, start) => this.#closed(depth, start),
      ...(hasText && { text: (characters: string) => this.#text(characters) }),
    };
  }

  document(): SettingsDocument {
    const version = declaredVersion(this.#xml.text);
    return {
      isSettings: this.#isSettings,
      root: this.#root,
      ...(version !== undefined && {
        declaredVersion: { value: version.value, span: this.#xml.spanOf(version.start, version.end) },
      }),
      entities: this.#entities,
      settings: this.#settings,
    };
  }

  #opened(tag: StartTag): void {
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
    this.#isbCount = 0;
    this.#entities.push({ id: tag.attribute(this.#binding.entity.idAttribute)?.value, span: this.#spanOf(tag) });
  }

  #elementOpened(tag: StartTag): void {
    if (tag.depth === 3 && this.#isInEntity && tag.name === 'isb-settings') this.#isbOpened(tag);
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

  #isbOpened(tag: StartTag): void {
    const entity = this.#entities.at(-1);
    if (entity === undefined || tag.ns !== this.#binding.root.ns) return;
    this.#isbCount += 1;
    if (this.#isbCount === 2) this.#entities[this.#entities.length - 1] = { ...entity, secondIsb: this.#spanOf(tag) };
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
    for (const text of this.#texts) if (!text.hasElements) text.characters += characters;
  }

  #closed(depth: number, start: number): void {
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
