import type { Read } from './message';
import { isUriCharacter } from './octets';
import { parseSip } from './sip-uri';
import { parseTel } from './tel-uri';
import type { Uri } from './uri-syntax';
import { bad, illegalAt } from './uri-syntax';

export type { SipUri, TelUri, Uri, UriHeader, UriParam } from './uri-syntax';

/** Reads `SIP-URI / SIPS-URI / absoluteURI` and tel URIs; the span of a defect counts from the start of `text`. */
export function parseUri(text: string): Read<Uri> {
  const colon = text.indexOf(':');
  const scheme = text.slice(0, Math.max(colon, 0)).toLowerCase();
  if (!/^[a-z][a-z0-9+.-]*$/.test(scheme)) return bad('scheme', 'the URI has no scheme', 0, text.length);
  if (scheme === 'sip' || scheme === 'sips') return parseSip(text, colon + 1, scheme);
  if (scheme === 'tel') return parseTel(text, colon + 1);
  if (colon + 1 === text.length) return bad('absoluteURI', 'nothing behind the scheme', colon, text.length);
  const illegal = illegalAt(text, colon + 1, text.length, isUriCharacter);
  if (illegal !== undefined) return { ok: false, defect: illegal };
  return { ok: true, value: { kind: 'other', scheme } };
}
