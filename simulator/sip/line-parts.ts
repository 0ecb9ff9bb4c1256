import type { Defects } from './defects';
import { SP } from './octets';
import { shown } from './shown';

/** The version that is to be sent (RFC 3261 §7.1). */
export const VERSION = 'SIP/2.0';

/** Start lines are separated by single spaces. */
export function checkSingleSpace(text: string, start: number, end: number, where: string, defects: Defects): void {
  if (end === start + 1 && text.charCodeAt(start) === SP) return;
  defects.add('SP', `exactly one space is due ${where}`, start, end);
}

/** SIP-Version = "SIP" "/" 1*DIGIT "." 1*DIGIT; to be sent in upper case, and 2.0 (RFC 3261 §7.1). */
export function checkVersion(text: string, start: number, end: number, defects: Defects): void {
  const version = text.slice(start, end);
  if (version !== VERSION) defects.add('SIP-Version', `version ${shown(version)} instead of "${VERSION}"`, start, end);
}
