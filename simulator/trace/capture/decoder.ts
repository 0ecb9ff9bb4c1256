import type { Millis } from '../../core/time';
import type { Captured } from './captured';
import { brokenHeaders, type Counts, type Refusal } from './counts';
import { Datagrams } from './datagrams';
import { Endpoints } from './endpoints';
import { Fragments } from './fragments';
import { InOrder } from './in-order';
import { readExtensions, readIp } from './ip-header';
import { unwrapLink } from './link-layer';
import { otherIpProtocol } from './other-protocols';
import type { Packet } from './packet';
import { TcpConnections } from './tcp-connections';

const UDP = 17;
const TCP = 6;
/** How often what waits is looked through: in time of packets, and in packets where their clock stands still. */
const SWEEP_TIME: Millis = 100;
const SWEEP_PACKETS = 4096;

/** From packets to messages: link layer, IP and its fragments, UDP and TCP. */
export class PacketDecoder {
  readonly #counts: Counts;
  readonly #inOrder = new InOrder();
  readonly #fragments: Fragments;
  readonly #datagrams: Datagrams;
  readonly #connections: TcpConnections;
  #sweptAt: Millis = 0;
  #unswept = 0;

  constructor(counts: Counts) {
    const endpoints = new Endpoints();
    this.#counts = counts;
    this.#fragments = new Fragments(counts, this.#inOrder, (packet) => this.#whole(packet));
    this.#datagrams = new Datagrams(counts, this.#inOrder, endpoints);
    this.#connections = new TcpConnections(counts, this.#inOrder, endpoints);
  }

  /** Takes a packet as the file has it, at its link layer. */
  take(packet: Packet): void {
    this.#sweep(packet.at);
    const refusal = unwrapLink(packet) ?? readIp(packet);
    if (refusal !== undefined) this.#counts.refuse(refusal);
    else if (packet.isFragment) this.#fragments.take(packet);
    else this.#payload(packet);
  }

  /** The capture has ended. */
  end(): void {
    this.#fragments.end();
    this.#connections.end();
    this.#inOrder.end();
  }

  /** What was found since the last call. */
  found(): Captured[] {
    return this.#inOrder.take();
  }

  /** A datagram that was put together; in IPv6 its first fragment may begin with further extension headers. */
  #whole(packet: Packet): void {
    const refusal = packet.isIpv4 ? undefined : readExtensions(packet);
    if (refusal !== undefined) this.#counts.refuse(refusal);
    else if (packet.isFragment) this.#counts.refuse(brokenHeaders);
    else this.#payload(packet);
  }

  #payload(packet: Packet): void {
    const refusal = this.#transport(packet);
    if (refusal !== undefined) this.#counts.refuse(refusal);
  }

  #transport(packet: Packet): Refusal | undefined {
    if (packet.protocol === UDP) return this.#datagrams.take(packet);
    return packet.protocol === TCP ? this.#connections.take(packet) : otherIpProtocol(packet.protocol);
  }

  #sweep(now: Millis): void {
    this.#unswept += 1;
    if (Math.abs(now - this.#sweptAt) < SWEEP_TIME && this.#unswept < SWEEP_PACKETS) return;
    this.#unswept = 0;
    this.#sweptAt = now;
    this.#fragments.expire(now);
    this.#connections.expire(now);
    this.#inOrder.settle(now);
  }
}
