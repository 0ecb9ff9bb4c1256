import type { Buffer } from 'node:buffer';
import { registeredMethods } from '../../sip/methods';
import { CR, LF } from '../../sip/octets';
import { type Likeness, likeField, likeStartLine, nextLine, skipLineEnds } from './start-line';

/** A message right behind a body that ends without a line end. */
const embedded = new RegExp(
  `(?:${registeredMethods.join('|')}) [^ ]+ SIP/\\d\\.\\d\\r?$|(?<! )SIP/\\d\\.\\d [1-6]\\d\\d [^<>]*$`,
);
const wellFormed = /^(?:[^ ]+ [^ ]+ SIP\/|SIP\/)/i;
/** What a request with a broken version begins with. */
const brokenRequest = /^[A-Z]{3,} +(?:[Ss][Ii][Pp][Ss]?|[Tt][Ee][Ll]):/;

/** Where a message begins, or from where on more octets are needed to tell; both may be the end. */
export interface Found {
  readonly isMessage: boolean;
  readonly at: number;
}

/**
 * Looks for the next message in a stream of which a part is missing: a start line, and a header field behind it, because a body
 * may hold a start line, too (`message/sipfrag`). The first octet is that of a segment, where most messages begin, or of a line.
 */
export function findMessage(octets: Buffer): Found {
  const end = octets.length;
  const start = skipLineEnds(octets, 0, end);
  const first = beginsMessage(octets);
  if (first !== 'no') return { isMessage: first === 'yes', at: start };
  let at = start;
  while (at < end) {
    const line = nextLine(octets, at, end);
    const inside = octets[line - 1] === LF ? embeddedStart(octets, at, line, end) : undefined;
    if (inside !== undefined) return inside;
    at = skipLineEnds(octets, line, end);
    const likeness = likeMessage(octets, at, end, false);
    if (likeness !== 'no') return { isMessage: likeness === 'yes', at };
  }
  return { isMessage: false, at: end };
}

/**
 * Whether a segment begins with a message. A start line that is broken will do here; one that lacks the first letters of its
 * method, because the segment before it is missing, will not.
 */
export function beginsMessage(segment: Buffer): Likeness {
  const start = skipLineEnds(segment, 0, segment.length);
  const line = lineAt(segment, start, segment.length);
  const word = line.slice(0, Math.max(line.indexOf(' '), 0));
  const isRest = word !== '' && registeredMethods.some((method) => method.endsWith(word) && method !== word);
  return isRest ? 'no' : likeMessage(segment, start, segment.length, brokenRequest.test(line));
}

function likeMessage(octets: Buffer, start: number, end: number, isRequest: boolean): Likeness {
  if (start === end) return 'no';
  const likeness = isRequest ? 'yes' : likeStartLine(octets, start, end);
  if (likeness !== 'yes') return likeness;
  const line = lineEnd(octets, start, end);
  if (!isRequest && !wellFormed.test(octets.toString('latin1', start, line))) return 'no';
  return likeFieldBehind(octets, line, end);
}

function likeFieldBehind(octets: Buffer, line: number, end: number): Likeness {
  const next = octets[line] === CR && octets[line + 1] === LF ? line + 2 : line + 1;
  return next >= end ? 'more' : likeField(octets, next, end);
}

function embeddedStart(octets: Buffer, start: number, next: number, end: number): Found | undefined {
  const line = lineAt(octets, start, next);
  const match = line.includes('SIP/') ? embedded.exec(line) : null;
  if (match === null) return undefined;
  const likeness = next === end ? 'more' : likeField(octets, next, end);
  return likeness === 'no' ? undefined : { isMessage: likeness === 'yes', at: start + match.index };
}

/** No line that matters is longer. */
const MAX_LINE = 8192;

function lineAt(octets: Buffer, start: number, end: number): string {
  return octets.toString('latin1', start, Math.min(lineEnd(octets, start, end), start + MAX_LINE));
}

/** Line ends are taken as the parser takes them: CR LF, but also CR or LF alone. */
function lineEnd(octets: Buffer, start: number, end: number): number {
  let index = start;
  while (index < end && octets[index] !== CR && octets[index] !== LF) index += 1;
  return index;
}
