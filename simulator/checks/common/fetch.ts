import { firstField, type SipRequest } from '../../sip/message';

/** Whether a SUBSCRIBE asks for the state once: Expires is 0 (RFC 6665 §4.4.3). */
export function isFetch(message: SipRequest): boolean {
  return /^0+$/.test(firstField(message, 'expires')?.value ?? '');
}
