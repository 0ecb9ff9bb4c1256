import { RecentNumbers } from '../../core/recent-numbers';
import type { Millis } from '../../core/time';
import type { Held } from './hops';
import { type Facts, isPublication } from './orientation-facts';
import type { Peer } from './orientation-peers';
import { type Direction, isKnownClient, isOfClient, type Roles } from './orientation-roles';

/**
 * The way of a message, or why it is left out: it goes between a proxy and what is behind it (`forwarded`); one server is the
 * client of another (`between-servers`); it is the same datagram on the other side of an address translation (`translated`).
 */
export type Verdict = Direction | 'forwarded' | 'between-servers' | 'translated';

/** What was decided of a request, for its repeats and responses. */
interface Decided {
  readonly request: number;
  readonly verdict: Verdict;
  readonly transport: string;
  readonly at: Millis;
  readonly source: Peer;
  readonly destination: Peer;
  isTranslated: boolean;
}

/** How far apart the two sides of an address translation show a message. SIP repeats one after 500 ms at the earliest. */
const TRANSLATION: Millis = 20;
const TRANSACTIONS = 16_384;
const DIALOGS = 16_384;

/** Methods of which the sender is the client, and those of which it is the server; all others go both ways. */
const ofClients = new Set(['REGISTER', 'PUBLISH', 'SUBSCRIBE']);

/** Decides for one message after the other which way it goes. */
export class Verdicts {
  readonly #roles: Roles;
  readonly #transactions = new RecentNumbers<Decided>(TRANSACTIONS);
  /** The tag of the client, by Call-ID. */
  readonly #dialogs = new RecentNumbers<number>(DIALOGS);
  /** How many messages were decided by nothing but a guess. */
  guessed = 0;

  constructor(roles: Roles) {
    this.#roles = roles;
  }

  of(held: Held): Verdict {
    const { facts, captured, source, destination } = held;
    const { request, transaction } = facts;
    const known = this.#transactions.get(transaction);
    const decided = known?.request === request && known.transport === captured.transport ? known : undefined;
    if (!facts.isRequest) return decided === undefined ? this.#orphan(held) : answerTo(decided, source, destination);
    const repeated = decided === undefined ? undefined : repeatOf(decided, held);
    if (repeated !== undefined) return repeated;
    const verdict = captured.direction ?? this.#request(held);
    const { transport, at } = captured;
    this.#transactions.set(transaction, { request, verdict, transport, at, source, destination, isTranslated: false });
    return verdict;
  }

  /** The way of octets that are no message, or none that can be read. */
  ofOctets(source: Peer, destination: Peer, writer?: 'source' | 'destination'): Verdict {
    const { isInner } = this.#between(source, destination);
    if (isInner) return 'forwarded';
    const byWriter = writer === undefined ? undefined : this.#roles.byWriter(writer);
    return this.#roles.bestOf(source, destination) ?? byWriter ?? this.#guess(source, destination);
  }

  #between(source: Peer, destination: Peer): { readonly sure: Direction | undefined; readonly isInner: boolean } {
    const sure = this.#roles.sureOf(source, destination);
    return { sure, isInner: sure === undefined && this.#roles.isInner(source, destination) };
  }

  #request(held: Held): Verdict {
    const { facts, source, destination } = held;
    const { sure, isInner } = this.#between(source, destination);
    if (sure !== undefined) return this.#remember(facts, sure);
    if (held.isForwarded) return this.#forwarded(held);
    if (held.isForwardedOn) return this.#forwardedOn(held);
    if (isInner) return 'forwarded';
    if (ofClients.has(facts.role)) return fromClient(held);
    if (facts.role === 'NOTIFY') return isServerOnly(destination) ? 'between-servers' : 'out';
    return this.#either(held);
  }

  /** A proxy sends it on: to a client, or to what is behind the proxy. */
  #forwarded(held: Held): Verdict {
    const { facts, source, destination, isForwardedOn } = held;
    const isForSubscriber = facts.role === 'NOTIFY' && !isForwardedOn && !isOfClient(held);
    const isForClient = destination.isClient && facts.role !== 'REGISTER' && facts.role !== 'PUBLISH';
    if (isForClient || isForSubscriber) return 'out';
    // Of other methods it may be a client that has not shown itself yet.
    if (ofClients.has(facts.role) || facts.role === 'NOTIFY') this.#roles.learnInner(source, destination);
    return 'forwarded';
  }

  /** Somebody sends it to a proxy: a client, or a server behind the proxy. */
  #forwardedOn(held: Held): Verdict {
    const { facts, source, destination } = held;
    if (ofClients.has(facts.role)) return fromClient(held);
    if (source.isClient && !source.isRegistrar) return 'in';
    if (facts.role !== 'NOTIFY' && !source.isServer && !this.#roles.isInner(source, destination)) {
      return this.#either(held);
    }
    this.#roles.learnInner(source, destination);
    return 'forwarded';
  }

  /** A response whose request is not in the capture. */
  #orphan(held: Held): Verdict {
    const { captured, facts, source, destination } = held;
    const { sure, isInner } = this.#between(source, destination);
    if (captured.direction !== undefined || sure !== undefined) return captured.direction ?? sure ?? 'in';
    const isOfClient = ofClients.has(facts.role);
    const isNotify = facts.role === 'NOTIFY';
    if ((isOfClient && held.isForwarded) || (isNotify && held.isForwardedOn)) {
      this.#roles.learnInner(source, destination);
      return 'forwarded';
    }
    if (isInner) return 'forwarded';
    if (isOfClient) return isServerOnly(destination) ? answersServer(held) : 'out';
    if (isNotify) return isServerOnly(source) ? 'between-servers' : 'in';
    return this.#either(held);
  }

  /** A method that goes both ways. */
  #either(held: Held): Verdict {
    const { captured, facts, source, destination } = held;
    const direction =
      this.#inDialog(facts) ??
      this.#roles.bestOf(source, destination) ??
      facts.byAddress ??
      (captured.writer === undefined ? undefined : this.#roles.byWriter(captured.writer));
    if (direction !== undefined) return this.#remember(facts, direction);
    if (source.isServer && destination.isServer) return 'between-servers';
    return this.#guess(source, destination);
  }

  /** The tags of a dialog say who is who, once one of its requests was decided (RFC 3261 §12). */
  #inDialog(facts: Facts): Direction | undefined {
    const clientTag = this.#dialogs.get(facts.callId);
    if (clientTag === undefined) return undefined;
    const { fromTag: from, toTag: to } = facts;
    if (from === to || (clientTag !== from && clientTag !== to)) return undefined;
    return (clientTag === from) === facts.isRequest ? 'in' : 'out';
  }

  #remember(facts: Facts, direction: Direction): Direction {
    if (isPublication(facts.role)) return direction;
    const isFromClient = (direction === 'in') === facts.isRequest;
    const tag = isFromClient ? facts.fromTag : facts.toTag;
    if (tag !== undefined) this.#dialogs.set(facts.callId, tag);
    return direction;
  }

  /** Servers listen on the ports of SIP; beyond that the sender is taken for the client. */
  #guess(source: Peer, destination: Peer): Direction {
    this.guessed += 1;
    const isOut = isSipPort(source) && !isSipPort(destination) && !destination.isNobody;
    return isOut ? 'out' : 'in';
  }
}

function answerTo(decided: Decided, source: Peer, destination: Peer): Verdict {
  const { verdict } = decided;
  if (verdict !== 'in' && verdict !== 'out') return verdict;
  const isElsewhere = decided.source !== destination || decided.destination !== source;
  if (decided.isTranslated && isElsewhere) return 'translated';
  return verdict === 'in' ? 'out' : 'in';
}

/** The same request again: sent again, or seen again behind an address translation; `undefined`: not known. */
function repeatOf(decided: Decided, { captured, source, destination }: Held): Verdict | undefined {
  const { verdict } = decided;
  const isSameSource = decided.source === source;
  const isSameDestination = decided.destination === destination;
  if (isSameSource && isSameDestination) return verdict;
  const isTimely = !captured.timeUnknown && Math.abs(captured.at - decided.at) <= TRANSLATION;
  if (!isTimely || isSameSource === isSameDestination || (verdict !== 'in' && verdict !== 'out')) return undefined;
  if (source.isNobody || destination.isNobody) return undefined;
  decided.isTranslated = true;
  return 'translated';
}

/** REGISTER, PUBLISH or SUBSCRIBE, as clients send it; or a server does as the client of another one, or of its own client. */
function fromClient({ facts, source, destination }: Held): Verdict {
  if (!source.isRegistrar) return 'in';
  return facts.role === 'SUBSCRIBE' && isKnownClient(destination) ? 'out' : 'between-servers';
}

function answersServer({ facts, source }: Held): Verdict {
  return facts.role === 'SUBSCRIBE' && isKnownClient(source) ? 'in' : 'between-servers';
}

function isServerOnly(peer: Peer): boolean {
  return peer.isRegistrar && !isKnownClient(peer);
}

function isSipPort({ address: { port } }: Peer): boolean {
  return port === 5060 || port === 5061;
}
