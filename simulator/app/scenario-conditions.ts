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
  if (has('@PICS_TEL') && !imAddress.toLowerCase().startsWith('tel:')) return 'the IM Address is no tel URI';
  return deselected(requirementsIn(tags), pics, profile.rules);
}
