import type { Binding } from '../../settings/binding';
import { type Settings, settingKeys } from '../../settings/settings';
import { type EntityState, writeComposed, writeDocument, writeEmptyDocument } from '../../settings/write';
import type { Body } from './own-request';

/** What bodies are made of. */
export interface DocumentSources {
  readonly binding: Binding;
  /** The document of what is published. */
  readonly published: () => Buffer;
}

const allOff: Settings = { isb: false, ipmb: false, vis: false, dms: false, chs: false };
const foreign = 'urn:example:unknown-extension';

/** The octets of a body. */
export function writeBody(body: Body, { binding, published }: DocumentSources): Buffer {
  if (body.kind === 'settings' && body.values === undefined) return published();
  return Buffer.from(textOf(body, binding), 'utf8');
}

function textOf(body: Body, binding: Binding): string {
  switch (body.kind) {
    case 'none':
      return '';
    case 'text':
      return body.text;
    case 'settings':
      return writeDocument(entity(1, body.values), binding);
    case 'empty-root':
      return writeEmptyDocument(binding);
    case 'two-entities':
      return writeComposed([entity(1), entity(2, { ...allOff, isb: true })], binding);
    case 'unknown-extensions':
      return withExtensions(writeDocument(entity(1), binding));
    case 'contradictory':
      return contradictory(binding);
    case 'malformed':
      return cutOff(writeDocument(entity(1), binding));
    case 'large':
      return large(body.octets, binding);
  }
}

function entity(number: number, settings: Settings = allOff): EntityState {
  return { entityId: `urn:uuid:00000000-0000-1000-8000-00000000000${number}`, settings };
}

/**
 * Foreign elements behind what RFC 4354 defines, in root, entity and isb-settings, and foreign attributes on these (RFC 4354 §6.1: `any`
 * stands at the end, and only the elements that carry a value take no further attribute).
 */
function withExtensions(document: string): string {
  const child = `<x:unknown x:mark="1"><x:inner>text</x:inner></x:unknown>`;
  const [declaration = '', root = ''] = document.split(/(?<=\?>)/);
  const marked = root.replace(/<([\w:.-]+)((?:\s[^<>]*?)?)(?<!\/)>/g, (_, name: string, attributes: string) => {
    return `<${name}${attributes} x:note="unknown">`;
  });
  const filled = marked.replace(/<\/(?!x:)([\w:.-]+)>/g, (end) => child + end);
  return declaration + filled.replace(/^<([\w:.-]+)/, (start) => `${start} xmlns:x="${foreign}"`);
}

/** The last setting once more, with the other value: of the two occurrences nobody can say which one holds. */
function contradictory(binding: Binding): string {
  const once = writeDocument(entity(1), binding);
  const key = settingKeys.find((name) => binding.settings[name].path.length > 0) ?? 'isb';
  const other = writeDocument(entity(1, { ...allOff, [key]: true }), binding);
  // Both documents are alike but for one value: the element around it is what differs.
  const { path } = binding.settings[key];
  const carrier = new RegExp(`<(?:[\\w-]+:)?${path.at(-1)}(?:\\s[^>]*?)?(?:/>|>[^<]*</[^>]*>)`);
  const second = carrier.exec(other)?.[0] ?? '';
  return once.replace(carrier, (first) => first + second);
}

/** It ends in the middle of an element. */
function cutOff(document: string): string {
  return document.slice(0, Math.floor(document.length * 0.7));
}

/** A valid document with a long comment, which readers skip, in pieces that no limit on one piece of markup refuses. */
function large(octets: number, binding: Binding): string {
  const document = writeDocument(entity(1), binding);
  const at = document.lastIndexOf('</');
  const comment = `<!-- ${'nothing is to be read here; '.repeat(30)}-->\n`;
  const count = Math.max(0, Math.ceil((octets - document.length) / comment.length));
  return document.slice(0, at) + comment.repeat(count) + document.slice(at);
}
