import type { Binding } from '../settings/binding';
import { valuesOf } from '../settings/document';
import { readDocument } from '../settings/read';
import { writeDocument, writeEmptyDocument } from '../settings/write';

/**
 * The document that a NOTIFY carries for a published body, or for no publication at all: one entity with the settings of the
 * publication, or none (fact sheet 12.2 items 6 and 7).
 *
 * It is written anew, because what we send has to be right even where what was published is not. A body that states not
 * all settings is passed on as it is, when it is a settings document of one entity; anything else counts as nothing
 * published.
 */
export function composedDocument(published: Buffer | undefined, binding: Binding): Buffer {
  const empty = (): Buffer => Buffer.from(writeEmptyDocument(binding), 'utf8');
  if (published === undefined) return empty();
  const read = readDocument(published, binding);
  if (!read.ok || !read.document.isSettings || read.document.entities.length !== 1) return empty();
  const settings = valuesOf(read.document);
  const entityId = read.document.entities[0]?.id;
  if (settings === undefined || entityId === undefined) return published;
  return Buffer.from(writeDocument({ settings, entityId }, binding), 'utf8');
}
