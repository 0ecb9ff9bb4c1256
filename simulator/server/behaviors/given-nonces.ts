import { readCredentials } from '../../sip/authorization';
import { fieldsNamed, type SipRequest } from '../../sip/message';
import { paramNamed } from '../../sip/params';

/** Nonces that are remembered. */
const MOST = 1_000;

/**
 * The nonces that challenges of a script gave out. The Endpoint does not know them, and would ask again; whether the credentials are right
 * is for the checks to say.
 */
export class GivenNonces {
  readonly #nonces = new Set<string>();

  get isEmpty(): boolean {
    return this.#nonces.size === 0;
  }

  add(nonce: string): void {
    if (this.#nonces.size >= MOST) this.#nonces.clear();
    this.#nonces.add(nonce);
  }

  clear(): void {
    this.#nonces.clear();
  }

  /** Whether credentials of the request are for one of these. */
  areShownBy(message: SipRequest): boolean {
    if (this.isEmpty) return false;
    const fields = [...fieldsNamed(message, 'authorization'), ...fieldsNamed(message, 'proxy-authorization')];
    return fields.some((field) => {
      const read = readCredentials(field);
      return read.ok && this.#nonces.has(paramNamed(read.value.params, 'nonce')?.value ?? '');
    });
  }
}
