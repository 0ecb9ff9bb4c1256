import type { SipMessage } from '../sip/message';

/** Whether there is more than one Via value. Asked of every message: a comma within a quoted parameter counts, which nobody writes. */
export function hasSeveralVias({ headers }: SipMessage): boolean {
  let rows = 0;
  for (const { key, value } of headers) {
    if (key !== 'via') continue;
    rows += 1;
    if (rows > 1 || value.includes(',')) return true;
  }
  return false;
}
