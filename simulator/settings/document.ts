import type { Span } from '../core/span';
import type { SchemaReading } from './schema';
import { type SettingKey, type Settings, settingKeys } from './settings';

/** One place where a document states a setting. Spans count octets of the document. */
export interface Occurrence {
  /** The value as written, before white-space collapse; `undefined` when the attribute is missing. */
  readonly value: string | undefined;
  /** `true` for `true`/`1`, `false` for `false`/`0` after white-space collapse (xs:boolean), else `undefined`. */
  readonly active: boolean | undefined;
  /** The start tag of the element that carries the value. */
  readonly span: Span;
  /** The value between its quotes (or the text); the start tag when there is none. */
  readonly valueSpan: Span;
  /** Which entity it stands in, from 0; `undefined` outside any entity. */
  readonly entity: number | undefined;
}

/** What a document says of one setting. */
export interface SettingReading {
  /** At the place that the binding names. */
  readonly found: readonly Occurrence[];
  /** An element of that local name elsewhere: in another namespace, or at another depth. */
  readonly misplaced: readonly { readonly ns: string; readonly span: Span }[];
}

export interface EntityReading {
  /** `undefined` when the id attribute is missing. */
  readonly id: string | undefined;
  readonly span: Span;
}

/** A well-formed settings document. */
export interface SettingsDocument {
  /** Whether the root element is the one of the binding. */
  readonly isSettings: boolean;
  readonly root: { readonly ns: string; readonly name: string; readonly span: Span };
  /** The version of the XML declaration, where there is one; it is read by the rules of XML 1.0 whatever it says. */
  readonly declaredVersion?: DeclaredValue;
  /** The encoding of the XML declaration, where there is one: UTF-8, or US-ASCII where every octet is. */
  readonly declaredEncoding?: DeclaredValue;
  /** The octets EF BB BF at the start. */
  readonly hasByteOrderMark: boolean;
  readonly entities: readonly EntityReading[];
  readonly settings: Readonly<Record<SettingKey, SettingReading>>;
  /** One clear value for each setting in the single entity; else left out. */
  readonly values?: Settings;
  /** Values that are no xs:boolean: the first of each setting, and those of RFC 4354's own switches. */
  readonly notBoolean: readonly Span[];
  /** How it stands to the schema; left out where the root is not the one of RFC 4354. */
  readonly schema?: SchemaReading;
}

/** A value of the XML declaration; the span is what stands between the quotes. */
export interface DeclaredValue {
  readonly value: string;
  readonly span: Span;
}

/** Why octets are no XML document that we accept: malformed, a DTD, an encoding other than UTF-8, or above a limit. */
export interface XmlProblem {
  readonly rule: 'well-formed' | 'encoding' | 'dtd' | 'size' | 'depth' | 'attributes' | 'empty';
  readonly message: string;
  /** Octets of the document. */
  readonly span: Span;
}

export type DocumentResult =
  | { readonly ok: true; readonly document: SettingsDocument }
  | { readonly ok: false; readonly problem: XmlProblem };

/**
 * The value that a document states for one setting; `undefined` when it states none, no xs:boolean, or two that contradict.
 * Conversation History may be stated once for each kind of history: it is active if any of them is (fact sheet 12.3).
 */
export function statedValue(key: SettingKey, { found }: SettingReading): boolean | undefined {
  let stated: boolean | undefined;
  for (const { active } of found) {
    if (active === undefined) return undefined;
    if (stated === undefined || active === stated) stated = active;
    else if (key === 'chs') stated = true;
    else return undefined;
  }
  return stated;
}

/** The settings that a document states clearly, whatever the number of its entities. */
export function statedValues(document: Pick<SettingsDocument, 'settings'>): Partial<Settings> {
  const values: Partial<Record<SettingKey, boolean>> = {};
  for (const key of settingKeys) {
    const value = statedValue(key, document.settings[key]);
    if (value !== undefined) values[key] = value;
  }
  return values;
}

/** The values of a document with exactly one entity and one clear value for each setting; else `undefined`. */
export function valuesOf({ values }: SettingsDocument): Settings | undefined {
  return values;
}

/** The same, while the document is read. */
export function clearValues(document: Pick<SettingsDocument, 'entities' | 'settings'>): Settings | undefined {
  if (document.entities.length !== 1) return undefined;
  const values = statedValues(document);
  return isComplete(values) ? values : undefined;
}

function isComplete(values: Partial<Settings>): values is Settings {
  return settingKeys.every((key) => values[key] !== undefined);
}
