import type { Registration } from '../check';
import { isOneOf } from '../im-address';

/** The home domain of a subscriber as it follows from the IMSI (TS 23.003 clause 13.2). */
const IMSI_DOMAIN = /^ims\.mnc[0-9]{3}\.mcc[0-9]{3}\.3gppnetwork\.org$/i;

/** The temporary public user identity: the IMSI at that domain (TS 23.003 clause 13.4B). */
export function isTemporary(uri: string): boolean {
  const [, user = '', host = ''] = /^sips?:([^@;?]+)@([^;?:]+)/i.exec(uri) ?? [];
  return /^[0-9]{6,15}$/.test(user) && IMSI_DOMAIN.test(host);
}

/**
 * Whether an identity was registered and is missing in P-Associated-URI, and so counts as barred (TS 24.229 clause 5.1.1.2.1). Where that
 * list was not told, nobody knows.
 */
export function isBarred(uri: string, { aor, associatedUris }: Registration): boolean {
  return associatedUris.length > 0 && isOneOf(uri, [aor]) && !isOneOf(uri, associatedUris);
}

/** Whether what is wrong with an identity is the matter of TS24229-5.1.1.1A-1 or TS24229-5.1.1.2-11. */
export function isBarredOrTemporary(uri: string, registration: Registration | undefined): boolean {
  return isTemporary(uri) || (registration !== undefined && isBarred(uri, registration));
}
