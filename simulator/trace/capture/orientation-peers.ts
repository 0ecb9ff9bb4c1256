import type { Address } from '../../core/address';
import { Recent } from '../../core/recent';
import { unknownAddress } from './log-addresses';

/** What is known of everybody on a host. */
export interface Host {
  hasClient: boolean;
  hasServer: boolean;
}

/** One end of messages: a host and a port, whatever the transport, with what is known of it. */
export interface Peer {
  /** Never given twice. */
  readonly id: number;
  readonly address: Address;
  readonly host: Host;
  /** Nobody in particular: a text log does not say who. */
  readonly isNobody: boolean;
  isClient: boolean;
  isServer: boolean;
  /** It was named in a Contact, so that it is the client where requests arrive. */
  isContact: boolean;
  /** It answered REGISTER or PUBLISH as a server does. */
  isRegistrar: boolean;
}

/** Ends that are remembered at once: a client may use a port of its own for each connection. */
const PEERS = 16_384;
const HOSTS = 16_384;

/** The ends that were seen lately. */
export class Peers {
  readonly #byAddress = new WeakMap<Address, Peer>();
  readonly #peers = new Recent<Peer>(PEERS);
  readonly #hosts = new Recent<Host>(HOSTS);
  #count = 0;

  /** The peer with an address. Readers give one object for one address, for as long as they know it. */
  at(address: Address): Peer {
    const known = this.#byAddress.get(address);
    if (known !== undefined) return known;
    const key = `at ${address.host} ${address.port}`;
    const peer = this.#peers.get(key) ?? this.#make(address);
    this.#peers.set(key, peer);
    this.#byAddress.set(address, peer);
    return peer;
  }

  #make(address: Address): Peer {
    this.#count += 1;
    return {
      id: this.#count,
      address,
      host: this.#host(address.host),
      isNobody: address.host === unknownAddress.host && address.port === unknownAddress.port,
      isClient: false,
      isServer: false,
      isContact: false,
      isRegistrar: false,
    };
  }

  #host(name: string): Host {
    const key = `host ${name}`;
    const host = this.#hosts.get(key) ?? { hasClient: false, hasServer: false };
    this.#hosts.set(key, host);
    return host;
  }
}
