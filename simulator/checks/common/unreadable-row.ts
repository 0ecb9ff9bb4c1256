import { headerName } from '../../sip/header-names';
import type { SipMessage } from '../../sip/message';

/** Where a header name ends in a row that has no colon behind it. */
const nameEnd = /[ \t:=\r\n]/;

/**
 * Whether a row that could not be read as a header field looks like the one of a name, given as the long name in lower case: then
 * the header field is not missing but broken, which RFC3261-7.3.1-1 tells.
 */
export function hasUnreadableRow({ defects, text }: SipMessage, key: string): boolean {
  if (defects.length === 0) return false;
  return defects.some(({ rule, span }) => {
    if (rule !== 'HCOLON' && rule !== 'header-name') return false;
    const row = text.slice(span.start, Math.max(span.end, span.start + key.length + 1));
    const [first = ''] = row.split(nameEnd, 1);
    return headerName(first).key === key || compacted(row).startsWith(compacted(key));
  });
}

/** The letters and digits of a name, in lower case: `Max Forwards` is meant as Max-Forwards. */
function compacted(text: string): string {
  return text.replace(/[^A-Za-z0-9]/g, '').toLowerCase();
}
