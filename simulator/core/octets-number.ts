const PRIME_A = 2_654_435_761;
const PRIME_B = 2_246_822_519;
const LOW_BITS = 0x1f_ffff;

/**
 * A number of 53 bits that stands for octets, as `numberOf` makes one for a text, four at a time. How many they are is a part of it.
 *
 * @param seed the number of what stands before them
 */
export function numberOfOctets(octets: DataView, seed: number, start: number, end: number): number {
  let a = 0xdeadbeef ^ seed;
  let b = 0x41c6ce57 ^ (seed / 4_294_967_296) ^ Math.imul(end - start, PRIME_A);
  let at = start;
  // The turn brings what differs in the high bits down, which a product only moves up.
  for (; at + 4 <= end; at += 4) {
    const word = octets.getInt32(at, true);
    a = Math.imul(((a << 5) | (a >>> 27)) ^ word, PRIME_A);
    b = Math.imul(((b << 13) | (b >>> 19)) ^ word, PRIME_B);
  }
  for (; at < end; at += 1) {
    const octet = octets.getUint8(at);
    a = Math.imul(((a << 5) | (a >>> 27)) ^ octet, PRIME_A);
    b = Math.imul(((b << 13) | (b >>> 19)) ^ octet, PRIME_B);
  }
  a = Math.imul(a ^ (a >>> 16), 2_246_822_507) ^ Math.imul(b ^ (b >>> 13), 3_266_489_909);
  b = Math.imul(b ^ (b >>> 16), 2_246_822_507) ^ Math.imul(a ^ (a >>> 13), 3_266_489_909);
  return 4_294_967_296 * (LOW_BITS & b) + (a >>> 0);
}
