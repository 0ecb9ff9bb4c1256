import { Buffer } from 'node:buffer';
import type { Millis } from '../../core/time';

/** The link type of a packet whose interface the file does not describe. */
export const UNKNOWN_LINK = -1;

/**
 * The packet in hand: what the file says of it, and what the layers found so far. There is one such object for all packets of a
 * capture, which each layer changes in place, because a new one per packet and layer would cost more than reading it.
 */
export class Packet {
  /** Its number in the file, from 1. */
  frame = 0;
  at: Millis = 0;
  /** A LINKTYPE_ value. */
  linkType = UNKNOWN_LINK;
  /** The interface of the file that it was captured on. */
  interfaceId = 0;
  /** How many interfaces the file has described so far. */
  interfaces = 1;
  /** What Linux adds: the kernel's number of the interface (else 0), and the packet type: to us, sent by us (else -1). */
  kernelInterface = 0;
  packetType = -1;
  /** The octets of the layer in hand: from `start` to `end` of `bytes`. */
  bytes: Buffer = Buffer.alloc(0);
  start = 0;
  end = 0;
  /** How many octets of this layer are missing behind `end`, because they were not captured. */
  missing = 0;
  /** Source (0 to 3) and destination (4 to 7) as words of an IPv6 address; IPv4 as ::ffff:a.b.c.d. */
  readonly words = new Int32Array(8);
  isIpv4 = true;
  /** IPv4: the identification; 0 in IPv6. */
  identification = 0;
  /** The protocol of the payload of IP. */
  protocol = 0;
  isFragment = false;
  /** Where the fragment lies in its datagram, in octets. */
  fragmentOffset = 0;
  hasMoreFragments = false;
  /** The identification that the fragments of a datagram share. */
  fragmentId = 0;

  /** Takes over what is known of another packet, all but its octets and its place as a fragment. */
  copyFacts(from: Packet): void {
    this.frame = from.frame;
    this.at = from.at;
    this.linkType = from.linkType;
    this.interfaceId = from.interfaceId;
    this.interfaces = from.interfaces;
    this.kernelInterface = from.kernelInterface;
    this.packetType = from.packetType;
    this.words.set(from.words);
    this.isIpv4 = from.isIpv4;
    this.identification = from.identification;
    this.protocol = from.protocol;
  }
}
