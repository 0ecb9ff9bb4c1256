import { firstField, isRequest, type SipMessage } from '../../sip/message';
import { readNameAddr } from '../../sip/name-addr';
import type { Direction } from './orientation-roles';

/** The IM Addresses of the clients that are judged, where the user gave them. */
export class ImAddresses {
  readonly #keys: ReadonlySet<string>;

  constructor(addresses: readonly string[]) {
    this.#keys = new Set(addresses.map(keyOf));
  }

  /** A request from an IM Address comes from the client, one to it goes there, if no proxy was on the way. */
  directionOf(message: SipMessage): Direction | undefined {
    if (this.#keys.size === 0) return undefined;
    const isFrom = this.#has(message, 'from');
    if (isFrom === this.#has(message, 'to')) return undefined;
    return isFrom === isRequest(message) ? 'in' : 'out';
  }

  #has(message: SipMessage, name: 'from' | 'to'): boolean {
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
