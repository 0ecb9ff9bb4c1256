import { fieldsNamed } from '../../sip/message';
import type { ClientTransaction } from './provoked-check';

/**
 * Whether two requests of one user and host surely come of one device: from one port, and straight, for behind a proxy or an address
 * translation there may be several.
 */
export function isSurelyOneDevice(one: ClientTransaction, other: ClientTransaction): boolean {
  if (one.event.addressesUnknown || one.event.connection !== other.event.connection) return false;
  return one.event.remote.port === other.event.remote.port && isStraight(one) && isStraight(other);
}

/** The topmost Via is the only one: no proxy has passed the request on. */
function isStraight({ message }: ClientTransaction): boolean {
  const fields = fieldsNamed(message, 'via');
  return fields.length === 1 && !(fields[0]?.value.includes(',') ?? false);
}
