import type { Defects } from './defects';
import { textDefect } from './header-text';
import { checkSingleSpace, checkVersion } from './line-parts';
import type { StatusLine } from './message';
import { blankEnd, isBlank, isPhrase, SP } from './octets';
import { shown } from './shown';

/** Status-Line = SIP-Version SP Status-Code SP Reason-Phrase CRLF */
export function readStatusLine(text: string, start: number, end: number, defects: Defects): StatusLine {
  const versionEnd = pieceEnd(text, start, end);
  checkVersion(text, start, versionEnd, defects);
  const statusStart = blankEnd(text, versionEnd, end);
  checkSingleSpace(text, versionEnd, statusStart, 'between SIP version and status code', defects);
  const statusEnd = pieceEnd(text, statusStart, end);
  const status = readStatus(text, statusStart, statusEnd, defects);
  // The phrase may be empty and may start with blanks of its own; the space before it stays.
  if (text.charCodeAt(statusEnd) !== SP || statusEnd >= end) {
    defects.add('Status-Line', 'a space is due behind the status code', statusEnd, Math.min(statusEnd + 1, end));
  }
  const reasonStart = Math.min(statusEnd + 1, end);
  checkReason(text, reasonStart, end, defects);
  return {
    kind: 'response',
    version: text.slice(start, versionEnd),
    status,
    statusSpan: { start: statusStart, end: statusEnd },
    reason: text.slice(reasonStart, end),
    span: { start, end },
  };
}

function pieceEnd(text: string, start: number, end: number): number {
  let index = start;
  while (index < end && !isBlank(text.charCodeAt(index))) index += 1;
  return index;
}

/** Status-Code = 3DIGIT, of the classes 1xx to 6xx. A code that is no number reads as 0. */
function readStatus(text: string, start: number, end: number, defects: Defects): number {
  const code = text.slice(start, Math.min(end, start + 16));
  if (!/^[1-6][0-9]{2}$/.test(code)) {
    defects.add('Status-Code', `status code ${shown(code)} is not one of 100 to 699`, start, end);
  }
  return /^[0-9]+$/.test(code) ? Number(code) : 0;
}

/** Reason-Phrase = *(reserved / unreserved / escaped / UTF8-NONASCII / UTF8-CONT / SP / HTAB) */
function checkReason(text: string, start: number, end: number, defects: Defects): void {
  for (let index = start; index < end; index += 1) {
    const code = text.charCodeAt(index);
    if (code >= 0x80 || isPhrase(code)) continue;
    defects.add(
      'Reason-Phrase',
      `illegal character ${shown(text.charAt(index))} in the reason phrase`,
      index,
      index + 1,
    );
    return;
  }
  defects.addFound(textDefect(text, start, end));
}
