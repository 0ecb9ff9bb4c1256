const PRIME_A = 2_654_435_761;
const PRIME_B = 1_597_334_677;
const LOW_BITS = 0x1f_ffff;

/**
 * A number of 53 bits that stands for a text. Identifiers that are only compared are kept as such: it holds on to no message, takes
 * no memory of its own, and comparing it costs nothing. Two different texts share one in some 10^16 cases.
 *
 * @param seed the number of what stands before the text, so that several texts have one number
 */
export function numberOf(text: string, seed = 0, start = 0, end = text.length): number {
  let a = 0xdeadbeef ^ seed;
  let b = 0x41c6ce57 ^ (seed / 4_294_967_296);
  for (let index = start; index < end; index += 1) {
    const code = text.charCodeAt(index);
    a = Math.imul(a ^ code, PRIME_A);
    b = Math.imul(b ^ code, PRIME_B);
  }
  a = Math.imul(a ^ (a >>> 16), 2_246_822_507) ^ Math.imul(b ^ (b >>> 13), 3_266_489_909);
  b = Math.imul(b ^ (b >>> 16), 2_246_822_507) ^ Math.imul(a ^ (a >>> 13), 3_266_489_909);
  return 4_294_967_296 * (LOW_BITS & b) + (a >>> 0);
}
