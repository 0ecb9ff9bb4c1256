import type { Binding, SettingBinding } from './binding';
import { type SettingKey, settingKeys } from './settings';

/** A fault of a binding file: where it is, as keys and list indices from the top, and what to do. */
export interface BindingProblem {
  readonly path: readonly (string | number)[];
  /** Whether it is about the key itself and not its value. */
  readonly isKey: boolean;
  readonly message: string;
}

export type BindingResult =
  | { readonly ok: true; readonly binding: Binding }
  | { readonly ok: false; readonly problems: readonly BindingProblem[] };

type Table = Readonly<Record<string, unknown>>;

/**
 * Validates what a binding file holds, already parsed from YAML or JSON (fact sheet 12.3): `name`, `media_types`, `root`,
 * `entity`, `settings`. Tells all faults at once.
 */
export function readBinding(value: unknown): BindingResult {
  const problems: BindingProblem[] = [];
  const top = new Section([], value, ['name', 'media_types', 'root', 'entity', 'settings'], problems);
  const name = top.text('name');
  const mediaTypes = top.list('media_types', 'media types such as application/poc-settings+xml', isMediaType);
  const rootSection = top.section('root', ['ns', 'name']);
  const root = { ns: rootSection.namespace('ns'), name: rootSection.elementName('name') };
  const entitySection = top.section('entity', ['ns', 'name', 'id_attribute']);
  const entity = {
    ns: entitySection.namespace('ns'),
    name: entitySection.elementName('name'),
    idAttribute: entitySection.elementName('id_attribute'),
  };
  const settings = readSettings(top.section('settings', settingKeys));
  if (problems.length > 0) return { ok: false, problems };
  const binding = { name, mediaTypes: mediaTypes.map((type) => type.toLowerCase()), root, entity, settings };
  const clashes = clashesOf(binding);
  return clashes.length === 0 ? { ok: true, binding } : { ok: false, problems: clashes };
}

function readSettings(section: Section): Record<SettingKey, SettingBinding> {
  const entries = settingKeys.map((key) => [key, readSetting(section.section(key, settingFields))] as const);
  return Object.fromEntries(entries) as Record<SettingKey, SettingBinding>;
}

const settingFields = ['ns', 'path', 'attribute', 'type'];

function readSetting(section: Section): SettingBinding {
  const ns = section.namespace('ns');
  const path = section.list('path', 'names of elements without prefix', isElementName);
  const type = section.choice('type', ['boolean']);
  return { ns, path, ...(section.has('attribute') && { attribute: section.elementName('attribute') }), type };
}

/** Two settings at one place could not be told apart. */
function clashesOf({ settings }: Binding): BindingProblem[] {
  const problems: BindingProblem[] = [];
  const places = new Map<string, SettingKey>();
  for (const key of settingKeys) {
    const { ns, path, attribute } = settings[key];
    const place = JSON.stringify([ns, path, attribute]);
    const first = places.get(place);
    if (first === undefined) places.set(place, key);
    else {
      const message = `settings.${key} has the same place as settings.${first}; each setting needs its own element or attribute`;
      problems.push({ path: ['settings', key], isKey: false, message });
    }
  }
  return problems;
}

/** A table of the file; what is wrong in it goes to the common list. */
class Section {
  readonly #path: readonly (string | number)[];
  readonly #table: Table | undefined;
  readonly #problems: BindingProblem[];

  constructor(
    path: readonly (string | number)[],
    value: unknown,
    allowed: readonly string[],
    problems: BindingProblem[],
  ) {
    this.#path = path;
    this.#problems = problems;
    this.#table = isTable(value) ? value : undefined;
    const named = path.length === 0 ? 'the binding' : path.join('.');
    const keys = `allowed: ${allowed.join(', ')}`;
    if (this.#table === undefined)
      problems.push({ path, isKey: false, message: `${named} is ${show(value)}; a table is needed, ${keys}` });
    for (const key of Object.keys(this.#table ?? {})) {
      if (allowed.includes(key)) continue;
      problems.push({ path: [...path, key], isKey: true, message: `unknown key ${[...path, key].join('.')}; ${keys}` });
    }
  }

  has(key: string): boolean {
    return this.#table?.[key] !== undefined;
  }

  text(key: string): string {
    return this.#read(key, 'a text that is not empty', (value) => typeof value === 'string' && value !== '') ?? '';
  }

  /** The empty text is "no namespace"; the two namespaces of XML itself are no place for settings. */
  namespace(key: string): string {
    return this.#read(key, 'a namespace such as urn:oma:xml:im:service-settings, or "" for none', isNamespace) ?? '';
  }

  elementName(key: string): string {
    return this.#read(key, 'a name of XML without prefix', isElementName) ?? '';
  }

  choice<T extends string>(key: string, choices: readonly [T, ...T[]]): T {
    const isChoice = (value: unknown): value is T => choices.some((choice) => choice === value);
    if (!this.has(key)) return choices[0];
    return this.#read(key, choices.join(' or '), isChoice) ?? choices[0];
  }

  list(key: string, what: string, isItem: (value: unknown) => value is string): readonly string[] {
    const isList = (value: unknown): value is string[] =>
      Array.isArray(value) && value.length > 0 && value.every(isItem);
    return this.#read(key, `a list of ${what}`, isList) ?? [];
  }

  section(key: string, allowed: readonly string[]): Section {
    return new Section(
      [...this.#path, key],
      this.#table?.[key],
      allowed,
      this.#table === undefined ? [] : this.#problems,
    );
  }

  #read<T>(
    key: string,
    needed: string,
    isRight: ((value: unknown) => value is T) | ((value: unknown) => boolean),
  ): T | undefined {
    if (this.#table === undefined) return undefined;
    const value = this.#table[key];
    if (isRight(value)) return value as T;
    const path = [...this.#path, key];
    this.#problems.push({ path, isKey: false, message: `${path.join('.')} is ${show(value)}; needed: ${needed}` });
    return undefined;
  }
}

function isTable(value: unknown): value is Table {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

const reserved = ['http://www.w3.org/XML/1998/namespace', 'http://www.w3.org/2000/xmlns/'];

function isNamespace(value: unknown): value is string {
  return typeof value === 'string' && value === value.trim() && !reserved.includes(value);
}

/** NCName of Namespaces in XML 1.0; `xmlns` is no attribute of anybody's. */
function isElementName(value: unknown): value is string {
  return typeof value === 'string' && value !== 'xmlns' && /^[\p{L}_][\p{L}\p{M}\p{N}_.-]*$/u.test(value);
}

function isMediaType(value: unknown): value is string {
  return typeof value === 'string' && /^[\w!#$&^.+-]+\/[\w!#$&^.+-]+$/.test(value);
}

function show(value: unknown): string {
  return value === undefined ? 'missing' : (JSON.stringify(value)?.slice(0, 60) ?? String(value));
}
