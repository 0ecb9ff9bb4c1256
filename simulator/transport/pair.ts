import type { Address, ListenerTransport } from '../core/address';
import { HarnessError } from '../core/harness-error';
import { listen as listenOnce } from './listen';
import type { Listen, Transport, TransportEvents, TransportLimits } from './transport';

/** How often a port that the system chose for UDP may turn out to be taken for TCP. */
const ATTEMPTS = 20;

/** UDP and TCP at the same address and port. */
export interface TransportPair {
  readonly udp: Transport;
  readonly tcp: Transport;
}

/**
 * Listens on the same address and port over UDP and TCP, as RFC 3261 §18.2.1 requires of a server. Port 0 takes a port
 * that is free for both. `listen` is replaced in tests.
 * @throws HarnessError as `listen`; nothing stays bound then.
 */
export async function listenPair(
  local: Address,
  eventsOf: (transport: ListenerTransport) => TransportEvents,
  limits: TransportLimits,
  nextConnection: () => number,
  listen: Listen = listenOnce,
): Promise<TransportPair> {
  for (let attempt = 1; ; attempt++) {
    const udp = await listen({ ...local, transport: 'udp' }, eventsOf('udp'), limits, nextConnection);
    try {
      const tcp = await listen({ ...udp.local, transport: 'tcp' }, eventsOf('tcp'), limits, nextConnection);
      return { udp, tcp };
    } catch (error) {
      await udp.close();
      const isTaken = error instanceof HarnessError && error.fault === 'address-in-use';
      if (local.port !== 0 || !isTaken || attempt === ATTEMPTS) throw error;
    }
  }
}
