import type { SipMessage } from '../../sip/message';
import type { Param } from '../../sip/params';
import { readSecurityMechanisms, type SecurityMechanism, type SecurityRow } from '../../sip/security-mechanism';

/**
 * The values of Security-Client, Security-Server or Security-Verify in their order, spelled alike where they mean the same: white
 * space, rows and the letter case of tokens say nothing. `d-ver` is left out, which the client adds to what it mirrors (RFC 3329 §2.2).
 * `undefined` where they cannot be read; none where there are none.
 */
export function securityValues(message: SipMessage, key: SecurityRow): readonly string[] | undefined {
  const read = readSecurityMechanisms(message, key);
  return read.ok ? read.value.map(spelled) : undefined;
}

/** The name of a mechanism, as `securityValues` spells it. */
export function mechanismOf(value: string): string {
  return value.split(';', 1)[0] ?? '';
}

/** Whether two lists have the same values in the same order. */
export function isSameList(one: readonly string[], other: readonly string[]): boolean {
  return one.length === other.length && one.every((value, index) => value === other[index]);
}

function spelled({ name, params }: SecurityMechanism): string {
  return [name, ...params.filter(({ key }) => key !== 'd-ver').map(spelledParam)].join(';');
}

function spelledParam({ key, value, quoted }: Param): string {
  if (value === undefined) return key;
  return `${key}=${quoted ? `"${value}"` : value.toLowerCase()}`;
}
