import type { Binding } from './binding';
import { type Settings, settingKeys } from './settings';

/** What one client publishes. */
export interface EntityState {
  readonly entityId: string;
  readonly settings: Settings;
}

interface Node {
  readonly ns: string;
  readonly name: string;
  readonly attributes: [name: string, value: string][];
  text: string;
  readonly children: Node[];
}

/** The document of one client, on one line (fact sheet 12.4): 600 octets for the default binding and a `urn:uuid:` id. */
export function writeDocument(state: EntityState, binding: Binding): string {
  return writeComposed([state], binding);
}

/** The document while nothing is published: the root without an entity (fact sheet 12.2 item 7). */
export function writeEmptyDocument(binding: Binding): string {
  return writeComposed([], binding);
}

/** The document of several clients of one address, an entity each (RFC 4354 §6). */
export function writeComposed(states: readonly EntityState[], binding: Binding): string {
  const root = node(binding.root.ns, binding.root.name);
  for (const state of states) root.children.push(entityOf(state, binding));
  const prefixes = prefixesOf(root);
  for (const [ns, prefix] of prefixes) {
    if (ns !== '') root.attributes.push([prefix === '' ? 'xmlns' : `xmlns:${prefix}`, ns]);
  }
  return `<?xml version="1.0" encoding="UTF-8"?>${render(root, prefixes)}`;
}

function node(ns: string, name: string): Node {
  return { ns, name, attributes: [], text: '', children: [] };
}

function entityOf({ entityId, settings }: EntityState, binding: Binding): Node {
  const entity = node(binding.entity.ns, binding.entity.name);
  entity.attributes.push([binding.entity.idAttribute, entityId]);
  for (const key of settingKeys) {
    const { ns, path, attribute } = binding.settings[key];
    const carrier = path.reduce((parent, name) => childOf(parent, ns, name), entity);
    if (attribute === undefined) carrier.text = String(settings[key]);
    else carrier.attributes.push([attribute, String(settings[key])]);
  }
  return entity;
}

/** Settings that share a part of their paths share those elements. */
function childOf(parent: Node, ns: string, name: string): Node {
  const present = parent.children.find((child) => child.ns === ns && child.name === name);
  if (present !== undefined) return present;
  const child = node(ns, name);
  parent.children.push(child);
  return child;
}

/**
 * A prefix for each namespace, in order of appearance: none for the root's, `im`, `im2`, ... for others. An element in no namespace
 * cannot have a prefix, so where there is one, the root gets a prefix too.
 */
function prefixesOf(root: Node): ReadonlyMap<string, string> {
  const namespaces = new Set<string>();
  const collect = (element: Node): void => {
    namespaces.add(element.ns);
    element.children.forEach(collect);
  };
  collect(root);
  const unprefixed = namespaces.has('') ? '' : root.ns;
  const prefixed = [...namespaces].filter((ns) => ns !== unprefixed);
  const prefixes = new Map([[unprefixed, '']]);
  for (const [index, ns] of prefixed.entries()) prefixes.set(ns, index === 0 ? 'im' : `im${index + 1}`);
  return prefixes;
}

function render(element: Node, prefixes: ReadonlyMap<string, string>): string {
  const prefix = prefixes.get(element.ns) ?? '';
  const name = prefix === '' ? element.name : `${prefix}:${element.name}`;
  const attributes = element.attributes.map(([key, value]) => ` ${key}="${escapeXml(value)}"`).join('');
  const content = element.text + element.children.map((child) => render(child, prefixes)).join('');
  return content === '' ? `<${name}${attributes}/>` : `<${name}${attributes}>${content}</${name}>`;
}

/** For attribute values; what XML 1.0 cannot carry at all (production 2) becomes U+FFFD. */
function escapeXml(text: string): string {
  return text
    .replace(/[^\t\n\r\u{20}-\u{D7FF}\u{E000}-\u{FFFD}\u{10000}-\u{10FFFF}]/gu, '\uFFFD')
    .replace(/[&<>"\t\n\r]/g, (character) => `&#${character.charCodeAt(0)};`);
}
