import type { Address } from '../../core/address';
import { RecentNumbers } from '../../core/recent-numbers';
import type { Held } from './hops';
import { unknownAddress } from './log-addresses';
import type { Direction } from './orientation-roles';

/** The two ends of a message, as an event has them. */
export interface Ends {
  readonly local: Address;
  readonly remote: Address;
}

const CALLS = 16_384;

/** Gives the ends that a text log leaves out the addresses that other messages with the same Call-ID show. */
export class KnownEnds {
  readonly #calls = new RecentNumbers<{ local?: Address; remote?: Address }>(CALLS);

  of({ captured, facts }: Held, direction: Direction): Ends {
    const { source, destination } = captured;
    const [remote, local] = direction === 'in' ? [source, destination] : [destination, source];
    if (!captured.addressesUnknown) return { local, remote };
    const known = this.#calls.get(facts.callId) ?? {};
    if (isKnown(local)) known.local = local;
    if (isKnown(remote)) known.remote = remote;
    this.#calls.set(facts.callId, known);
    return { local: known.local ?? unknownAddress, remote: known.remote ?? unknownAddress };
  }
}

function isKnown({ host, port }: Address): boolean {
  return host !== unknownAddress.host || port !== unknownAddress.port;
}
