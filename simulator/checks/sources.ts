import type { Address } from '../core/address';
import { RecentNumbers } from '../core/recent-numbers';
import { numberOf } from '../core/text-number';
import type { SipRequest } from '../sip/message';
import { readVias } from '../sip/via';
import type { JudgeContext, Registration, SubjectKind } from './check';
import { ClientHistory } from './client-history';
import { names, uriIn, userKey } from './im-address';
import { ownCopy } from './own-copy';
import { hasSeveralVias } from './several-vias';

/** Sources that are remembered at once. */
const SOURCES = 8_192;
/** Clients whose history is remembered at once. */
const HISTORIES = 4_096;

/** What a registration was found by, so that the same request for the same user finds it at once. */
export interface RegistrationMemo {
  readonly version: number;
  readonly from: string | undefined;
  readonly requestUri: string;
  readonly registration: Registration | undefined;
}

/** An address that requests come from, with the client behind it: the one that sent the last request about the settings. */
export interface Source {
  /** Host and port, as a number. */
  readonly id: number;
  /** The IM Address of the client as written, and a key that is the same for all spellings of it. */
  address: string;
  client: string;
  history: ClientHistory;
  /** What tells the devices of a user apart: the host that the latest request came from. */
  device: string;
  /** The user that registered from here; `several` as behind a proxy. */
  registeredUser: string | { readonly several: true } | undefined;
  memo: RegistrationMemo | undefined;
}

/** Who is behind an address. */
export class Sources {
  readonly #imAddress: string | undefined;
  readonly #own: readonly string[];
  readonly #known = new RecentNumbers<Source>(SOURCES);
  readonly #histories = new RecentNumbers<ClientHistory>(HISTORIES);

  constructor({ imAddress, imAddressAliases }: JudgeContext) {
    this.#imAddress = imAddress;
    this.#own = imAddress === undefined ? [] : [imAddress, ...imAddressAliases];
  }

  /** How many sources and clients are kept now. */
  get sizes(): { readonly sources: number; readonly histories: number } {
    return { sources: this.#known.size, histories: this.#histories.size };
  }

  /** What is known of an address. */
  at(remote: Address): Source | undefined {
    return this.#known.get(idOf(remote));
  }

  /** With a known IM Address, a source that never named it belongs to somebody else. */
  isStranger(remote: Address): boolean {
    return this.#own.length > 0 && this.at(remote) === undefined;
  }

  /** Takes a request of a source that is not known to belong to the client under test; whether it still is not. */
  isStrange(message: SipRequest, remote: Address): boolean {
    if (!this.isStranger(remote)) return false;
    if (!names(message, this.#own)) return true;
    const client = this.#own[0] ?? '';
    this.#known.set(idOf(remote), this.#source(client, client, remote, deviceOf(message, remote)));
    return false;
  }

  /** Whose a request is. What is not about the settings belongs to the client that was seen at the same address. */
  of(kind: SubjectKind, message: SipRequest, remote: Address): Source {
    const known = this.at(remote);
    if (known !== undefined && kind === 'other-request') return known;
    const device = deviceOf(message, remote);
    if (known !== undefined && this.#imAddress !== undefined) return this.#at(known, device);
    // With a known IM Address there is one client only.
    const address = this.#imAddress ?? uriIn(message, kind === 'register' ? 'to' : 'from') ?? message.start.requestUri;
    if (known?.address === address) return this.#at(known, device);
    const client = this.#imAddress ?? ownCopy(userKey(address));
    if (known !== undefined) {
      known.address = ownCopy(address);
      known.client = client;
      known.device = device;
      known.history = this.#historyOf(client, device);
      return known;
    }
    // What a stranger did is not to be compared with what the client under test does, nor to be kept.
    if (this.#own.length > 0) return this.#source(address, client, remote, device, new ClientHistory());
    const source = this.#source(ownCopy(address), client, remote, device);
    if (kind !== 'other-request') this.#known.set(source.id, source);
    return source;
  }

  #source(
    address: string,
    client: string,
    remote: Address,
    device: string,
    history = this.#historyOf(client, device),
  ): Source {
    return { id: idOf(remote), address, client, history, device, registeredUser: undefined, memo: undefined };
  }

  /** The source, with the history of the device that speaks now: behind a proxy several devices of one user share it. */
  #at(source: Source, device: string): Source {
    if (source.device === device) return source;
    source.device = device;
    source.history = this.#historyOf(source.client, device);
    return source;
  }

  /** Another host is another device of the user, with Call-IDs and publications of its own. */
  #historyOf(client: string, host: string): ClientHistory {
    const key = numberOf(client, numberOf(host));
    const known = this.#histories.get(key);
    if (known !== undefined) return known;
    const history = new ClientHistory();
    this.#histories.set(key, history);
    return history;
  }
}

/** The host that a request comes from: behind a proxy the one in the lowest Via, which is the client's own (RFC 3261 §18.1.1). */
function deviceOf(message: SipRequest, { host }: Address): string {
  if (!hasSeveralVias(message)) return host;
  const vias = readVias(message);
  const own = vias.ok ? vias.value.at(-1)?.host : undefined;
  return own === undefined ? host : ownCopy(own.toLowerCase());
}

function idOf({ host, port }: Address): number {
  return numberOf(host, port);
}
