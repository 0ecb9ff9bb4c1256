import type { Defects } from './defects';
import type { RequestLine, StatusLine } from './message';
import { readRequestLine } from './request-line';
import { readStatusLine } from './status-line';

/** A start line, and whether it can be told to be one of SIP at all. */
export interface StartLine {
  readonly line: RequestLine | StatusLine;
  readonly recognised: boolean;
}

/** Reads `Request-Line` or `Status-Line` from `start` up to the line end at `end` (RFC 3261 §7.1, §7.2). */
export function readStartLine(text: string, start: number, end: number, defects: Defects): StartLine {
  // A method cannot hold a slash, so nothing else starts like this.
  if (/^sip\//i.test(text.slice(start, start + 4))) {
    return { line: readStatusLine(text, start, end, defects), recognised: true };
  }
  const line = readRequestLine(text, start, end, defects);
  return { line, recognised: /^SIP\//i.test(line.version) };
}
