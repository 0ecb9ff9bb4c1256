import { RecentNumbers } from '../../core/recent-numbers';
import type { Held } from './hops';
import type { Peer } from './orientation-peers';

/** Who of two ends is the client. */
interface Pair {
  readonly client: Peer;
  /** REGISTER or PUBLISH went this way; SUBSCRIBE and NOTIFY may go both ways. */
  readonly isSure: boolean;
}

/** The way of a message, as seen from the client's server: `in` comes from the client. */
export type Direction = 'in' | 'out';

const PAIRS = 32_768;
/** Larger than the number of peers of any capture, so that two ids make one number. */
const IDS = 2 ** 26;

/** Who was seen to be a client or a server, and which ends have a proxy's inner hop between them. */
export class Roles {
  readonly #pairs = new RecentNumbers<Pair>(PAIRS);
  readonly #inner = new RecentNumbers<true>(PAIRS);
  /** What the writer of a text log is, or `both`. */
  #writer: 'client' | 'server' | 'both' | undefined;

  /** Notes that `client` is a client of `server`. */
  learn(client: Peer, server: Peer, isSure: boolean): void {
    if (!client.isNobody) {
      client.isClient = true;
      client.host.hasClient = true;
    }
    if (!server.isNobody) {
      server.isServer = true;
      server.host.hasServer = true;
    }
    if (client.isNobody || server.isNobody) return;
    const key = pairKey(client, server);
    if (isSure || !this.#pairs.get(key)?.isSure) this.#pairs.set(key, { client, isSure });
  }

  /** Notes which end of a message with this direction wrote the log. */
  learnWriter(writer: 'source' | 'destination', direction: Direction): void {
    const role = (writer === 'source') === (direction === 'in') ? 'client' : 'server';
    this.#writer = this.#writer === undefined || this.#writer === role ? role : 'both';
  }

  /** The direction by what the writer of the log is elsewhere. */
  byWriter(writer: 'source' | 'destination'): Direction | undefined {
    if (this.#writer === undefined || this.#writer === 'both') return undefined;
    return (writer === 'source') === (this.#writer === 'client') ? 'in' : 'out';
  }

  /** Notes that a proxy and the server behind it, or the next proxy, are these two. */
  learnInner(a: Peer, b: Peer): void {
    if (!a.isNobody && !b.isNobody) this.#inner.set(pairKey(a, b), true);
  }

  isInner(a: Peer, b: Peer): boolean {
    return this.#inner.get(pairKey(a, b)) ?? false;
  }

  /** The direction where REGISTER or PUBLISH went between the two. */
  sureOf(source: Peer, destination: Peer): Direction | undefined {
    const pair = this.#pairs.get(pairKey(source, destination));
    if (pair === undefined || !pair.isSure) return undefined;
    return pair.client === source ? 'in' : 'out';
  }

  /** The direction by all that is known of the two, from the nearest to the farthest: as a pair, each end, their hosts. */
  bestOf(source: Peer, destination: Peer): Direction | undefined {
    const pair = this.#pairs.get(pairKey(source, destination));
    if (pair !== undefined) return pair.client === source ? 'in' : 'out';
    return byEnds(source, destination) ?? byHosts(source, destination);
  }
}

/** Whether an end is known as a client, by itself or because only clients are known on its host. */
export function isKnownClient(peer: Peer): boolean {
  return peer.isClient || (!peer.isServer && peer.host.hasClient && !peer.host.hasServer);
}

/** Whether a message that a proxy sends on came from a client. */
export function isOfClient({ origin }: Held): boolean {
  return origin?.source.isClient === true && !origin.source.isRegistrar;
}

function byEnds(source: Peer, destination: Peer): Direction | undefined {
  const isIn = source.isClient || destination.isServer;
  const isOut = destination.isClient || source.isServer;
  if (isIn !== isOut) return isIn ? 'in' : 'out';
  // Two clients: the one whose Contact it is gets requests, the other used the port for a connection once.
  if (source.isClient && destination.isClient && source.isContact !== destination.isContact) {
    return destination.isContact ? 'out' : 'in';
  }
  return undefined;
}

/** On one host, such as loopback, both sides live together: then nothing comes out. */
function byHosts({ host: from }: Peer, { host: to }: Peer): Direction | undefined {
  const isIn = (from.hasClient && !from.hasServer) || (to.hasServer && !to.hasClient);
  const isOut = (to.hasClient && !to.hasServer) || (from.hasServer && !from.hasClient);
  return isIn === isOut ? undefined : isIn ? 'in' : 'out';
}

function pairKey(a: Peer, b: Peer): number {
  return a.id < b.id ? a.id * IDS + b.id : b.id * IDS + a.id;
}
