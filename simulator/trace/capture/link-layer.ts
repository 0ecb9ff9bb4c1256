import { brokenHeaders, cutHeaders, notSip, type Refusal } from './counts';
import { i32, u16 } from './octets';
import { type Packet, UNKNOWN_LINK } from './packet';

const IPV4 = 0x0800;
const IPV6 = 0x86dd;
/** Tags of IEEE 802.1Q, 802.1ad (QinQ) and of switches older than it. */
const vlanTypes: readonly number[] = [0x8100, 0x88a8, 0x9100, 0x9200];
/** More tags than any network has; a loop over random octets ends here. */
const MAX_VLAN_TAGS = 8;

/** Reads the octets before the IP header of one link type: leaves the packet at the IP header, or says why not. */
type Unwrap = (packet: Packet) => Refusal | undefined;

// By the LINKTYPE_ values of the registry of link-layer header types; 12 and 14 are what some systems wrote for raw IP.
const unwrappers: readonly (Unwrap | undefined)[] = sparse([
  [0, unwrapLoopback],
  [1, unwrapEthernet],
  [12, unwrapRaw],
  [14, unwrapRaw],
  [101, unwrapRaw],
  [108, unwrapLoopback],
  [113, unwrapCooked],
  [228, unwrapRaw],
  [229, unwrapRaw],
  [276, unwrapCooked2],
]);

function sparse(entries: readonly (readonly [number, Unwrap])[]): readonly (Unwrap | undefined)[] {
  const list: (Unwrap | undefined)[] = new Array(277).fill(undefined);
  for (const [linkType, unwrap] of entries) list[linkType] = unwrap;
  return list;
}

const linkNames: Readonly<Record<number, string>> = {
  9: 'PPP',
  50: 'PPP with HDLC',
  51: 'PPPoE',
  104: 'Cisco HDLC',
  105: 'IEEE 802.11',
  127: 'IEEE 802.11 with radiotap',
  187: 'Bluetooth HCI',
  192: 'PPI',
  195: 'IEEE 802.15.4',
  220: 'USB',
  239: 'NFLOG',
  252: 'PDUs exported by Wireshark',
};

const tunnels: Readonly<Record<number, Refusal>> = {
  34887: { reason: 'tunnelled packets (MPLS) are not read' },
  34888: { reason: 'tunnelled packets (MPLS) are not read' },
  34916: { reason: 'tunnelled packets (PPPoE) are not read' },
  35045: { reason: 'encrypted frames (MACsec)' },
};

const noInterface: Refusal = { reason: 'packets of an interface that the file does not describe' };
const refusals = new Map<number, Refusal>();

/** Moves the packet to its IP header. */
export function unwrapLink(packet: Packet): Refusal | undefined {
  const unwrap = unwrappers[packet.linkType];
  return unwrap === undefined ? otherLink(packet.linkType) : unwrap(packet);
}

function otherLink(linkType: number): Refusal {
  if (linkType === UNKNOWN_LINK) return noInterface;
  const known = refusals.get(linkType);
  if (known !== undefined) return known;
  const name = linkNames[linkType];
  const refusal = { reason: `link type ${linkType}${name === undefined ? '' : ` (${name})`} is not read` };
  if (refusals.size < 1000) refusals.set(linkType, refusal);
  return refusal;
}

function unwrapEthernet(packet: Packet): Refusal | undefined {
  if (packet.end - packet.start < 14) return cutHeaders;
  const type = u16(packet.bytes, packet.start + 12);
  packet.start += 14;
  return byEtherType(packet, type);
}

/** SLL: packet type, ARPHRD type, address length, address in 8 octets, protocol. */
function unwrapCooked(packet: Packet): Refusal | undefined {
  const { bytes, start } = packet;
  if (packet.end - start < 16) return cutHeaders;
  packet.packetType = u16(bytes, start);
  packet.start += 16;
  return byEtherType(packet, u16(bytes, start + 14));
}

/** SLL2: protocol, reserved, interface index, ARPHRD type, packet type, address length, address in 8 octets. */
function unwrapCooked2(packet: Packet): Refusal | undefined {
  const { bytes, start } = packet;
  if (packet.end - start < 20) return cutHeaders;
  packet.kernelInterface = i32(bytes, start + 4);
  packet.packetType = bytes[start + 10] as number;
  packet.start += 20;
  return byEtherType(packet, u16(bytes, start));
}

function byEtherType(packet: Packet, etherType: number): Refusal | undefined {
  if (etherType === IPV4 || etherType === IPV6) return undefined;
  let type = etherType;
  for (let tags = 0; tags < MAX_VLAN_TAGS && vlanTypes.includes(type); tags += 1) {
    if (packet.end - packet.start < 4) return cutHeaders;
    type = u16(packet.bytes, packet.start + 2);
    packet.start += 4;
  }
  if (type === IPV4 || type === IPV6) return undefined;
  return tunnels[type] ?? notSip;
}

function unwrapRaw(): Refusal | undefined {
  return undefined;
}

/**
 * NULL and LOOP: four octets with the address family, in the byte order of the machine that captured; which one that was cannot
 * be known, but families are small numbers. That the packet is IP shows in its version.
 */
function unwrapLoopback(packet: Packet): Refusal | undefined {
  if (packet.end - packet.start < 4) return cutHeaders;
  const family = i32(packet.bytes, packet.start);
  const isSmall = (family & 0xffffff) === 0 || (family & ~0xff) === 0;
  packet.start += 4;
  return isSmall ? undefined : brokenHeaders;
}
