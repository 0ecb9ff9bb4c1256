import type { Binding } from './binding';
import type { DocumentResult } from './document';
import { readDocument } from './read';

/** Documents remembered for a binding; a user has at most 32 of them, for there are 32 combinations. */
const CAPACITY = 512;
/** Longer documents are not worth keeping. */
const MAX_OCTETS = 4096;

const remembered = new WeakMap<Binding, Map<string, DocumentResult>>();

/**
 * `readDocument`, once for equal octets: a refresh sends the same document again, and a reading is the larger part of judging a
 * PUBLISH. The result depends on the octets and the binding only, so nobody can tell.
 */
export function readRemembered(bytes: Buffer, binding: Binding): DocumentResult {
  if (bytes.length > MAX_OCTETS) return readDocument(bytes, binding);
  const documents = documentsOf(binding);
  const octets = bytes.toString('latin1');
  const known = documents.get(octets);
  if (known !== undefined) return known;
  const read = readDocument(bytes, binding);
  if (documents.size >= CAPACITY) documents.clear();
  documents.set(octets, read);
  return read;
}

function documentsOf(binding: Binding): Map<string, DocumentResult> {
  const known = remembered.get(binding);
  if (known !== undefined) return known;
  const documents = new Map<string, DocumentResult>();
  remembered.set(binding, documents);
  return documents;
}
