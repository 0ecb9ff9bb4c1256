import type { Buffer } from 'node:buffer';
import { CR, isBlank, isDigit, isToken, LF, SP } from '../../sip/octets';

/** Whether octets begin as something does; `more`: too few of them to tell. */
export type Likeness = 'yes' | 'no' | 'more';

/** Longer than any method in use; a longer token is something else. */
const MAX_METHOD = 64;
/** Start lines are read no further than this. */
const MAX_LINE = 8192;
const COLON = 0x3a;
/** `SIP` in lower case, which one bit makes of either case. */
const letters = [0x73, 0x69, 0x70] as const;
const SLASH = 0x2f;

/** The index behind line ends before a start line (RFC 3261 §7.5). */
export function skipLineEnds(bytes: Buffer, start: number, end: number): number {
  let index = start;
  while (index < end && (bytes[index] === CR || bytes[index] === LF)) index += 1;
  return index;
}

/**
 * Whether a SIP start line begins at `start`: a token, and later in the line a blank and `SIP/` with a digit; or `SIP/2.0 200`
 * (RFC 3261 §7.1, §7.2). Any case and any version, because those are for the parser to judge.
 */
export function likeStartLine(bytes: Buffer, start: number, end: number): Likeness {
  const status = likeVersion(bytes, start, end);
  if (status === 'yes') return likeStatus(bytes, start + 4, end);
  const blank = tokenBefore(bytes, start, end);
  if (blank === end) return end - start <= MAX_METHOD ? 'more' : 'no';
  // `Via : SIP/2.0/UDP` is a header field.
  if (blank === start || bytes[blank] !== SP || bytes[blank + 1] === COLON) return 'no';
  return likeVersionInLine(bytes, blank + 1, end);
}

function tokenBefore(bytes: Buffer, start: number, end: number): number {
  const limit = Math.min(end, start + MAX_METHOD + 1);
  let index = start;
  while (index < limit && isToken(bytes[index] as number)) index += 1;
  return index === limit && limit < end ? start : index;
}

/** A blank with `SIP/` and a digit behind it, before the line ends. */
function likeVersionInLine(bytes: Buffer, start: number, end: number): Likeness {
  const limit = Math.min(end, start + MAX_LINE);
  for (let index = start; index < limit; index += 1) {
    const octet = bytes[index] as number;
    if (octet === CR || octet === LF) return 'no';
    if (octet !== SP || index === start) continue;
    const likeness = likeVersion(bytes, index + 1, end);
    if (likeness !== 'no') return likeness;
  }
  return limit === end ? 'more' : 'no';
}

/** `SIP/` and a digit. */
function likeVersion(bytes: Buffer, start: number, end: number): Likeness {
  for (let index = 0; index < 3; index += 1) {
    if (start + index >= end) return 'more';
    if (((bytes[start + index] as number) | 0x20) !== letters[index]) return 'no';
  }
  if (start + 4 >= end) return start + 3 < end && bytes[start + 3] !== SLASH ? 'no' : 'more';
  return bytes[start + 3] === SLASH && isDigit(bytes[start + 4] as number) ? 'yes' : 'no';
}

/** What stands behind `SIP/`: a version, a blank, three digits. */
function likeStatus(bytes: Buffer, start: number, end: number): Likeness {
  let index = start;
  while (index < end && bytes[index] !== SP) {
    const octet = bytes[index] as number;
    if ((!isDigit(octet) && octet !== 0x2e) || index - start > 8) return 'no';
    index += 1;
  }
  for (let digit = 1; digit <= 3; digit += 1) {
    if (index + digit >= end) return 'more';
    if (!isDigit(bytes[index + digit] as number)) return 'no';
  }
  return 'yes';
}

/** The index of the next line, or `end`. */
export function nextLine(bytes: Buffer, start: number, end: number): number {
  let index = start;
  while (index < end && bytes[index] !== LF) index += 1;
  return Math.min(index + 1, end);
}

/** Whether a header field begins at `start`: a name and a colon. */
export function likeField(bytes: Buffer, start: number, end: number): Likeness {
  const name = tokenBefore(bytes, start, end);
  if (name === start) return start === end ? 'more' : 'no';
  const limit = Math.min(end, start + MAX_LINE);
  let index = name;
  while (index < limit && isBlank(bytes[index] as number)) index += 1;
  if (index === end) return 'more';
  return bytes[index] === COLON ? 'yes' : 'no';
}
