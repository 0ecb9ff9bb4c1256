import { type Address, bracketed, hostPort, type Transport } from './address';
import { type Head, listOf } from './rows';

/**
 * The address-of-record to register. REGISTER wants a SIP or SIPS URI in To (RFC 3261 §10.2), so a tel IM Address turns
 * into the SIP URI of RFC 3261 §19.1.6: the whole subscriber part becomes the user part, `user=phone` is added.
 */
export function addressOfRecord(imAddress: string, serverHost: string): string {
  const tel = /^tel:(.*)$/i.exec(imAddress);
  return tel === null ? imAddress : `sip:${tel[1]}@${bracketed(serverHost)};user=phone`;
}

/** The Request-URI of REGISTER: the domain alone, without user part and parameters (RFC 3261 §10.2). */
export function domainUri(aor: string): string {
  const [, scheme, host] = /^(sips?):(?:[^@]*@)?([^;?]*)/i.exec(aor) ?? [];
  return `${scheme ?? 'sip'}:${host ?? ''}`;
}

/** The Contact URI: the user part of the IM Address at the address where this client listens. */
export function contactUri(imAddress: string, local: Address, transport: Transport): string {
  const [, user] =
    /^(?:sips?:([^@:;]*)[^@]*@|tel:([^;]*))/i.exec(imAddress)?.filter((part) => part !== undefined) ?? [];
  return `sip:${user ?? 'im'}@${hostPort(local)}${transport === 'TCP' ? ';transport=tcp' : ''}`;
}

/** The IM Address of somebody else, of the same kind and domain; for the faults. */
export function strangerOf(imAddress: string): string {
  if (/^tel:/i.test(imAddress)) return 'tel:+12015550199';
  return imAddress.replace(/^(sips?:)(?:[^@]*@)?/i, '$1mallory@');
}

/**
 * The identity to use after registration, where the IM Address is not among those of P-Associated-URI and so counts as barred:
 * the first one there, which is the default (TS 24.229 §5.1.1.2.1). `undefined` where the IM Address may be used.
 */
export function associatedIdentity(imAddress: string, head: Head): string | undefined {
  const associated = listOf(head, 'p-associated-uri').map((value) => /<([^>]*)>/.exec(value)?.[1] ?? value);
  return associated.includes(imAddress) ? undefined : associated[0];
}
