import type { SipMessage } from '../../sip/message';
import { readVias } from '../../sip/via';

/** Whether a proxy between the client and the point of capture shows: each one on the way leaves a Via value of its own. */
export function showsProxy(message: SipMessage): boolean {
  const read = readVias(message);
  return read.ok && read.value.length > 1;
}
