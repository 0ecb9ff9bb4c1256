import { listenTcp } from './tcp';
import type { Listen } from './transport';
import { listenUdp } from './udp';

/**
 * Listens over UDP or TCP.
 * @throws HarnessError `address-in-use`, `address-unavailable` or `socket-failed` when the place cannot be bound.
 */
export const listen: Listen = (listener, events, limits, nextConnection) =>
  listener.transport === 'udp' ? listenUdp(listener, events) : listenTcp(listener, events, limits, nextConnection);
