import type { SipRequest } from '../sip/message';
import type { Writable } from '../sip/writable';
import type { Earlier } from './check';
import type { Exchange } from './exchange';

/** Methods and servers that are remembered of one client. */
const CAPACITY = 4;

interface Accepted {
  readonly method: string;
  readonly host: string;
  readonly port: number;
  readonly frame: number;
  /** A request without them was seen since. */
  isForgetful: boolean;
}

/** Which requests of a client were accepted with credentials (RFC 3261 §22.2). */
export class Credentials {
  readonly #accepted: Accepted[] = [];

  /** Takes a request with its final status. */
  answered({ method, host, port, frame, status, hasCredentials: isWith }: Exchange): void {
    if (status < 200 || status >= 300) return;
    const index = this.#indexOf(method, host, port);
    const known = this.#accepted[index];
    if (!isWith) {
      // The server asks for none any more.
      if (known !== undefined) this.#accepted.splice(index, 1);
      return;
    }
    const accepted = { method, host, port, frame, isForgetful: known?.isForgetful ?? false };
    if (known === undefined) this.#accepted.push(accepted);
    else this.#accepted[index] = accepted;
    if (this.#accepted.length > CAPACITY) this.#accepted.shift();
  }

  /** What was accepted before a request, to the same server by the same method. */
  compare(into: Writable<Earlier>, { method, host, port, hasCredentials: isWith }: Exchange): void {
    if (this.#accepted.length === 0) return;
    const known = this.#accepted[this.#indexOf(method, host, port)];
    if (known === undefined) return;
    into.authenticatedIn = known.frame;
    if (known.isForgetful) into.isForgetful = true;
    if (!isWith) known.isForgetful = true;
  }

  #indexOf(method: string, host: string, port: number): number {
    return this.#accepted.findIndex((one) => one.method === method && one.port === port && one.host === host);
  }
}

/** Whether a request has credentials for a server or a proxy. */
export function hasCredentials({ headers }: SipRequest): boolean {
  for (const { key } of headers) if (key === 'authorization' || key === 'proxy-authorization') return true;
  return false;
}
