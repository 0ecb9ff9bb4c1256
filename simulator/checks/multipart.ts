import type { Span } from '../core/span';

/** One part of a multipart body (RFC 2046 section 5.1); spans count octets of the whole text. */
export interface Part {
  /** Lower-case media type without parameters; RFC 2046 gives a part without Content-Type text/plain. */
  readonly mediaType: string;
  readonly body: Span;
}

/** More parts than this are not looked at. */
const MAX_PARTS = 32;

/** The parts between the boundary lines of a multipart body, as far as they can be made out. */
export function partsOf(text: string, body: Span, boundary: string): readonly Part[] {
  const delimiter = `--${boundary}`;
  const parts: Part[] = [];
  let at = delimiterAt(text, body.start, body, delimiter);
  while (at >= 0 && parts.length < MAX_PARTS) {
    if (text.startsWith('--', at + delimiter.length)) break;
    const start = text.indexOf('\n', at + delimiter.length) + 1;
    const next = start === 0 ? -1 : delimiterAt(text, start, body, delimiter);
    if (next < 0) break;
    parts.push(partBetween(text, start, endOfLineBefore(text, next)));
    at = next;
  }
  return parts;
}

/** The next delimiter at the start of a line, or -1. */
function delimiterAt(text: string, from: number, body: Span, delimiter: string): number {
  for (let at = text.indexOf(delimiter, from); at >= 0; at = text.indexOf(delimiter, at + 1)) {
    if (at + delimiter.length > body.end) return -1;
    if (at === body.start || text[at - 1] === '\n') return at;
  }
  return -1;
}

/** The line end before a delimiter belongs to the delimiter. */
function endOfLineBefore(text: string, at: number): number {
  return text[at - 2] === '\r' ? at - 2 : at - 1;
}

function partBetween(text: string, start: number, end: number): Part {
  const slice = text.slice(start, Math.max(start, end));
  const gap = /^\r?\n|\r?\n\r?\n/.exec(slice);
  const head = gap === null ? slice : slice.slice(0, gap.index);
  const bodyStart = gap === null ? start + slice.length : start + gap.index + gap[0].length;
  const type = /^(?:content-type|c)[ \t]*:[ \t]*([^;\s]+)/im.exec(head)?.[1] ?? 'text/plain';
  return { mediaType: type.toLowerCase(), body: { start: bodyStart, end: start + slice.length } };
}
