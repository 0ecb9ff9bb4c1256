import { parseUri, type Uri } from '../../sip/uri';

/** Whether a URI of a route set asks for loose routing: lr, with or without a value (RFC 3261 §19.1.1; `lr=on` is common). */
export function isLoose(uri: Uri): boolean {
  if (uri.kind !== 'sip' && uri.kind !== 'sips') return false;
  return uri.params.some(({ name }) => name.toLowerCase() === 'lr');
}

/** The same for a URI as written; one that cannot be read is none. */
export function isLooseText(uri: string): boolean {
  const read = parseUri(uri);
  return read.ok && isLoose(read.value);
}
