import type { SipRequest } from '../../sip/message';
import { readRequestUri } from '../../sip/request-uri';
import { parseUri, type Uri } from '../../sip/uri';
import type { JudgeContext } from '../check';

/** The home domain in lower case: that of PIXIT, else that of the Request-URI, whose own faults break TS24229-5.1.1.2-2. */
export function homeDomainOf(message: SipRequest, { homeDomain }: JudgeContext): string | undefined {
  if (homeDomain !== undefined) return homeDomain.toLowerCase();
  const read = readRequestUri(message);
  return read.ok ? hostOf(read.value) : undefined;
}

/** Whether a URI names a domain by itself. */
export function isDomainUri(uri: string, domain: string): boolean {
  const read = parseUri(uri);
  if (!read.ok || (read.value.kind !== 'sip' && read.value.kind !== 'sips')) return false;
  return read.value.user === undefined && hostOf(read.value) === domain;
}

function hostOf(uri: Uri): string | undefined {
  return uri.kind === 'sip' || uri.kind === 'sips' ? uri.host.toLowerCase() : undefined;
}
