import { firstField } from '../../sip/message';
import { readNameAddr } from '../../sip/name-addr';
import type { Facts } from './orientation-facts';
import type { Direction } from './orientation-roles';

/** The IM Addresses of the clients that are judged, where the user gave them. */
export class ImAddresses {
  readonly #keys: ReadonlySet<string>;

  constructor(addresses: readonly string[]) {
    this.#keys = new Set(addresses.map(keyOf));
  }

  /** A request from an IM Address comes from the client, one to it goes there, if no proxy was on the way. */
  directionOf(facts: Facts): Direction | undefined {
    if (this.#keys.size === 0 || facts.viaCount > 1) return undefined;
    const isFrom = this.#has(facts, 'from');
    if (isFrom === this.#has(facts, 'to')) return undefined;
    return isFrom === facts.isRequest ? 'in' : 'out';
  }

  #has({ message }: Facts, name: 'from' | 'to'): boolean {
    const field = firstField(message, name);
    const read = field === undefined ? undefined : readNameAddr(field);
    return read?.ok === true && this.#keys.has(keyOf(read.value.uri));
  }
}

/** Scheme, user and host; what is compared more closely is for the checks. */
function keyOf(uri: string): string {
  const [, scheme = '', user = '', host = ''] = /^([^:]*):(?:([^@]*)@)?([^;?]*)/.exec(uri) ?? [];
  return `${scheme.toLowerCase()}:${user}@${host.toLowerCase()}`;
}
