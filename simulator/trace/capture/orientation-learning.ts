import type { Held } from './hops';
import { isPublication } from './orientation-facts';
import type { Peer, Peers } from './orientation-peers';
import { type Direction, isKnownClient, isOfClient, type Roles } from './orientation-roles';

/** Answers that only a server gives to REGISTER or PUBLISH: a client says 405 or 501 (RFC 3261 §21, RFC 3903 §6). */
const ofServers = new Set([401, 407, 412, 423]);

/** Learns from a message whose hop is known by now who is a client and who a server. */
export class Learning {
  readonly #roles: Roles;
  readonly #peers: Peers;

  constructor(roles: Roles, peers: Peers) {
    this.#roles = roles;
    this.#peers = peers;
  }

  from(held: Held): void {
    const { captured, facts, source, destination } = held;
    const direction = facts.isRequest ? this.#request(held) : this.#response(held);
    if (direction === undefined) return;
    const [client, server] = direction === 'in' ? [source, destination] : [destination, source];
    const isPublished = isPublication(facts.role);
    // With a Via of somebody else's below its own it is a proxy, whose client the capture does not show.
    this.#roles.learn(client, server, isPublished && facts.vias.length <= 1);
    if (captured.writer !== undefined) this.#roles.learnWriter(captured.writer, direction);
    if (direction === 'in' && facts.isRequest && facts.role !== 'PUBLISH') this.#contacts(held);
  }

  /** A WebSocket is opened by the client (RFC 7118 §4.1). */
  fromHandshake(client: Peer, server: Peer): void {
    this.#roles.learn(client, server, false);
  }

  #request(held: Held): Direction | undefined {
    const { facts, source, destination } = held;
    switch (facts.role) {
      case 'REGISTER':
      case 'PUBLISH':
        return held.isForwarded || source.isRegistrar ? undefined : 'in';
      case 'SUBSCRIBE':
        if (held.isForwarded) return undefined;
        if (source.isRegistrar) return isKnownClient(destination) ? 'out' : undefined;
        return this.#roles.sureOf(source, destination) ?? 'in';
      case 'NOTIFY':
        if (held.isForwardedOn || isOfClient(held) || destination.isRegistrar) return undefined;
        return this.#roles.sureOf(source, destination) ?? 'out';
      default:
        return undefined;
    }
  }

  #response(held: Held): Direction | undefined {
    const { facts, source, destination } = held;
    switch (facts.role) {
      case 'REGISTER':
      case 'PUBLISH': {
        const isServer = (facts.status >= 200 && facts.status < 300) || ofServers.has(facts.status);
        if (!isServer) return undefined;
        if (!source.isNobody) source.isRegistrar = true;
        return held.isForwarded || destination.isRegistrar ? undefined : 'out';
      }
      case 'SUBSCRIBE':
        if (held.isForwarded || destination.isRegistrar) return undefined;
        return this.#roles.sureOf(source, destination) ?? 'out';
      case 'NOTIFY':
        if (held.isForwardedOn || source.isRegistrar) return undefined;
        return this.#roles.sureOf(source, destination) ?? 'in';
      default:
        return undefined;
    }
  }

  /** Where the client wants its requests: it may have sent from another port. */
  #contacts({ facts }: Held): void {
    for (const address of facts.contacts) {
      const peer = this.#peers.at(address);
      if (peer.isServer) continue;
      peer.isClient = true;
      peer.isContact = true;
    }
  }
}
