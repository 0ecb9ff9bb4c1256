import type { Buffer } from 'node:buffer';
import type { Millis } from '../../core/time';
import type { Endpoint } from './endpoints';
import type { Packet } from './packet';

/** How far apart one packet may be seen by two interfaces of one machine. A SIP retransmission comes after 500 ms at the earliest. */
const WINDOW: Millis = 5;
/** LINKTYPE_LINUX_SLL. */
const COOKED = 113;
/** How many datagrams back are looked at. */
const REMEMBERED = 32;

interface Seen {
  readonly at: Millis;
  readonly interfaceId: number;
  readonly kernelInterface: number;
  readonly packetType: number;
  readonly identification: number;
  readonly source: Endpoint;
  readonly destination: Endpoint;
  readonly bytes: Buffer;
}

/**
 * Knows a datagram again that a capture on several interfaces (such as `any`) holds twice. Only what is certain counts: same
 * addresses, ports, IP identification and octets, within 5 ms, and captured at another interface or on the other side of it, as far
 * as the capture tells.
 */
export class Duplicates {
  readonly #seen: (Seen | undefined)[] = new Array(REMEMBERED).fill(undefined);
  #next = 0;

  /** Whether the payload of `packet` is one that was seen before. */
  isRepeat(packet: Packet, source: Endpoint, destination: Endpoint): boolean {
    for (const seen of this.#seen) {
      if (seen === undefined || seen.source !== source || seen.destination !== destination) continue;
      if (isSame(seen, packet)) return true;
    }
    return false;
  }

  /** Remembers a datagram; `bytes` are its octets, which do not change. */
  remember(packet: Packet, source: Endpoint, destination: Endpoint, bytes: Buffer): void {
    const { at, interfaceId, kernelInterface, packetType, identification } = packet;
    const seen = { at, interfaceId, kernelInterface, packetType, identification, source, destination, bytes };
    this.#seen[this.#next] = seen;
    this.#next = (this.#next + 1) % REMEMBERED;
  }
}

function isSame(seen: Seen, packet: Packet): boolean {
  const isElsewhere =
    seen.interfaceId !== packet.interfaceId ||
    seen.kernelInterface !== packet.kernelInterface ||
    seen.packetType !== packet.packetType ||
    // The first cooked header does not tell interfaces apart, but no sender gives a number twice within milliseconds.
    (packet.linkType === COOKED && packet.identification !== 0);
  if (!isElsewhere || seen.identification !== packet.identification) return false;
  if (Math.abs(packet.at - seen.at) > WINDOW) return false;
  return (
    packet.end - packet.start === seen.bytes.length &&
    seen.bytes.equals(packet.bytes.subarray(packet.start, packet.end))
  );
}
