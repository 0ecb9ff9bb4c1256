/** An IP address as octets: four or sixteen. */
export type IpOctets = Buffer;

/**
 * Reads an IP address (RFC 4291 §2.2 for version 6; a zone such as `%eth0` is left out). `undefined` for anything else. A
 * version 4 address in a version 6 one (`::ffff:192.0.2.1`, as sockets for both show it) is given as version 4.
 */
export function parseIp(text: string): IpOctets | undefined {
  if (!text.includes(':')) return parseIpv4(text);
  const octets = parseIpv6(text.replace(/%.*$/, ''));
  const isMapped = octets?.subarray(0, 12).equals(mappedPrefix) ?? false;
  return isMapped ? octets?.subarray(12) : octets;
}

const mappedPrefix = Buffer.from('00000000000000000000ffff', 'hex');

/** The version 6 form of an address (RFC 4291 §2.5.5.2). */
export function toIpv6(octets: IpOctets): IpOctets {
  return octets.length === 16 ? octets : Buffer.concat([mappedPrefix, octets]);
}

function parseIpv4(text: string): Buffer | undefined {
  if (!/^\d{1,3}(?:\.\d{1,3}){3}$/.test(text)) return undefined;
  const numbers = text.split('.').map(Number);
  return numbers.every((number) => number <= 255) ? Buffer.from(numbers) : undefined;
}

function parseIpv6(text: string): Buffer | undefined {
  const [before, after, ...more] = text.split('::');
  if (more.length > 0) return undefined;
  const head = groupsOf(before ?? '');
  const tail = groupsOf(after ?? '');
  if (head === undefined || tail === undefined) return undefined;
  const missing = 16 - head.length - tail.length;
  if (after === undefined ? missing !== 0 : missing < 2) return undefined;
  return Buffer.concat([head, Buffer.alloc(missing), tail]);
}

/** Groups of four hexadecimal digits; the last may be a version 4 address. */
function groupsOf(text: string): Buffer | undefined {
  if (text === '') return Buffer.alloc(0);
  const parts = text.split(':').map((group, index, all) => {
    if (index === all.length - 1 && group.includes('.')) return parseIpv4(group);
    return /^[0-9A-Fa-f]{1,4}$/.test(group) ? Buffer.from(group.padStart(4, '0'), 'hex') : undefined;
  });
  return parts.every((part) => part !== undefined) ? Buffer.concat(parts) : undefined;
}

/** The sum of the 16-bit words of some octets, to be folded by `checksum` (RFC 1071). */
export function sumOfWords(octets: Buffer, start = 0, end = octets.length): number {
  // High and low octets by themselves: no call and no shift for each of them, which is what this costs.
  let high = 0;
  let low = 0;
  for (let index = start; index < end; index += 2) {
    high += octets[index] as number;
    if (index + 1 < end) low += octets[index + 1] as number;
  }
  return high * 256 + low;
}

/** The internet checksum of a sum of words (RFC 1071). */
export function checksum(sum: number): number {
  let folded = sum;
  while (folded > 0xffff) folded = (folded & 0xffff) + Math.floor(folded / 0x1_0000);
  return ~folded & 0xffff;
}

/** `192.0.2.1` of an address as a number of 32 bits. */
export function formatIpv4(word: number): string {
  return `${word >>> 24}.${(word >>> 16) & 255}.${(word >>> 8) & 255}.${word & 255}`;
}

/** `2001:db8::7` of the four 32-bit words of an address, written as RFC 5952 §4 wants it. */
export function formatIpv6(words: readonly number[]): string {
  const groups = words.flatMap((word) => [word >>> 16, word & 0xffff]);
  const { from, length } = longestZeros(groups);
  const text = (part: readonly number[]): string => part.map((group) => group.toString(16)).join(':');
  return length < 2 ? text(groups) : `${text(groups.slice(0, from))}::${text(groups.slice(from + length))}`;
}

/** The longest run of zero groups; of runs of one length the first (RFC 5952 §4.2.3). */
function longestZeros(groups: readonly number[]): { readonly from: number; readonly length: number } {
  let best = { from: 0, length: 0 };
  let from = 0;
  for (const [index, group] of groups.entries()) {
    if (group !== 0) from = index + 1;
    else if (index + 1 - from > best.length) best = { from, length: index + 1 - from };
  }
  return best;
}
