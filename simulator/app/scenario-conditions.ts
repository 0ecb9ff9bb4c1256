import type { Pics } from '../requirements/configuration';
import { deselected } from './deselected';
import type { Iut } from './iut';
import { requirementsIn } from './planned-requirements';

/** Why the tags of a scenario leave it out for this client and this run; `undefined` where they do not. */
export function unmetCondition(tags: readonly string[], iut: Iut): string | undefined {
  const { listen, credentials, imAddress, pics, profile } = iut;
  const has = (tag: string) => tags.includes(tag);
  for (const transport of ['udp', 'tcp', 'ws'])
    if (has(`@${transport}`) && listen.transport !== transport)
      return `this run is over ${listen.transport.toUpperCase()}`;
  if (has('@PICS_IMS') && pics.sip_ip_core !== 'ims') return 'the SIP/IP core is declared as non-ims';
  if (has('@PICS_NON_IMS') && pics.sip_ip_core === 'ims') return 'the SIP/IP core is declared as ims';
  if (has('@PICS_AUTH') && credentials === undefined) return 'the IUT file gives no credentials';
  if (has('@PICS_SHA_256') && !computes('SHA-256', pics)) return 'the client is not declared to compute SHA-256';
  if (has('@PICS_TEL') && !imAddress.toLowerCase().startsWith('tel:')) return 'the IM Address is no tel URI';
  return deselected(requirementsIn(tags), pics, profile.rules);
}

/** Whether PICS digest_algorithms names an algorithm: without it MD5 alone is certain (RFC 3261 §22.4, RFC 8760 §2.1). */
function computes(algorithm: string, { digest_algorithms: algorithms = ['MD5'] }: Pics): boolean {
  return algorithms.some((one) => one.toUpperCase() === algorithm);
}
