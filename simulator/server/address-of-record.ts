import { parseUri, type Uri } from '../sip/uri';
import type { ServerConfig } from './config';
import { ownText } from './own-text';

/** What the server makes of a URI that names somebody. */
export type NamedUri =
  | {
      readonly kind: 'address';
      /** The address-of-record in one spelling. */
      readonly aor: string;
      /** The same, but one for the IM Address and all its aliases: the key of the published state. */
      readonly resource: string;
    }
  /** Longer than the server takes. */
  | { readonly kind: 'too-long' }
  /** A URI of a scheme that names no IM User. */
  | { readonly kind: 'other-scheme' }
  | { readonly kind: 'unreadable' };

/** The longest URI that is taken for a name, in octets: what a client makes up is the key of much state. */
const LONGEST = 1_024;
/** Spellings that are remembered; then the memory starts anew. */
const CACHE = 10_000;

/**
 * Reads Request-URIs and the URIs of To. URIs with the same address-of-record name the same user: RFC 3261 §10.3 step 5 has
 * all URI parameters removed and escapes resolved. This is coarser than URI equality (§19.1.4), on purpose: whether the
 * client wrote the right URI is for the checks to say, and an answer tells them more than a 404.
 */
export class AddressesOfRecord {
  readonly #own: ReadonlySet<string>;
  readonly #cache = new Map<string, NamedUri>();

  constructor({ servedUris, ims }: Pick<ServerConfig, 'servedUris' | 'ims'>) {
    const uris = servedUris.length === 0 ? [] : [...servedUris, ...(ims?.associatedUris ?? [])];
    this.#own = new Set(uris.map(aorOf).filter((aor) => aor !== undefined));
  }

  read(uri: string): NamedUri {
    const known = this.#cache.get(uri);
    if (known !== undefined) return known;
    if (uri.length > LONGEST) return { kind: 'too-long' };
    const own = ownText(uri);
    const named = this.#name(own);
    if (this.#cache.size >= CACHE) this.#cache.clear();
    this.#cache.set(own, named);
    return named;
  }

  /** Whether every URI is served, or this one belongs to the IM User. */
  serves(aor: string): boolean {
    return this.#own.size === 0 || this.#own.has(aor);
  }

  #name(uri: string): NamedUri {
    const read = parseUri(uri);
    if (!read.ok) return { kind: 'unreadable' };
    const aor = spell(read.value);
    if (aor === undefined) return { kind: 'other-scheme' };
    const [first = aor] = this.#own;
    return { kind: 'address', aor, resource: this.#own.has(aor) ? first : aor };
  }
}

function aorOf(uri: string): string | undefined {
  const read = parseUri(uri);
  return read.ok ? spell(read.value) : undefined;
}

/** sip and sips forms of an address belong to one user (RFC 5630 §3.3). */
function spell(uri: Uri): string | undefined {
  switch (uri.kind) {
    case 'sip':
    case 'sips': {
      const user = uri.user === undefined ? '' : `${unescaped(uri.user)}@`;
      return `sip:${user}${uri.host.toLowerCase()}${uri.port === undefined ? '' : `:${uri.port}`}`;
    }
    case 'tel': {
      // All parameters of a tel URI count (RFC 3966 §5); visual separators do not.
      const params = uri.params.map(({ name, value }) => `;${name}=${value ?? ''}`.toLowerCase()).sort();
      return `tel:${uri.global ? '+' : ''}${uri.digits.replace(/[-.()+]/g, '').toLowerCase()}${params.join('')}`;
    }
    case 'other':
      return undefined;
  }
}

function unescaped(text: string): string {
  return text.replace(/%([0-9A-Fa-f]{2})/g, (_, digits: string) => String.fromCharCode(Number.parseInt(digits, 16)));
}
