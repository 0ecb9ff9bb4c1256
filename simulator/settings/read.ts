import type { Binding } from './binding';
import type { DocumentResult } from './document';
import { DocumentReader } from './document-reader';
import { decodeXml } from './octets';
import { walkXml, type XmlLimits } from './xml-walk';

/** A settings document has some 700 octets, five levels and start tags of at most 105 characters. */
export const xmlLimits: XmlLimits = { bytes: 65_536, depth: 32, attributes: 64, tag: 16_384 };

/**
 * Reads a settings document (RFC 4354 §6) through a binding: namespaces count, prefixes do not; no DTD, no entities but the five
 * of XML, no encoding but UTF-8. Never throws: what is wrong comes back as a problem with its octets.
 */
export function readDocument(bytes: Buffer, binding: Binding, limits: Partial<XmlLimits> = {}): DocumentResult {
  const bounds = { ...xmlLimits, ...limits };
  const decoded = decodeXml(bytes, bounds.bytes);
  if (!decoded.ok) return decoded;
  const reader = new DocumentReader(decoded.value, binding);
  const problem = walkXml(decoded.value, bounds, reader.visitor);
  return problem === undefined ? { ok: true, document: reader.document() } : { ok: false, problem };
}
