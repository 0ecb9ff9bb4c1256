import { lookup } from 'node:dns/promises';
import { isIP } from 'node:net';
import type { Address, ListenerTransport } from '../core/address';
import { bindFailure } from './bind-failure';

/** An IP address and its family, 4 or 6. */
interface LocalHost {
  readonly address: string;
  readonly family: number;
}

/**
 * The IP address to bind for a host that may be a name. Of a name with both families it is the IPv4 address, so that
 * `localhost` means the same on every machine, and the same for UDP and TCP.
 * @throws HarnessError `address-unavailable` when the name is not known.
 */
export async function findLocalHost(transport: ListenerTransport, local: Address): Promise<LocalHost> {
  const family = isIP(local.host);
  if (family !== 0) return { address: local.host, family };
  return lookup(local.host, { verbatim: false }).catch((cause: unknown) => {
    throw bindFailure(transport, local, cause);
  });
}
