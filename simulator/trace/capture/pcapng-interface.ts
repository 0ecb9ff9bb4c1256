import type { Buffer } from 'node:buffer';
import type { Millis } from '../../core/time';
import { fileU16, fileU32 } from './octets';

const END_OF_OPTIONS = 0;
const TIME_RESOLUTION = 9;
const TIME_OFFSET = 14;
const TWO_POW_32 = 0x1_0000_0000;
/** Up to here the arithmetic in steps of 16 bits is exact: a rest times 2^16 fits into 53 bits. */
const EXACT_UNITS = 2 ** 37;

/** What an Interface Description Block says (draft-ietf-opsawg-pcapng §4.2). */
export interface CaptureInterface {
  readonly linkType: number;
  /** The longest packet that is stored; 0: no limit. */
  readonly snapLength: number;
  /** How many units of time make a second (`if_tsresol`). */
  readonly unitsPerSecond: number;
  /** What is to be added to each time (`if_tsoffset`). */
  readonly offset: Millis;
}

/** Reads the body of the block, from `start` to `end`. */
export function readInterface(bytes: Buffer, start: number, end: number, isLittle: boolean): CaptureInterface {
  let unitsPerSecond = 1_000_000;
  let offset = 0;
  let at = start + 8;
  while (at + 4 <= end) {
    const code = fileU16(bytes, at, isLittle);
    const length = fileU16(bytes, at + 2, isLittle);
    if (code === END_OF_OPTIONS || at + 4 + length > end) break;
    if (code === TIME_RESOLUTION && length === 1) unitsPerSecond = resolutionOf(bytes[at + 4] as number);
    if (code === TIME_OFFSET && length === 8) offset = signed64(bytes, at + 4, isLittle) * 1000;
    at += 4 + length + (-length & 3);
  }
  const linkType = fileU16(bytes, start, isLittle);
  return { linkType, snapLength: fileU32(bytes, start + 4, isLittle), unitsPerSecond, offset };
}

/** A power of 10, or with the highest bit set of 2. */
function resolutionOf(octet: number): number {
  return octet < 0x80 ? 10 ** octet : 2 ** (octet & 0x7f);
}

function signed64(bytes: Buffer, at: number, isLittle: boolean): number {
  const [first, second] = [fileU32(bytes, at, isLittle), fileU32(bytes, at + 4, isLittle)];
  const [high, low] = isLittle ? [second, first] : [first, second];
  return (high | 0) * TWO_POW_32 + low;
}

/** The time of a packet from the two halves of its 64-bit time stamp. */
export function millisOf({ unitsPerSecond, offset }: CaptureInterface, high: number, low: number): Millis {
  // Units of a nanosecond since 1970 do not fit into 53 bits, so the seconds and the rest come from a division by hand.
  if (unitsPerSecond > EXACT_UNITS) return ((high * TWO_POW_32 + low) / unitsPerSecond) * 1000 + offset;
  const upper = Math.floor(high / unitsPerSecond);
  const middle = (high % unitsPerSecond) * 65_536 + (low >>> 16);
  const rest = (middle % unitsPerSecond) * 65_536 + (low & 0xffff);
  const seconds = upper * TWO_POW_32 + Math.floor(middle / unitsPerSecond) * 65_536 + Math.floor(rest / unitsPerSecond);
  return seconds * 1000 + ((rest % unitsPerSecond) * 1000) / unitsPerSecond + offset;
}
