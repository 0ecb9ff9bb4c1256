import { isIms } from '../applies';
import { flowOf, isSameAddress } from '../common/registration';
import { callIdOf } from '../exchange';
import { overlapCheck } from '../provoked/overlap';
import type { ClientTransaction } from '../provoked/provoked-check';

/**
 * RFC3261-10.2-6: no new REGISTER before the one before was answered or timed out (RFC 3261 §10.2), for each address-of-record. A client with
 * several flows registers each by itself (RFC 5626 §4.2). In an IMS core two registrations at once, with Call-IDs of their own, break
 * TS24229-5.1.1.2-9.
 */
export const oneRegistrationAtATime = overlapCheck({
  requirement: 'RFC3261-10.2-6',
  method: 'REGISTER',
  isOne: (one, other, context) => isOneRegistrar(one, other) && (!isIms(context) || isSameCall(one, other)),
});

/** One address-of-record at one registrar over one flow. */
export function isOneRegistrar(one: ClientTransaction, other: ClientTransaction): boolean {
  const { host, port } = one.event.local;
  if (other.event.local.host !== host || other.event.local.port !== port) return false;
  return isSameAddress(one.message, other.message) && flowOf(one.message) === flowOf(other.message);
}

/** Whether two requests have one Call-ID. */
export function isSameCall({ message: one }: ClientTransaction, { message: other }: ClientTransaction): boolean {
  return callIdOf(one) === callIdOf(other);
}
